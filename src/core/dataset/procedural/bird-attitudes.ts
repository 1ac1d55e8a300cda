/**
 * Birds in five attitudes: on a branch, in the air, on long legs, on the water and from close by. The beak points right, y points
 * down, lengths are about the bird's own length.
 */
import type { Point } from './canvas.ts';
import { flapping, soaring } from './bird-flight.ts';
import { beak, eye, foldedWing, rounded, type Sketch } from './bird-sketch.ts';
import { lit, mix } from './colour.ts';
import { curve, ellipse, stroke } from './outline.ts';

export type Attitude = 'perched' | 'flying' | 'wading' | 'swimming' | 'portrait';

function perched(s: Sketch): void {
  const { feathers: f, chance } = s;
  const stout = chance.between(0.85, 1.2);
  const long = chance.between(0.28, 0.5);
  for (const x of [-0.02, 0.08]) s.fill(stroke([x, 0.2], [x + 0.02, 0.4], 0.016, 0.012), f.leg);
  s.fill(
    curve(
      [
        [-0.2, 0.06],
        [-0.3 - long, 0.18],
        [-0.28 - long, 0.27],
        [-0.14, 0.2],
      ],
      3,
    ),
    f.wing,
  );
  const body: Point[] = [
    [0.28, -0.2],
    [0.05, -0.24 * stout],
    [-0.2, -0.08],
    [-0.32, 0.12],
    [-0.12, 0.27 * stout],
    [0.16, 0.22 * stout],
    [0.3, 0.02],
  ];
  rounded(s, curve(body), f.back, f.breast, -0.12, 0.16);
  s.fill(ellipse([0.26, -0.24], 0.165, 0.155), f.head);
  if (chance.happens(0.2))
    s.fill(
      [
        [0.3, -0.36],
        [0.12, -0.54],
        [0.16, -0.32],
      ],
      f.head,
    );
  if (chance.happens(0.5)) s.fill(ellipse([0.3, -0.16], 0.1, 0.075), f.breast, 0.85);
  foldedWing(s, [-0.04, 0.02], 0.42, 0.3);
  beak(s, [0.4, -0.23], chance.between(0.1, 0.22), 0.05);
  eye(s, [0.3, -0.27], 0.036);
}

function wading(s: Sketch): void {
  const { feathers: f, chance } = s;
  const legs = chance.between(0.22, 0.42);
  const neck = chance.between(0.18, 0.42);
  for (const x of [-0.06, 0.05]) {
    s.fill(stroke([x, 0.1], [x + 0.02, 0.15 + legs], 0.016, 0.012), f.leg);
    s.fill(stroke([x, 0.15 + legs], [x + 0.1, 0.17 + legs], 0.012), f.leg);
  }
  s.fill(
    curve(
      [
        [-0.2, -0.05],
        [-0.5, 0.08],
        [-0.46, 0.15],
        [-0.15, 0.1],
      ],
      3,
    ),
    f.wing,
  );
  rounded(
    s,
    curve([
      [0.22, -0.1],
      [-0.02, -0.19],
      [-0.28, -0.06],
      [-0.36, 0.08],
      [-0.1, 0.19],
      [0.16, 0.14],
      [0.26, 0.02],
    ]),
    f.back,
    f.breast,
    -0.15,
    0.15,
  );
  const top: Point = [0.28 + neck * 0.2, -0.12 - neck];
  s.fill(
    curve([
      [0.14, -0.1],
      [0.3, -0.2 - neck * 0.3],
      [top[0] - 0.06, top[1]],
      [top[0] + 0.05, top[1]],
      [0.38, -0.16 - neck * 0.25],
      [0.26, 0.06],
    ]),
    mix(f.back, f.breast, 0.5),
  );
  s.fill(ellipse([top[0] + 0.02, top[1] - 0.02], 0.095, 0.075), f.head);
  foldedWing(s, [-0.06, -0.02], 0.42, 0.22);
  beak(s, [top[0] + 0.1, top[1] - 0.02], chance.between(0.12, 0.3), 0.035, chance.between(0, 0.06));
  eye(s, [top[0] + 0.04, top[1] - 0.035], 0.022);
}

function swimming(s: Sketch): void {
  const { feathers: f, chance } = s;
  const neck = chance.between(0.1, 0.38);
  s.fill(
    curve(
      [
        [-0.3, 0],
        [-0.54, -0.12],
        [-0.46, 0.06],
        [-0.2, 0.12],
      ],
      3,
    ),
    f.wing,
  );
  rounded(
    s,
    curve([
      [0.34, 0],
      [0.12, -0.12],
      [-0.24, -0.12],
      [-0.44, 0.02],
      [-0.34, 0.14],
      [0.2, 0.15],
      [0.38, 0.1],
    ]),
    f.back,
    f.breast,
    -0.1,
    0.16,
  );
  const top: Point = [0.34, -0.1 - neck];
  s.fill(
    curve([
      [0.16, 0],
      [0.22, -0.1 - neck * 0.5],
      [top[0] - 0.08, top[1]],
      [top[0] + 0.06, top[1]],
      [0.38, -0.06 - neck * 0.4],
      [0.38, 0.08],
    ]),
    f.head,
  );
  s.fill(ellipse([top[0] + 0.01, top[1] - 0.02], 0.12, 0.1), f.head);
  foldedWing(s, [-0.08, 0], 0.5, 0.2);
  beak(s, [top[0] + 0.1, top[1]], chance.between(0.13, 0.2), 0.04, 0.02);
  eye(s, [top[0] + 0.04, top[1] - 0.04], 0.026);
  // The water it floats in, and its own darker image.
  s.fill(ellipse([-0.02, 0.2], 0.45, 0.07), lit(f.back, 0.5), 0.45);
  s.fill(stroke([-0.6, 0.16], [0.6, 0.16], 0.018), [0.75, 0.83, 0.88], 0.45);
}

function portrait(s: Sketch): void {
  const { feathers: f, chance } = s;
  rounded(
    s,
    curve([
      [-0.42, 0.75],
      [-0.36, 0.2],
      [-0.2, 0.02],
      [0.12, 0.05],
      [0.24, 0.3],
      [0.4, 0.75],
    ]),
    f.back,
    f.breast,
    0.1,
    0.6,
  );
  rounded(s, ellipse([0, -0.06], 0.3, 0.28), f.head, mix(f.head, f.breast, 0.6), -0.2, 0.2);
  if (chance.happens(0.25))
    s.fill(
      curve(
        [
          [0.1, -0.3],
          [-0.12, -0.62],
          [-0.24, -0.5],
          [-0.24, -0.16],
        ],
        3,
      ),
      f.head,
    );
  const hooked = chance.happens(0.35);
  beak(
    s,
    [0.24, -0.03],
    hooked ? 0.2 : chance.between(0.22, 0.42),
    hooked ? 0.11 : 0.075,
    hooked ? 0.12 : 0.02,
  );
  eye(s, [0.1, -0.12], chance.between(0.045, 0.06));
}

export const attitudes: Readonly<Record<Attitude, (s: Sketch) => void>> = {
  perched,
  flying: (s) => (s.chance.happens(0.4) ? soaring(s) : flapping(s)),
  wading,
  swimming,
  portrait,
};
