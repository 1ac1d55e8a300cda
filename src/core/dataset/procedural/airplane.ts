/** Airplanes to draw: airliners, small propeller planes and jets, by chance in build, livery, pose and view. */
import { buildOf, liveryOf, type Build, type Livery } from './airplane-build.ts';
import type { Canvas } from './canvas.ts';
import type { Chance } from './chance.ts';
import { grey, lit } from './colour.ts';
import { paintSolid, tube, type Face, type Vector, type View } from './solid.ts';

function wings(plan: Build, paint: Livery): Face[] {
  const y = plan.height * plan.radius;
  const rise = plan.height < 0 ? 0.05 : 0;
  return ([-1, 1] as const).map((side): Face => ({
    flat: true,
    colour: paint.wing,
    points: [
      [plan.at, y, side * plan.radius * 0.6],
      [plan.at - plan.sweep, y + rise, side * plan.span],
      [plan.at - plan.sweep - plan.tip, y + rise, side * plan.span],
      [plan.at - plan.root, y, side * plan.radius * 0.6],
    ],
  }));
}

function tail(plan: Build, paint: Livery): Face[] {
  const base = plan.radius * 0.5;
  const lean = plan.engines === 'nose' ? 0.05 : 0.12;
  const fin: Face = {
    flat: true,
    colour: paint.tail,
    points: [
      [-0.32, base, 0],
      [-0.34 - lean, base + plan.fin, 0],
      [-0.42 - lean, base + plan.fin, 0],
      [-0.5, base, 0],
    ],
  };
  const level = plan.engines === 'tail' ? base + plan.fin * 0.95 : base * 0.8;
  const back = plan.engines === 'tail' ? 0.08 : 0;
  const planes = ([-1, 1] as const).map((side): Face => ({
    flat: true,
    colour: paint.wing,
    points: [
      [-0.36 - back, level, 0],
      [-0.36 - back - plan.sweep * 0.45, level, side * plan.span * 0.38],
      [-0.42 - back - plan.sweep * 0.45, level, side * plan.span * 0.38],
      [-0.48 - back, level, 0],
    ],
  }));
  return [fin, ...planes];
}

function engines(plan: Build, paint: Livery): Face[] {
  if (plan.engines === 'none') return [];
  if (plan.engines === 'nose') {
    const disc = Array.from({ length: 14 }, (_, i): Vector => {
      const angle = (i / 14) * 2 * Math.PI;
      return [0.51, Math.sin(angle) * 0.13 - plan.radius * 0.1, Math.cos(angle) * 0.13];
    });
    return [{ points: disc, colour: grey(0.35), flat: true, plain: true, alpha: 0.35 }];
  }
  const high = plan.engines === 'tail';
  const [x, y, z] = high
    ? [-0.2, plan.radius * 0.5, plan.radius * 1.5]
    : [plan.at - plan.sweep * 0.34 + 0.06, -plan.radius * 1.05, plan.span * 0.34];
  const size = plan.radius * 0.42;
  return ([-1, 1] as const).flatMap((side) =>
    tube(
      [
        { centre: [x - 0.07, y, side * z], radius: size * 0.7 },
        { centre: [x - 0.01, y, side * z], radius: size },
        { centre: [x + 0.05, y, side * z], radius: size * 0.9 },
      ],
      8,
      (_, ring) => (ring === 2 ? grey(0.15) : lit(paint.wing, 0.9)),
    ),
  );
}

