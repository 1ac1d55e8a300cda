/** How cars are shaped and painted: the table of bodies and its chances. Nothing is drawn here. */
import type { Chance } from './chance.ts';
import { grey, hsv, near, type Colour } from './colour.ts';

/** Lengths are shares of the car's length, which runs from -0.5 (tail) to 0.5 (nose); the ground is at height 0. */
export interface Body {
  /** Half the width. */
  readonly half: number;
  /** Height of sill, of bonnet and boot, of the waist under the windows, and of the roof. */
  readonly sill: number;
  readonly bonnet: number;
  readonly boot: number;
  readonly waist: number;
  readonly roof: number;
  /** Lengthwise: foot of the windscreen, front and back of the roof, foot of the rear window. */
  readonly screen: number;
  readonly front: number;
  readonly back: number;
  readonly rear: number;
  readonly wheel: number;
}

const bodies: readonly (readonly [Body, number])[] = [
  // Saloon, hatchback, estate, sports car, off-roader, van.
  [
    {
      half: 0.19,
      sill: 0.055,
      bonnet: 0.185,
      boot: 0.2,
      waist: 0.205,
      roof: 0.315,
      screen: 0.2,
      front: 0.06,
      back: -0.17,
      rear: -0.31,
      wheel: 0.072,
    },
    5,
  ],
  [
    {
      half: 0.215,
      sill: 0.06,
      bonnet: 0.21,
      boot: 0.22,
      waist: 0.23,
      roof: 0.37,
      screen: 0.24,
      front: 0.1,
      back: -0.33,
      rear: -0.46,
      wheel: 0.08,
    },
    4,
  ],
  [
    {
      half: 0.19,
      sill: 0.055,
      bonnet: 0.185,
      boot: 0.2,
      waist: 0.205,
      roof: 0.315,
      screen: 0.2,
      front: 0.06,
      back: -0.4,
      rear: -0.48,
      wheel: 0.072,
    },
    2,
  ],
  [
    {
      half: 0.21,
      sill: 0.04,
      bonnet: 0.16,
      boot: 0.19,
      waist: 0.18,
      roof: 0.265,
      screen: 0.14,
      front: -0.02,
      back: -0.16,
      rear: -0.36,
      wheel: 0.078,
    },
    3,
  ],
  [
    {
      half: 0.215,
      sill: 0.085,
      bonnet: 0.24,
      boot: 0.25,
      waist: 0.26,
      roof: 0.42,
      screen: 0.2,
      front: 0.1,
      back: -0.42,
      rear: -0.47,
      wheel: 0.092,
    },
    3,
  ],
  [
    {
      half: 0.21,
      sill: 0.06,
      bonnet: 0.24,
      boot: 0.26,
      waist: 0.26,
      roof: 0.44,
      screen: 0.38,
      front: 0.22,
      back: -0.45,
      rear: -0.48,
      wheel: 0.075,
    },
    1,
  ],
];

export function bodyOf(chance: Chance): Body {
  const base = chance.weighted(bodies);
  const stretch = chance.between(0.92, 1.1);
  return {
    ...base,
    half: base.half * chance.between(0.94, 1.08),
    bonnet: base.bonnet * stretch,
    boot: base.boot * stretch,
    waist: base.waist * stretch,
    roof: base.roof * stretch,
    wheel: base.wheel * chance.between(0.95, 1.12),
  };
}

export function paintOf(chance: Chance): Colour {
  return near(
    chance.weighted<Colour>([
      [[0.72, 0.08, 0.08], 4],
      [grey(0.93), 3],
      [grey(0.62), 3],
      [grey(0.1), 3],
      [[0.1, 0.2, 0.6], 3],
      [[0.95, 0.78, 0.1], 1.5],
      [[0.1, 0.35, 0.18], 1],
      [[0.45, 0.7, 0.85], 1],
      [[0.9, 0.42, 0.08], 1],
      [[0.4, 0.1, 0.15], 1],
      [hsv(chance.next(), 0.6, 0.7), 1],
    ]),
    chance,
    0.04,
  );
}
