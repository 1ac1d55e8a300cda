import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Canvas, cells, type Point } from './canvas.ts';
import { curve, ellipse, placed } from './outline.ts';

const white = [1, 1, 1] as const;

/** Share of the canvas that is painted, by the sum of its red. */
function painted(canvas: Canvas): number {
  let sum = 0;
  for (let i = 0; i < canvas.data.length; i += 3) sum += canvas.data[i]!;
  return sum / (cells * cells);
}

/** Area of an outline (Gauss's shoelace formula). */
function area(outline: readonly Point[]): number {
  let twice = 0;
  outline.forEach(([x, y], i) => {
    const [u, v] = outline[(i + 1) % outline.length]!;
    twice += x * v - u * y;
  });
  return Math.abs(twice) / 2;
}

const inside = fc.double({ min: 0.02, max: 0.98, noNaN: true });
const point = fc.tuple(inside, inside);

describe('the canvas', () => {
  test('a filled triangle covers exactly its area, wherever it lies and however it turns', () => {
    fc.assert(
      fc.property(fc.tuple(point, point, point), (corners) => {
        const canvas = new Canvas();
        canvas.fill(corners, { from: white });
        expect(painted(canvas)).toBeCloseTo(area(corners), 4);
      }),
    );
  });

  test('what lies outside is cut off, on every side', () => {
    const big: Point[] = [
      [-1, -2],
      [3, -2],
      [3, 5],
      [-1, 5],
    ];
    const canvas = new Canvas();
    canvas.fill(big, { from: white });
    expect(painted(canvas)).toBeCloseTo(1, 6);
    const left = new Canvas();
    left.fill(
      big.map(([x, y]): Point => [x - 2.5, y]),
      { from: white },
    );
    expect(painted(left)).toBeCloseTo(0.5, 6);
    const away = new Canvas();
    away.fill(
      big.map(([x, y]): Point => [x + 4, y]),
      { from: white },
    );
    expect(painted(away)).toBe(0);
  });

  test('one fill leaves nothing behind for the next', () => {
    const first = new Canvas();
    const star: Point[] = [
      [0.1, 0.9],
      [0.5, -0.3],
      [0.9, 1.4],
    ];
    first.fill(star, { from: white });
    const again = new Canvas();
    again.fill(star, { from: white });
    expect(again.data).toEqual(first.data);
  });

  test('opacity and a change of colour are applied where they should be', () => {
    const canvas = new Canvas();
    const all: Point[] = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    canvas.fill(all, { from: [0, 0, 0], to: white, start: [0, 0], end: [1, 0], alpha: 0.5 });
    expect(canvas.data[0]).toBeCloseTo(0.5 / 2 / cells, 5);
    expect(canvas.data[(cells - 1) * 3]).toBeCloseTo(0.5 * (1 - 0.5 / cells), 5);
  });

  test('a curve runs through its points and an ellipse has its area', () => {
    const points: Point[] = [
      [0.2, 0.2],
      [0.8, 0.3],
      [0.7, 0.8],
      [0.3, 0.7],
    ];
    const outline = curve(points, 5);
    points.forEach((at, i) => expect(outline[i * 5]).toEqual(at));
    expect(area(ellipse([0.5, 0.5], 0.3, 0.2, 0.7))).toBeCloseTo(Math.PI * 0.06, 2);
  });

  test('placing mirrors, turns, scales and moves', () => {
    const place = { centre: [0.5, 0.5], scale: 2, angle: Math.PI / 2, flip: true } as const;
    const [[x, y]] = placed(place)([[0.1, 0]]) as [Point];
    expect(x).toBeCloseTo(0.5);
    expect(y).toBeCloseTo(0.7);
  });
});
