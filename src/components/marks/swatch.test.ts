import fc from 'fast-check';
import { expect, test } from 'vitest';
import { swatchOf, swatchOn } from './swatch.ts';

const byte = fc.integer({ min: 0, max: 255 });

/** Written anew, with the thresholds of WCAG 2.2. */
function contrast(ground: string, ink: string): number {
  const bytes = ground.match(/\d+/g)!.map(Number);
  const linear = bytes.map((value) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : Math.pow((value / 255 + 0.055) / 1.055, 2.4),
  );
  const l = 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
  return ink === 'black' ? (l + 0.05) / 0.05 : 1.05 / (l + 0.05);
}

test('digits on any colour have the contrast that small text needs', () => {
  fc.assert(
    fc.property(byte, byte, byte, (red, green, blue) => {
      const { ground, ink } = swatchOf(red, green, blue);
      expect(contrast(ground, ink)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test('zero is white on a diverging scale, and dark on a sequential one', () => {
  expect(swatchOn('weights', 0, -1, 0.5).ink).toBe('black');
  expect(swatchOn('sequential', 0, 0, 3).ink).toBe('white');
  expect(swatchOn('weights', 2, -1, 1)).toEqual(swatchOn('weights', 1, -1, 1));
});
