/** Birds to draw: one attitude, placed, turned and scaled by chance, with the bough that a perched bird needs. */
import { attitudes, type Attitude } from './bird-attitudes.ts';
import { sketchOf } from './bird-sketch.ts';
import type { Canvas, Point } from './canvas.ts';
import type { Chance } from './chance.ts';
import { grey, lit, mix, type Colour } from './colour.ts';
import { ellipse, stroke, type Place } from './outline.ts';

const sizes: Readonly<Record<Attitude, readonly [number, number]>> = {
  perched: [0.55, 0.88],
  flying: [0.5, 0.85],
  wading: [0.6, 0.85],
  swimming: [0.6, 0.92],
  portrait: [0.75, 1.05],
};

/** The bough under a perched bird, with a twig and some leaves, across the whole canvas. */
function branch(canvas: Canvas, chance: Chance, at: Point): void {
  const bark = mix([0.36, 0.26, 0.17], grey(0.35), chance.next());
  const slope = chance.about(0.22);
  const thick = chance.between(0.02, 0.05);
  canvas.fill(
    stroke(
      [-0.1, at[1] - slope * (at[0] + 0.1)],
      [1.1, at[1] + slope * (1.1 - at[0])],
      thick,
      thick * 0.7,
    ),
    { from: bark },
  );
  const fork: Point = [chance.between(0.1, 0.9), 0];
  const from: Point = [fork[0], at[1] + slope * (fork[0] - at[0])];
  canvas.fill(
    stroke(
      from,
      [from[0] + chance.about(0.4), from[1] + chance.sign() * 0.4],
      thick * 0.5,
      thick * 0.2,
    ),
    { from: lit(bark, 0.85) },
  );
  const leaf: Colour = mix([0.2, 0.42, 0.12], [0.55, 0.55, 0.15], chance.next());
  for (let i = chance.whole(0, 5); i > 0; i--) {
    const x = chance.next();
    canvas.fill(
      ellipse(
        [x, at[1] + slope * (x - at[0]) + chance.about(0.06)],
        0.05,
        0.022,
        chance.between(0, 3),
      ),
      { from: leaf },
    );
  }
}

/** Draws one bird. Wading and swimming birds want ground or water under the middle; the others any backdrop. */
export function drawBird(canvas: Canvas, chance: Chance, attitude: Attitude): void {
  const scale = chance.between(...sizes[attitude]);
  const low = attitude === 'wading' || attitude === 'swimming' ? 0.08 : 0;
  const place: Place = {
    centre: [0.5 + chance.about(0.06), 0.5 + low + chance.about(0.05)],
    scale,
    angle:
      attitude === 'flying'
        ? chance.about(0.35)
        : attitude === 'perched'
          ? chance.about(0.3)
          : chance.about(0.06),
    flip: chance.happens(0.5),
  };
  if (attitude === 'perched')
    branch(canvas, chance, [place.centre[0], place.centre[1] + 0.41 * scale]);
  const s = sketchOf(canvas, chance, place);
  attitudes[attitude](s);
}
