/** The colours of drawn birds. */
import type { Chance } from './chance.ts';
import { grey, hsv, lit, mix, near, type Colour } from './colour.ts';

export interface Plumage {
  readonly back: Colour;
  readonly wing: Colour;
  readonly breast: Colour;
  readonly head: Colour;
  readonly beak: Colour;
  readonly leg: Colour;
}

const brown: Colour = [0.42, 0.3, 0.19];

function backOf(chance: Chance): Colour {
  return near(
    chance.weighted<Colour>([
      [brown, 6],
      [[0.62, 0.5, 0.34], 3],
      [grey(0.45), 4],
      [grey(0.14), 3],
      [grey(0.9), 3],
      [[0.16, 0.32, 0.66], 2],
      [[0.72, 0.12, 0.1], 2],
      [[0.9, 0.72, 0.12], 2],
      [[0.25, 0.45, 0.16], 2],
      [hsv(chance.next(), 0.6, 0.6), 1],
    ]),
    chance,
    0.06,
  );
}

export function plumageOf(chance: Chance): Plumage {
  const back = backOf(chance);
  const breast = near(
    chance.weighted<Colour>([
      [back, 3],
      [mix(back, grey(1), 0.6), 4],
      [[0.93, 0.9, 0.83], 3],
      [[0.8, 0.4, 0.15], 1.5],
      [[0.9, 0.78, 0.3], 1],
    ]),
    chance,
    0.05,
  );
  return {
    back,
    breast,
    wing: lit(back, chance.between(0.5, 0.95)),
    head: chance.weighted<Colour>([
      [back, 6],
      [lit(back, 0.45), 3],
      [grey(0.93), 1],
      [near([0.7, 0.15, 0.1], chance), 1],
    ]),
    beak: chance.weighted<Colour>([
      [grey(0.15), 4],
      [[0.95, 0.62, 0.1], 4],
      [[0.7, 0.6, 0.45], 2],
    ]),
    leg: chance.weighted<Colour>([
      [[0.9, 0.5, 0.15], 2],
      [grey(0.2), 3],
      [[0.6, 0.45, 0.35], 2],
    ]),
  };
}
