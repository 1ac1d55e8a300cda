/**
 * What lies behind the thing drawn: sky in many weathers, ground of many kinds, leaves out of focus, water, plain walls. The same
 * ones serve all three classes, so that no colour of the background gives a class away.
 * A table in the form of short functions, one a background.
 */
import type { Canvas } from './canvas.ts';
import type { Chance } from './chance.ts';
import { grey, hsv, lit, mix, near, type Colour } from './colour.ts';
import { box, ellipse, stroke } from './outline.ts';

export type Backdrop = 'sky' | 'street' | 'field' | 'leaves' | 'water' | 'apron' | 'plain';

function gradient(canvas: Canvas, top: number, low: number, from: Colour, to: Colour): void {
  canvas.fill(box(0, top, 1, low), { from, to, start: [0, top], end: [0, low] });
}

function clouds(canvas: Canvas, chance: Chance, horizon: number, colour: Colour): void {
  for (let bank = chance.whole(1, 4); bank > 0; bank--) {
    const x = chance.next();
    const y = chance.between(0, horizon);
    const size = chance.between(0.08, 0.25);
    for (let puff = chance.whole(3, 6); puff > 0; puff--)
      canvas.spot(
        [x + chance.about(size * 1.4), y + chance.about(size * 0.35)],
        size * chance.between(0.7, 1.6),
        size * chance.between(0.35, 0.7),
        colour,
        chance.between(0.25, 0.65),
      );
  }
}

/** Sky from the top of the canvas down to `horizon`. */
function sky(canvas: Canvas, chance: Chance, horizon: number): void {
  const weather = chance.weighted([
    ['clear', 4],
    ['fair', 4],
    ['overcast', 3],
    ['sunset', 2],
    ['dusk', 1],
  ] as const);
  const blue: Colour = near([0.33, 0.55, 0.85], chance, 0.1);
  switch (weather) {
    case 'clear':
      return gradient(
        canvas,
        0,
        horizon,
        lit(blue, chance.between(0.7, 1)),
        mix(blue, grey(1), chance.between(0.1, 0.6)),
      );
    case 'fair':
      gradient(canvas, 0, horizon, blue, mix(blue, grey(1), 0.45));
      return clouds(canvas, chance, horizon, grey(chance.between(0.9, 1)));
    case 'overcast': {
      const cover = near(grey(chance.between(0.6, 0.95)), chance, 0.03);
      gradient(canvas, 0, horizon, cover, lit(cover, chance.between(0.85, 1.15)));
      return clouds(canvas, chance, horizon, lit(cover, chance.between(0.85, 1.12)));
    }
    case 'sunset': {
      const warm = near([0.96, 0.6, 0.28], chance, 0.1);
      gradient(canvas, 0, horizon, near([0.45, 0.4, 0.6], chance, 0.1), warm);
      clouds(canvas, chance, horizon, mix(warm, [0.6, 0.25, 0.3], chance.next()));
      return canvas.spot(
        [chance.next(), horizon * chance.between(0.6, 1)],
        0.14,
        0.14,
        [1, 0.93, 0.7],
        0.9,
        0.5,
      );
    }
    case 'dusk':
      gradient(
        canvas,
        0,
        horizon,
        near([0.1, 0.14, 0.28], chance, 0.06),
        near([0.32, 0.34, 0.5], chance, 0.06),
      );
      return;
  }
}

function trees(canvas: Canvas, chance: Chance, horizon: number): void {
  const green = mix([0.13, 0.27, 0.1], [0.38, 0.36, 0.16], chance.next());
  const high = chance.between(0.06, 0.28);
  for (let x = -0.05; x < 1.1; x += chance.between(0.06, 0.16))
    canvas.fill(
      ellipse(
        [x, horizon - high * chance.between(0.2, 0.6)],
        chance.between(0.08, 0.16),
        high * chance.between(0.5, 0.9),
      ),
      {
        from: near(green, chance, 0.05),
      },
    );
}

function houses(canvas: Canvas, chance: Chance, horizon: number): void {
  for (let x = -chance.between(0, 0.2); x < 1;) {
    const wide = chance.between(0.15, 0.45);
    const high = chance.between(0.15, 0.5);
    const wall = near(
      chance.pick<Colour>([
        [0.55, 0.32, 0.25],
        grey(0.6),
        [0.75, 0.68, 0.55],
        grey(0.85),
        [0.4, 0.42, 0.46],
      ]),
      chance,
      0.06,
    );
    canvas.fill(box(x, horizon - high, x + wide, horizon + 0.02), { from: wall });
    const pane = chance.happens(0.5) ? lit(wall, 0.5) : mix(wall, [0.6, 0.7, 0.8], 0.7);
    const step = chance.between(0.09, 0.14);
    for (let y = horizon - high + 0.05; y < horizon - 0.06; y += step)
      for (let left = x + 0.04; left < x + wide - 0.06; left += step)
        canvas.fill(box(left, y, left + step * 0.5, y + step * 0.55), { from: pane });
    x += wide + chance.between(0, 0.06);
  }
}

function behind(canvas: Canvas, chance: Chance, horizon: number): void {
  const what = chance.weighted([
    ['trees', 4],
    ['houses', 3],
    ['nothing', 3],
  ] as const);
  if (what === 'trees') trees(canvas, chance, horizon);
  if (what === 'houses') houses(canvas, chance, horizon);
}

