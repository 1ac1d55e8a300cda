/** The parts that birds in every attitude share: rounded bodies, eyes, beaks and wings, in the bird's own coordinates. */
import type { Canvas, Point } from './canvas.ts';
import type { Chance } from './chance.ts';
import { grey, lit, mix, type Colour } from './colour.ts';
import { curve, ellipse, placed, stroke, type Place } from './outline.ts';
import { plumageOf, type Plumage } from './plumage.ts';

export interface Sketch {
  readonly canvas: Canvas;
  readonly chance: Chance;
  readonly feathers: Plumage;
  readonly place: Place;
  readonly fill: (outline: readonly Point[], from: Colour, alpha?: number) => void;
}

export function sketchOf(canvas: Canvas, chance: Chance, place: Place): Sketch {
  const onto = placed(place);
  return {
    canvas,
    chance,
    feathers: plumageOf(chance),
    place,
    fill: (outline, from, alpha = 1) => canvas.fill(onto(outline), { from, alpha }),
  };
}

/** A shape whose upper side is `upper` and whose lower side is `lower`: back and breast with the light from above. */
export function rounded(
  s: Sketch,
  outline: readonly Point[],
  upper: Colour,
  lower: Colour,
  top: number,
  low: number,
): void {
  const onto = placed(s.place);
  const [start, end] = onto([
    [0, top],
    [0, low],
  ]) as [Point, Point];
  s.canvas.fill(onto(outline), { from: upper, to: lower, start, end });
}

export function eye(s: Sketch, [x, y]: Point, size: number): void {
  s.fill(ellipse([x, y], size * 1.5, size * 1.5), mix(s.feathers.head, grey(0.95), 0.45), 0.7);
  s.fill(ellipse([x, y], size, size), grey(0.03));
  s.fill(ellipse([x + size * 0.3, y - size * 0.35], size * 0.3, size * 0.3), grey(0.95));
}

/** Two halves of a beak of some length from the head's front at `at`. */
export function beak(s: Sketch, [x, y]: Point, long: number, thick: number, droop = 0): void {
  const tip: Point = [x + long, y + droop];
  s.fill(
    [[x - thick * 0.3, y - thick], [x + long * 0.45, y - thick * 0.75 + droop * 0.3], tip, [x, y]],
    s.feathers.beak,
  );
  s.fill([[x, y], tip, [x - thick * 0.3, y + thick * 0.8]], lit(s.feathers.beak, 0.7));
}

/** Wing laid on the side of the body, with darker tips and one or two pale bars. */
export function foldedWing(s: Sketch, [x, y]: Point, long: number, deep: number): void {
  const { wing } = s.feathers;
  s.fill(
    curve([
      [x + long * 0.45, y - deep * 0.1],
      [x + long * 0.1, y - deep * 0.5],
      [x - long * 0.35, y - deep * 0.05],
      [x - long * 0.62, y + deep * 0.42],
      [x - long * 0.1, y + deep * 0.5],
      [x + long * 0.35, y + deep * 0.4],
    ]),
    wing,
  );
  s.fill(
    curve([
      [x - long * 0.05, y + deep * 0.1],
      [x - long * 0.4, y + deep * 0.1],
      [x - long * 0.64, y + deep * 0.43],
      [x - long * 0.15, y + deep * 0.44],
    ]),
    lit(wing, 0.55),
  );
  if (s.chance.happens(0.55))
    s.fill(
      stroke([x + long * 0.18, y - deep * 0.12], [x - long * 0.02, y + deep * 0.34], 0.018),
      mix(wing, grey(1), 0.7),
    );
}

/** One spread wing from the shoulder: `reach` along, `rise` up (negative: above the back), trailing edge of feathers. */
export function spreadWing(
  s: Sketch,
  root: Point,
  reach: number,
  rise: number,
  deep: number,
  colour: Colour,
): void {
  const [x, y] = root;
  const elbow: Point = [x + reach * 0.42 + deep * 0.25, y + rise * 0.62];
  const tip: Point = [x + reach, y + rise];
  const outline: Point[] = [[x + deep * 0.35, y], elbow, tip];
  const feathers = 5;
  for (let i = 0; i < feathers; i++) {
    const share = (i + 0.5) / feathers;
    const along = 1 - share;
    const depth = deep * (0.55 + 0.5 * share);
    outline.push([x + reach * along - depth * 0.75, y + rise * along + depth * 0.2]);
    outline.push([
      x + reach * (along - 0.1) - depth * 0.55,
      y + rise * (along - 0.1) + depth * 0.14,
    ]);
  }
  outline.push([x - deep * 0.55, y]);
  s.fill(outline, colour);
  s.fill(
    [
      elbow,
      tip,
      [x + reach * 0.8 - deep * 0.62, y + rise * 0.8 + deep * 0.14],
      [x + reach * 0.55 - deep * 0.25, y + rise * 0.6],
    ],
    lit(colour, 0.6),
    0.75,
  );
}
