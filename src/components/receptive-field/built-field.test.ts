import { expect, test } from 'vitest';
import { packed, unpacked } from './built-field.ts';

test('a packed field comes back within half of one of 255 steps', () => {
  const mean = Float32Array.from({ length: 1024 }, (_, i) => (i * i) / 1e7);
  const field = { mean, pictures: 10, samples: 480, open: 300 };
  const back = unpacked(packed(field));
  expect(back).toMatchObject({ pictures: 10, samples: 480, open: 300 });
  const step = Math.max(...mean) / 255;
  back.mean.forEach((value, i) =>
    expect(Math.abs(value - mean[i]!)).toBeLessThanOrEqual(0.5001 * step),
  );
  expect(back.mean.at(-1)).toBeCloseTo(mean.at(-1)!, 6);
});

test('a field of zeros stays one', () => {
  const field = { mean: new Float32Array(4), pictures: 1, samples: 1, open: 0 };
  expect(unpacked(packed(field))).toEqual(field);
});
