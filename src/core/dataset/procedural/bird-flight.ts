/** Birds in the air: from the side in mid-beat, and from below or above with both wings wide. */
import type { Point } from './canvas.ts';
import { lit } from './colour.ts';
import { beak, eye, rounded, spreadWing, type Sketch } from './bird-sketch.ts';
import { curve, ellipse } from './outline.ts';

/** Seen from the side, in mid-beat. */
export function flapping(s: Sketch): void {
  const { feathers: f, chance } = s;
  const up = chance.weighted([
    [-1, 5],
    [1, 2],
  ] as const);
  const near = chance.between(0.45, 0.75);
  const lean = chance.between(-0.35, 0.15);
  const deep = chance.between(0.22, 0.34);
  spreadWing(s, [0.06, -0.04], lean + 0.22, up * near * 0.9, deep * 0.9, lit(f.wing, 0.8));
  s.fill(
    [
      [-0.25, -0.03],
      [-0.62, -0.09],
      [-0.66, 0.02],
      [-0.6, 0.12],
      [-0.25, 0.07],
    ],
    f.wing,
  );
  rounded(
    s,
    curve([
      [0.36, -0.06],
      [0.1, -0.13],
      [-0.2, -0.08],
      [-0.36, 0.01],
      [-0.15, 0.11],
      [0.15, 0.13],
      [0.36, 0.05],
    ]),
    f.back,
    f.breast,
    -0.08,
    0.1,
  );
  s.fill(ellipse([0.38, -0.03], 0.11, 0.09), f.head);
  beak(s, [0.46, -0.02], chance.between(0.1, 0.2), 0.035, chance.between(0, 0.04));
  eye(s, [0.41, -0.05], 0.02);
  spreadWing(s, [0.02, 0], lean, up * near, deep, f.wing);
}

/** Seen from below or above: both wings wide, tail fanned. */
export function soaring(s: Sketch): void {
  const { feathers: f, chance } = s;
  const droop = chance.between(-0.22, 0.12);
  const deep = chance.between(0.17, 0.26);
  for (const side of [-1, 1] as const) {
    const wing: Point[] = [
      [side * 0.05, -0.14],
      [side * 0.3, -0.2 + droop * 0.3],
      [side * 0.62, -0.1 + droop],
    ];
    for (let i = 0; i < 4; i++) {
      const along = 0.58 - i * 0.13;
      wing.push([side * along, -0.1 + droop * (along / 0.62) + deep * (0.45 + i * 0.16)]);
      wing.push([side * (along - 0.07), -0.12 + droop * (along / 0.62) + deep * (0.4 + i * 0.16)]);
    }
    wing.push([side * 0.05, 0.12]);
    s.fill(wing, f.wing);
    s.fill(wing.slice(2, 7), lit(f.wing, 0.55), 0.8);
  }
  s.fill(
    [
      [-0.05, 0.18],
      [-0.15, 0.46],
      [0, 0.5],
      [0.15, 0.46],
      [0.05, 0.18],
    ],
    lit(f.back, 0.85),
  );
  s.fill(
    curve([
      [0, -0.3],
      [0.085, -0.1],
      [0.07, 0.14],
      [0, 0.26],
      [-0.07, 0.14],
      [-0.085, -0.1],
    ]),
    f.breast,
  );
  s.fill(ellipse([0, -0.29], 0.07, 0.08), f.head);
  s.fill(
    [
      [-0.035, -0.35],
      [0.005, -0.45],
      [0.035, -0.35],
    ],
    f.beak,
  );
}
