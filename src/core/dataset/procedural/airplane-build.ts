/** How airplanes are built and painted: the table of builds and its chances. Nothing is drawn here. */
import type { Chance } from './chance.ts';
import { grey, hsv, lit, mix, near, type Colour } from './colour.ts';

type Kind = 'airliner' | 'small' | 'jet';

/** Lengths are shares of the fuselage's length, which runs from -0.5 (tail) to 0.5 (nose). */
export interface Build {
  readonly kind: Kind;
  readonly radius: number;
  /** Half the span of the wings. */
  readonly span: number;
  /** How far back the wing tips lie. */
  readonly sweep: number;
  /** Depth of the wing at the root and at the tip. */
  readonly root: number;
  readonly tip: number;
  /** Where the front of the wing meets the body, and how high. */
  readonly at: number;
  readonly height: number;
  readonly fin: number;
  readonly engines: 'wings' | 'tail' | 'nose' | 'none';
  /** A line of windows, a canopy, or neither. */
  readonly glass: 'line' | 'canopy';
  /** From -0.5 to 0.5: radius at each of these stations. */
  readonly profile: readonly (readonly [x: number, share: number, lift: number])[];
}

const airliner: Build['profile'] = [
  [-0.5, 0.08, 0.5],
  [-0.42, 0.38, 0.42],
  [-0.28, 0.85, 0.1],
  [-0.1, 1, 0],
  [0.3, 1, 0],
  [0.41, 0.85, -0.06],
  [0.47, 0.5, -0.2],
  [0.5, 0.08, -0.3],
];
const small: Build['profile'] = [
  [-0.5, 0.12, 0.3],
  [-0.25, 0.45, 0.2],
  [0, 0.95, 0.1],
  [0.2, 1, 0],
  [0.4, 0.8, -0.05],
  [0.48, 0.6, -0.1],
  [0.5, 0.3, -0.1],
];
const dart: Build['profile'] = [
  [-0.5, 0.7, 0],
  [-0.3, 0.95, 0],
  [0.05, 1, 0],
  [0.28, 0.7, 0],
  [0.42, 0.35, -0.05],
  [0.5, 0.04, -0.1],
];

const builds: Readonly<Record<Kind, (chance: Chance) => Omit<Build, 'kind'>>> = {
  airliner: (chance) => ({
    radius: chance.between(0.058, 0.08),
    span: chance.between(0.42, 0.52),
    sweep: chance.between(0.16, 0.24),
    root: chance.between(0.17, 0.22),
    tip: chance.between(0.05, 0.07),
    at: chance.between(0.1, 0.16),
    height: -0.5,
    fin: chance.between(0.15, 0.19),
    engines: chance.weighted([
      ['wings', 3],
      ['tail', 1],
    ] as const),
    glass: 'line',
    profile: airliner,
  }),
  small: (chance) => ({
    radius: chance.between(0.08, 0.105),
    span: chance.between(0.55, 0.7),
    sweep: chance.between(-0.01, 0.03),
    root: chance.between(0.17, 0.22),
    tip: chance.between(0.12, 0.16),
    at: chance.between(0.2, 0.26),
    height: chance.weighted([
      [1, 1],
      [-0.7, 1],
    ] as const),
    fin: chance.between(0.14, 0.18),
    engines: 'nose',
    glass: 'canopy',
    profile: small,
  }),
  jet: (chance) => ({
    radius: chance.between(0.05, 0.065),
    span: chance.between(0.26, 0.36),
    sweep: chance.between(0.26, 0.34),
    root: chance.between(0.36, 0.44),
    tip: chance.between(0.04, 0.1),
    at: chance.between(0.1, 0.16),
    height: 0,
    fin: chance.between(0.15, 0.2),
    engines: 'none',
    glass: 'canopy',
    profile: dart,
  }),
};

export function buildOf(chance: Chance): Build {
  const kind = chance.weighted<Kind>([
    ['airliner', 5],
    ['small', 3],
    ['jet', 2],
  ]);
  return { kind, ...builds[kind](chance) };
}

export interface Livery {
  readonly body: Colour;
  readonly belly: Colour;
  readonly tail: Colour;
  readonly wing: Colour;
}

export function liveryOf(chance: Chance, military: boolean): Livery {
  if (military) {
    const body = near(
      chance.pick<Colour>([grey(0.5), [0.42, 0.46, 0.4], grey(0.66), [0.35, 0.4, 0.47]]),
      chance,
    );
    return { body, belly: lit(body, 1.15), tail: body, wing: lit(body, 0.94) };
  }
  const accent = hsv(chance.next(), chance.between(0.5, 0.9), chance.between(0.3, 0.8));
  const body = chance.happens(0.85) ? grey(chance.between(0.82, 0.98)) : near(accent, chance);
  return {
    body,
    belly: chance.happens(0.4) ? mix(accent, grey(0.6), 0.4) : lit(body, 0.9),
    tail: chance.happens(0.75) ? accent : body,
    wing: chance.happens(0.75) ? grey(chance.between(0.62, 0.85)) : body,
  };
}
