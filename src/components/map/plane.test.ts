import { expect, test } from 'vitest';
import { paintColour } from './plane.ts';

test('one colour of a picture keeps its bytes, and the others are dark', () => {
  const pixels = Uint8Array.from([1, 2, 3, 4, 5, 6]);
  const shape = { height: 1, width: 2, channels: 3 };
  expect([...paintColour(pixels, shape, 1).data]).toEqual([0, 2, 0, 255, 0, 5, 0, 255]);
  expect([...paintColour(pixels, shape, 2).data]).toEqual([0, 0, 3, 255, 0, 0, 6, 255]);
});
