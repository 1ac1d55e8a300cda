/** Outlines to fill: smooth closed curves, ellipses, tapered strokes, and their placing on the canvas. Arithmetic only. */
import type { Point } from './canvas.ts';

/** A closed curve through the points (uniform Catmull-Rom spline), `steps` pieces between each two. */
export function curve(points: readonly Point[], steps = 4): Point[] {
  const outline: Point[] = [];
  const at = (index: number): Point => points[(index + points.length) % points.length]!;
  for (let i = 0; i < points.length; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      const blend = (k: 0 | 1): number =>
        b[k] +
        0.5 *
          t *
          (c[k] -
            a[k] +
            t * (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k] + t * (3 * (b[k] - c[k]) + d[k] - a[k])));
      outline.push([blend(0), blend(1)]);
    }
  }
  return outline;
}

/** An ellipse of half axes `width` and `height`, turned by `angle` radians. */
export function ellipse([x, y]: Point, width: number, height: number, angle = 0): Point[] {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return Array.from({ length: 20 }, (_, i): Point => {
    const u = Math.cos((i / 20) * 2 * Math.PI) * width;
    const v = Math.sin((i / 20) * 2 * Math.PI) * height;
    return [x + u * cos - v * sin, y + u * sin + v * cos];
  });
}

/** A straight stroke, `thin` half wide at `a` and `thinner` at `b`. */
export function stroke(a: Point, b: Point, thin: number, thinner = thin): Point[] {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const x = -(b[1] - a[1]) / length;
  const y = (b[0] - a[0]) / length;
  return [
    [a[0] + x * thin, a[1] + y * thin],
    [b[0] + x * thinner, b[1] + y * thinner],
    [b[0] - x * thinner, b[1] - y * thinner],
    [a[0] - x * thin, a[1] - y * thin],
  ];
}

export const box = (left: number, top: number, right: number, bottom: number): Point[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];

/** From an object's own coordinates to the canvas: scaled, mirrored if `flip`, turned by `angle`, moved to `centre`. */
export interface Place {
  readonly centre: Point;
  readonly scale: number;
  readonly angle: number;
  readonly flip: boolean;
}

export function placed(place: Place): (points: readonly Point[]) => Point[] {
  const cos = Math.cos(place.angle) * place.scale;
  const sin = Math.sin(place.angle) * place.scale;
  const side = place.flip ? -1 : 1;
  return (points) =>
    points.map(([x, y]): Point => [
      place.centre[0] + side * (x * cos - y * sin),
      place.centre[1] + x * sin + y * cos,
    ]);
}
