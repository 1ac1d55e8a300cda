/** Cars to draw: saloons, hatchbacks, estates, sports cars, off-roaders and vans, by chance in shape, paint and view. */
import type { Canvas, Point } from './canvas.ts';
import { bodyOf, paintOf, type Body } from './car-body.ts';
import type { Chance } from './chance.ts';
import { grey, lit, mix, type Colour } from './colour.ts';
import { paintSolid, projector, type Face, type Vector, type View } from './solid.ts';

/** A prism between the outline (x, y; clockwise seen from the right, nose to the right) at -half and at half. */
function prism(outline: readonly Point[], low: number, high: number, colour: Colour): Face[] {
  const faces: Face[] = [];
  const wide = (y: number): number => (y > 0.12 ? high : low);
  const right = outline.map(([x, y]): Vector => [x, y, wide(y)]);
  const left = outline.map(([x, y]): Vector => [x, y, -wide(y)]);
  for (let i = 0; i < outline.length; i++) {
    const next = (i + 1) % outline.length;
    faces.push({ points: [right[i]!, right[next]!, left[next]!, left[i]!], colour });
  }
  faces.push({ points: [...right].reverse(), colour }, { points: left, colour });
  return faces;
}

/** Bumpers, bonnet and boot: the lower part. */
function hull(car: Body, paint: Colour): Face[] {
  const outline: Point[] = [
    [-0.48, car.sill],
    [-0.5, car.sill + 0.05],
    [-0.49, car.boot * 0.96],
    [-0.47, car.boot],
    [car.rear, car.waist],
    [car.screen, car.waist],
    [0.4, car.bonnet],
    [0.475, car.bonnet * 0.84],
    [0.5, car.sill + 0.06],
    [0.48, car.sill],
  ];
  return prism(outline, car.half, car.half * 0.99, paint);
}

const between = (a: Vector, b: Vector, share: number): Vector => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

/** The part of a four-cornered face that lies `rim` inside it. */
function inset(face: readonly Vector[], rim: number): Vector[] {
  const middle = between(between(face[0]!, face[2]!, 0.5), between(face[1]!, face[3]!, 0.5), 0.5);
  return face.map((corner) => between(corner, middle, rim));
}

/** The cabin: roof and pillars in the car's paint, glass inset in its four sides. */
function cabin(car: Body, paint: Colour, glass: Colour): Face[] {
  const [w, t] = [car.half * 0.95, car.half * 0.76];
  const [y, r] = [car.waist, car.roof];
  const at = (x: number, height: number, z: number): Vector => [x, height, z];
  const sides: Vector[][] = [
    [at(car.rear, y, w), at(car.screen, y, w), at(car.front, r, t), at(car.back, r, t)],
    [at(car.screen, y, -w), at(car.rear, y, -w), at(car.back, r, -t), at(car.front, r, -t)],
    [at(car.screen, y, w), at(car.screen, y, -w), at(car.front, r, -t), at(car.front, r, t)],
    [at(car.rear, y, -w), at(car.rear, y, w), at(car.back, r, t), at(car.back, r, -t)],
  ];
  const faces: Face[] = sides.map((points) => ({ points, colour: paint, layer: 2 }));
  faces.push({
    points: [at(car.back, r, t), at(car.front, r, t), at(car.front, r, -t), at(car.back, r, -t)],
    colour: paint,
    layer: 2,
  });
  sides.forEach((points, index) => {
    if (index > 1) return void faces.push({ points: inset(points, 0.14), colour: glass, layer: 3 });
    // Two side windows with a pillar between them.
    const [a, b, c, d] = inset(points, 0.15) as [Vector, Vector, Vector, Vector];
    for (const [from, to] of [
      [0, 0.47],
      [0.54, 1],
    ] as const)
      faces.push({
        points: [between(a, b, from), between(a, b, to), between(d, c, to), between(d, c, from)],
        colour: glass,
        layer: 3,
      });
  });
  return faces;
}

function disc(
  x: number,
  y: number,
  z: number,
  radius: number,
  colour: Colour,
  layer: number,
): Face {
  const points = Array.from({ length: 14 }, (_, i): Vector => {
    const angle = (i / 14) * 2 * Math.PI;
    return [x + Math.cos(angle) * radius, y + Math.sin(angle) * radius, z];
  });
  return { points: z > 0 ? points : points.reverse(), colour, layer, plain: true };
}

function wheels(car: Body, rim: Colour): Face[] {
  return [-0.31, 0.31].flatMap((x) =>
    [-1, 1].flatMap((side): Face[] => {
      const z = side * car.half;
      const r = car.wheel;
      const tread = Array.from({ length: 12 }, (_, i): Face => {
        const corner = (k: number, depth: number): Vector => {
          const angle = (k / 12) * 2 * Math.PI;
          return [x + Math.cos(angle) * r, r + Math.sin(angle) * r, depth];
        };
        const [near, far] = [Math.max(z, z * 0.72), Math.min(z, z * 0.72)];
        return {
          points: [corner(i, near), corner(i, far), corner(i + 1, far), corner(i + 1, near)],
          colour: grey(0.06),
          plain: true,
          layer: -1,
        };
      });
      return [
        ...tread,
        disc(x, r * 1.05, z * 1.004, r * 1.16, grey(0.04), 1),
        disc(x, r, z * 1.01, r, grey(0.09), 2),
        disc(x, r, z * 1.02, r * 0.6, rim, 3),
        disc(x, r, z * 1.03, r * 0.2, grey(0.25), 4),
      ];
    }),
  );
}