function glass(plan: Build): Face[] {
  const pane = (x: number, y: number, long: number, high: number): Face[] =>
    ([-1, 1] as const).map((side) => {
      const z = side * plan.radius * Math.sqrt(Math.max(0.1, 1 - y * y)) * 1.02;
      const low = (y - high) * plan.radius;
      const points: Vector[] = [
        [x, low, z],
        [x + long, low, z],
        [x + long, y * plan.radius, z],
        [x, y * plan.radius, z],
      ];
      return {
        points: side > 0 ? points : points.reverse(),
        colour: [0.12, 0.15, 0.22],
        layer: 1,
        plain: true,
      };
    });
  if (plan.glass === 'line')
    return [
      ...Array.from({ length: 8 }, (_, i) => pane(-0.24 + i * 0.075, 0.42, 0.045, 0.28)).flat(),
      ...pane(0.42, 0.4, 0.045, 0.35),
    ];
  return pane(plan.engines === 'nose' ? 0.06 : 0.14, 0.85, 0.16, 0.55);
}

/** Wheels let down: dark blocks under nose and wings. */
function gear(plan: Build): Face[] {
  const low = -plan.radius - 0.07;
  return (
    [
      [0.36, 0],
      [plan.at - 0.12, 0.09],
      [plan.at - 0.12, -0.09],
    ] as const
  ).flatMap(([x, z]): Face[] => [
    {
      flat: true,
      plain: true,
      colour: grey(0.12),
      points: [
        [x - 0.03, low, z],
        [x + 0.03, low, z],
        [x + 0.03, low + 0.055, z],
        [x - 0.03, low + 0.055, z],
      ],
    },
    {
      flat: true,
      plain: true,
      colour: grey(0.4),
      points: [
        [x - 0.008, low + 0.05, z],
        [x + 0.008, low + 0.05, z],
        [x + 0.008, -plan.radius * 0.7, z],
        [x - 0.008, -plan.radius * 0.7, z],
      ],
    },
  ]);
}

/** How the plane is seen: on the ground from the side, in the air from anywhere but straight ahead. */
function viewOf(chance: Chance, plan: Build, grounded: boolean): View {
  const side = chance.happens(0.5) ? 0 : Math.PI;
  const yaw = side + (grounded ? chance.about(0.45) : chance.about(0.75));
  const width = Math.max(Math.abs(Math.cos(yaw)), plan.span * 2 * Math.abs(Math.sin(yaw)), 0.55);
  return {
    yaw,
    pitch: grounded
      ? chance.between(0.03, 0.3)
      : chance.weighted([
          [chance.between(-1.2, -0.15), 5],
          [chance.between(0.05, 0.9), 4],
        ] as const),
    roll: grounded ? 0 : chance.about(0.45),
    centre: [0.5 + chance.about(0.05), (grounded ? 0.58 : 0.5) + chance.about(0.05)],
    scale: chance.between(0.82, 1.12) / width,
    perspective: chance.between(0.1, 0.4),
    light: chance.pick<Vector>([
      [0.3, 0.9, 0.32],
      [-0.4, 0.8, 0.45],
      [0, 0.95, 0.31],
    ]),
    ambient: chance.between(0.35, 0.6),
  };
}

/** Draws one airplane. `grounded`: it stands, wheels down, on ground that begins near the middle of the canvas. */
export function drawAirplane(canvas: Canvas, chance: Chance, grounded: boolean): void {
  const plan = buildOf(chance);
  const paint = liveryOf(chance, plan.kind === 'jet' && chance.happens(0.8));
  const view = viewOf(chance, plan, grounded);
  const rings = plan.profile.map(([x, share, lift]) => ({
    centre: [x, lift * plan.radius, 0] as const,
    radius: plan.radius * share,
  }));
  const body = tube(rings, 10, (height) => (height < -0.25 ? paint.belly : paint.body));
  const low = -plan.radius - 0.07;
  if (grounded)
    canvas.spot(
      [view.centre[0], view.centre[1] - low * view.scale * Math.cos(view.pitch)],
      0.4 * view.scale,
      0.05,
      grey(0.1),
      0.5,
    );
  const parts = [
    ...body,
    ...wings(plan, paint),
    ...tail(plan, paint),
    ...engines(plan, paint),
    ...glass(plan),
  ];
  paintSolid(canvas, grounded ? [...parts, ...gear(plan)] : parts, view);
}
