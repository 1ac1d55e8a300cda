import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelsInTurn, FieldMeter } from './measured-field.ts';

test('the mean is over all gradients, with the colours of a pixel added up and signs left out', () => {
  const meter = new FieldMeter(2, 3);
  expect(meter.reading(0)).toEqual({
    mean: new Float32Array(2),
    pictures: 0,
    samples: 0,
    open: 0,
  });
  meter.add(Float64Array.of(1, -2, 3, 0, 0, -4));
  meter.add(new Float64Array(6));
  expect(meter.reading(1)).toEqual({
    mean: Float32Array.of(3, 2),
    pictures: 1,
    samples: 2,
    open: 1,
  });
});

test('a gradient of another size is refused', () => {
  expect(() => new FieldMeter(4, 3).add(new Float64Array(4))).toThrow(/of 12 values, got 4/);
});

test('a reading is not changed by what is added later', () => {
  const meter = new FieldMeter(1, 1);
  meter.add(Float64Array.of(1));
  const { mean } = meter.reading(1);
  meter.add(Float64Array.of(5));
  expect(mean).toEqual(Float32Array.of(1));
});

test('channels come in turn, about equally often, none twice for one picture', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 130 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 80 }),
      (count, each, pictures) => {
        const times = new Array<number>(count).fill(0);
        for (let index = 0; index < pictures; index++) {
          const channels = channelsInTurn(index, each, count);
          expect(new Set(channels).size).toBe(Math.min(each, count));
          for (const channel of channels) times[channel]! += 1;
        }
        // Where a picture is asked about fewer than all, its share goes on where the last one stopped.
        if (each <= count) expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1);
        else expect(new Set(times)).toEqual(new Set([pictures]));
      },
    ),
  );
});