/** A four-cornered patch on the nose (`end` 1) or the tail (-1). */
function patch(
  car: Body,
  end: 1 | -1,
  z: number,
  wide: number,
  y: number,
  high: number,
  colour: Colour,
): Face {
  const x = end * 0.503 - end * Math.max(0, y - car.sill) * 0.12;
  const points: Vector[] = [
    [x, y, z + wide],
    [x, y, z - wide],
    [x, y + high, z - wide],
    [x, y + high, z + wide],
  ];
  return { points: end > 0 ? points : points.reverse(), colour, layer: 1, plain: true };
}

function ends(car: Body, chance: Chance): Face[] {
  const [front, back] = [car.bonnet - car.sill, car.boot - car.sill];
  const lamp: Colour = chance.happens(0.3) ? [1, 0.97, 0.8] : grey(0.85);
  const red: Colour = [0.75, 0.06, 0.06];
  return [
    ...[-1, 1].flatMap((side) => [
      patch(
        car,
        1,
        side * car.half * 0.72,
        car.half * 0.2,
        car.sill + front * 0.46,
        front * 0.24,
        lamp,
      ),
      patch(
        car,
        -1,
        side * car.half * 0.78,
        car.half * 0.16,
        car.sill + back * 0.5,
        back * 0.3,
        red,
      ),
    ]),
    patch(car, 1, 0, car.half * 0.45, car.sill + front * 0.42, front * 0.26, grey(0.08)),
    patch(car, 1, 0, car.half * 0.8, car.sill, front * 0.2, grey(0.14)),
    patch(car, 1, 0, car.half * 0.24, car.sill + front * 0.18, front * 0.16, grey(0.85)),
    patch(car, -1, 0, car.half * 0.26, car.sill + back * 0.36, back * 0.2, grey(0.85)),
    patch(car, -1, 0, car.half * 0.85, car.sill, back * 0.18, grey(0.16)),
  ];
}

function viewOf(chance: Chance): View {
  const yaw = chance.weighted([
    [chance.about(0.15), 2],
    [chance.sign() * chance.between(0.35, 1.05), 6],
    [chance.sign() * chance.between(1.2, 1.57), 2],
  ] as const);
  const turned = (chance.happens(0.5) ? 0 : Math.PI) + yaw;
  const width = Math.abs(Math.cos(turned)) + 0.42 * Math.abs(Math.sin(turned));
  return {
    yaw: turned,
    pitch: chance.between(0.06, 0.42),
    roll: 0,
    centre: [0.5 + chance.about(0.05), 0.72 + chance.about(0.05)],
    scale: Math.min(1.55, chance.between(0.8, 1.05) / width),
    perspective: chance.between(0.2, 0.55),
    light: chance.pick<Vector>([
      [0.35, 0.85, 0.39],
      [-0.45, 0.75, 0.48],
      [0, 0.9, 0.43],
    ]),
    ambient: chance.between(0.35, 0.6),
  };
}

/** Draws one car standing or driving, with its shadow on the ground. */
export function drawCar(canvas: Canvas, chance: Chance): void {
  const car = bodyOf(chance);
  const paint = paintOf(chance);
  const roof = chance.happens(0.12) ? grey(chance.pick([0.08, 0.92])) : paint;
  const glass = mix([0.1, 0.13, 0.17], [0.45, 0.55, 0.65], chance.between(0, 0.7));
  const view = viewOf(chance);
  const shadow = projector(view);
  const spread = 1.12;
  canvas.fill(
    (
      [
        [-0.5, 1],
        [0.5, 1],
        [0.5, -1],
        [-0.5, -1],
      ] as const
    ).map(([x, side]) => shadow([x * spread, 0, side * car.half * spread])),
    { from: grey(0.05), alpha: chance.between(0.35, 0.65) },
  );
  canvas.spot(shadow([0, 0, 0]), 0.55 * view.scale, 0.1 * view.scale, grey(0.05), 0.4);
  const rim = chance.happens(0.75) ? grey(chance.between(0.5, 0.85)) : lit(paint, 0.9);
  const wheelFaces = wheels(car, rim);
  const sunk = wheelFaces.filter((face) => (face.layer ?? 0) < 0);
  paintSolid(canvas, sunk, view);
  paintSolid(
    canvas,
    [
      ...hull(car, paint),
      ...cabin(car, roof, glass),
      ...wheelFaces.filter((face) => (face.layer ?? 0) > 0),
      ...ends(car, chance),
    ],
    view,
  );
}