const soils: readonly (readonly [Colour, number])[] = [
  [[0.3, 0.45, 0.16], 5],
  [[0.5, 0.52, 0.22], 2],
  [[0.6, 0.5, 0.36], 2],
  [[0.75, 0.68, 0.52], 1],
  [grey(0.92), 1],
];

function ground(
  canvas: Canvas,
  chance: Chance,
  horizon: number,
  colour: Colour,
  strength: number,
): void {
  gradient(canvas, horizon, 1.01, mix(colour, grey(0.7), 0.25), lit(colour, 0.9));
  canvas.mottle(chance, horizon, 1, 14, strength, 2.5);
  canvas.mottle(chance, horizon, 1, 40, strength, 2);
}

function street(canvas: Canvas, chance: Chance): void {
  const horizon = chance.between(0.22, 0.52);
  sky(canvas, chance, horizon);
  behind(canvas, chance, horizon);
  const verge = horizon + chance.between(0, 0.14);
  ground(canvas, chance, horizon - 0.01, near(chance.weighted(soils), chance), 0.18);
  const road = near(grey(chance.between(0.3, 0.62)), chance, 0.03);
  gradient(canvas, verge, 1.01, mix(road, grey(0.75), 0.2), road);
  canvas.mottle(chance, verge, 1, 36, 0.1, 1.6);
  if (chance.happens(0.35)) {
    const y = chance.between(verge + 0.03, 1);
    canvas.fill(stroke([-0.1, y], [1.1, y + chance.about(0.08)], 0.012), {
      from: [0.92, 0.88, 0.7],
      alpha: 0.85,
    });
  }
}

function field(canvas: Canvas, chance: Chance): void {
  const horizon = chance.weighted([
    [chance.between(0.2, 0.6), 3],
    [-0.01, 1],
  ] as const);
  sky(canvas, chance, Math.max(0.01, horizon));
  if (horizon > 0) behind(canvas, chance, horizon);
  ground(canvas, chance, horizon, near(chance.weighted(soils), chance), chance.between(0.15, 0.4));
}

/** Foliage out of focus: large soft spots of a few greens or browns, with light breaking through. */
function leaves(canvas: Canvas, chance: Chance): void {
  const base = near(
    chance.weighted<Colour>([
      [[0.22, 0.36, 0.14], 5],
      [[0.42, 0.42, 0.22], 2],
      [[0.35, 0.28, 0.2], 2],
      [[0.5, 0.58, 0.5], 1],
    ]),
    chance,
    0.08,
  );
  gradient(canvas, 0, 1.01, lit(base, chance.between(0.9, 1.3)), lit(base, chance.between(0.6, 1)));
  const bright = chance.happens(0.5) ? mix(base, [0.85, 0.95, 0.75], 0.7) : lit(base, 1.3);
  for (let spot = chance.whole(8, 22); spot > 0; spot--) {
    const size = chance.between(0.06, 0.3);
    canvas.spot(
      [chance.next(), chance.next()],
      size,
      size * chance.between(0.7, 1.2),
      chance.happens(0.35) ? bright : lit(base, chance.between(0.45, 1.1)),
      chance.between(0.3, 0.8),
      0.4,
    );
  }
}

function water(canvas: Canvas, chance: Chance): void {
  const horizon = chance.weighted([
    [chance.between(0.15, 0.45), 2],
    [-0.01, 2],
  ] as const);
  sky(canvas, chance, Math.max(0.01, horizon));
  if (horizon > 0) behind(canvas, chance, horizon);
  const deep = near(
    chance.pick<Colour>([
      [0.2, 0.36, 0.5],
      [0.3, 0.42, 0.38],
      [0.45, 0.55, 0.62],
      [0.16, 0.22, 0.26],
    ]),
    chance,
    0.07,
  );
  gradient(canvas, horizon, 1.01, mix(deep, grey(0.9), 0.3), deep);
  canvas.mottle(chance, horizon, 1, 22, chance.between(0.15, 0.4), 4);
}

/** Concrete before a far edge of grass: where planes stand, and cars too. */
function apron(canvas: Canvas, chance: Chance): void {
  const horizon = chance.between(0.35, 0.6);
  sky(canvas, chance, horizon);
  behind(canvas, chance, horizon);
  ground(canvas, chance, horizon - 0.01, near([0.36, 0.46, 0.2], chance), 0.15);
  const concrete = near(grey(chance.between(0.45, 0.75)), chance, 0.03);
  gradient(canvas, horizon + chance.between(0.02, 0.12), 1.01, lit(concrete, 1.08), concrete);
}

function plain(canvas: Canvas, chance: Chance): void {
  const wall = chance.weighted<Colour>([
    [grey(0.98), 4],
    [grey(chance.between(0.1, 0.85)), 2],
    [hsv(chance.next(), 0.25, 0.8), 1],
  ]);
  gradient(canvas, 0, 1.01, wall, lit(wall, chance.between(0.85, 1)));
}

const drawings: Readonly<Record<Backdrop, (canvas: Canvas, chance: Chance) => void>> = {
  sky: (canvas, chance) => sky(canvas, chance, 1.01),
  street,
  field,
  leaves,
  water,
  apron,
  plain,
};

export function drawBackdrop(canvas: Canvas, chance: Chance, kind: Backdrop): void {
  drawings[kind](canvas, chance);
}
