import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convolve } from './convolution.ts';
import { fitOf, placeNear, placesOver, sweep, tapsAt, tapsOf, type Axis } from './sweep.ts';

const axis = (part: Partial<Axis>): Axis => ({
  length: 8,
  kernel: 3,
  padding: 0,
  stride: 1,
  dilation: 1,
  ...part,
});

const axes = fc.record({
  length: fc.integer({ min: 1, max: 9 }),
  kernel: fc.integer({ min: 1, max: 4 }),
  padding: fc.integer({ min: 0, max: 3 }),
  stride: fc.integer({ min: 1, max: 4 }),
  dilation: fc.integer({ min: 1, max: 3 }),
});

const values = (count: number, seed: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => Math.sin(1 + i * 12.9898 + seed * 78.233));

test('sizes are those of the network and of the textbook', () => {
  expect(fitOf(axis({ length: 32, padding: 1 }))).toEqual({
    span: 3,
    padded: 34,
    places: 32,
    unused: 0,
  });
  expect(fitOf(axis({ length: 32 })).places).toBe(30);
  expect(fitOf(axis({ length: 13, kernel: 2, stride: 2 }))).toEqual({
    span: 2,
    padded: 13,
    places: 6,
    unused: 1,
  });
  expect(fitOf(axis({ length: 4, dilation: 2 }))).toEqual({
    span: 5,
    padded: 4,
    places: 0,
    unused: 4,
  });
});

test('places, counted one by one, are as many as the formula says, and the last leaves what is unused', () => {
  fc.assert(
    fc.property(axes, (one) => {
      const { padded, places, unused, span } = fitOf(one);
      let counted = 0;
      let end = 0;
      for (let start = 0; start + span <= padded; start += one.stride) {
        counted += 1;
        end = start + span;
      }
      expect(places).toBe(counted);
      expect(unused).toBe(padded - end);
    }),
  );
});

test('with stride 1 and dilation 1 it is the convolution of the network', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 7 }),
      fc.integer({ min: 3, max: 7 }),
      fc.integer({ min: 1, max: 3 }),
      fc.boolean(),
      fc.integer(),
      (height, width, inputs, same, seed) => {
        const input = values(height * width * inputs, seed);
        const kernel = values(9 * inputs, seed + 1);
        const padding = same ? 1 : 0;
        const size = {
          rows: axis({ length: height, padding }),
          columns: axis({ length: width, padding }),
          channels: inputs,
        };
        const expected = convolve(input, kernel, Float64Array.of(0.25), {
          count: 1,
          height,
          width,
          inputs,
          filters: 1,
          kernel: 3,
          padding: same ? 'same' : 'valid',
        });
        const got = sweep(input, kernel, 0.25, size);
        expect(got.length).toBe(expected.length);
        got.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 12));
      },
    ),
  );
});

/** By the definition: the input is really surrounded by zeros, the kernel really spread with zeros between its taps. */
function defined(input: Float64Array, kernel: Float64Array, rows: Axis, columns: Axis): number[] {
  const [high, wide] = [fitOf(rows), fitOf(columns)];
  const frame = Array.from({ length: high.padded }, () => new Array<number>(wide.padded).fill(0));
  for (let y = 0; y < rows.length; y++)
    for (let x = 0; x < columns.length; x++)
      frame[y + rows.padding]![x + columns.padding] = input[y * columns.length + x]!;
  const spread = Array.from({ length: high.span }, () => new Array<number>(wide.span).fill(0));
  for (let i = 0; i < rows.kernel; i++)
    for (let j = 0; j < columns.kernel; j++)
      spread[i * rows.dilation]![j * columns.dilation] = kernel[i * columns.kernel + j]!;
  const out: number[] = [];
  for (let top = 0; top + high.span <= high.padded; top += rows.stride)
    for (let left = 0; left + wide.span <= wide.padded; left += columns.stride)
      out.push(
        spread.reduce(
          (sum, line, i) =>
            sum + line.reduce((part, weight, j) => part + weight * frame[top + i]![left + j]!, 0),
          0,
        ),
      );
  return out;
}

test('with any padding, stride and dilation it is what the definition says', () => {
  fc.assert(
    fc.property(axes, axes, fc.integer(), (rows, columns, seed) => {
      const input = values(rows.length * columns.length, seed);
      const kernel = values(rows.kernel * columns.kernel, seed + 1);
      const size = { rows, columns, channels: 1 };
      const expected = defined(input, kernel, rows, columns);
      if (expected.length === 0) {
        expect(() => sweep(input, kernel, 0, size)).toThrow(/expected a kernel that fits/);
        return;
      }
      const got = sweep(input, kernel, 0, size);
      expect(got.length).toBe(expected.length);
      got.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 12));
    }),
  );
});

test('the taps of a place add up to its output, channel after channel', () => {
  fc.assert(
    fc.property(axes, axes, fc.integer({ min: 1, max: 3 }), fc.nat(), (rows, columns, n, seed) => {
      const size = { rows, columns, channels: n };
      const input = values(rows.length * columns.length * n, seed);
      const kernel = values(rows.kernel * columns.kernel * n, seed + 1);
      const [high, wide] = [fitOf(rows).places, fitOf(columns).places];
      fc.pre(high > 0 && wide > 0);
      const place = seed % (high * wide);
      const taps = tapsAt(input, kernel, size, Math.floor(place / wide), place % wide);
      expect(taps).toHaveLength(rows.kernel * columns.kernel * n);
      const sum = taps.reduce((total, { value, weight }) => total + value * weight, 0);
      expect(sum).toBeCloseTo(sweep(input, kernel, 0, size)[place]!, 12);
      expect(taps.every(({ padding, value }) => !padding || value === 0)).toBe(true);
    }),
  );
});

test('a cell is read at exactly the places that have a tap on it, and its nearest place has its middle nearest', () => {
  fc.assert(
    fc.property(axes, fc.nat(8), (one, at) => {
      const { places, span } = fitOf(one);
      fc.pre(at < one.length && places > 0);
      const over = placesOver(one, at);
      for (let place = 0; place < places; place++)
        expect(over.includes(place)).toBe(tapsOf(one, place).includes(at));
      const distance = (place: number) =>
        Math.abs(place * one.stride - one.padding + (span - 1) / 2 - at);
      const near = placeNear(one, at);
      for (let place = 0; place < places; place++)
        expect(distance(near)).toBeLessThanOrEqual(distance(place));
    }),
  );
});

test('what an axis cannot be is refused by name and value', () => {
  expect(() => fitOf(axis({ stride: 0 }))).toThrow('a stride that is a whole number from 1, got 0');
  expect(() => fitOf(axis({ padding: -1 }))).toThrow(
    'a padding that is a whole number from 0, got -1',
  );
  expect(() => placeNear(axis({ length: 2 }), 0)).toThrow('spans 3 cells');
  const size = { rows: axis({}), columns: axis({}), channels: 1 };
  expect(() => sweep(new Float64Array(3), new Float64Array(9), 0, size)).toThrow(
    'expected 64 values of input, got 3',
  );
});
