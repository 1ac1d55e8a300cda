import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawPictures } from './browse.ts';

const labels = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 60 });
const seed = fc.nat(1000);

test('a draw of one class has all its pictures once and no other, in the order of the draw of all', () => {
  fc.assert(
    fc.property(labels, seed, fc.nat(5), fc.integer({ min: 0, max: 2 }), (all, s, draw, label) => {
      const whole = drawPictures(all, { label: null, count: 60, seed: s, draw });
      expect([...whole].sort((a, b) => a - b)).toEqual(all.map((_, i) => i));
      const some = drawPictures(all, { label, count: 60, seed: s, draw });
      expect([...some]).toEqual([...whole].filter((place) => all[place] === label));
    }),
  );
});

test('no more are drawn than asked for, and fewer where there are not so many', () => {
  const all = Array.from({ length: 50 }, (_, i) => i % 3);
  expect(drawPictures(all, { label: null, count: 24, seed: 0, draw: 0 })).toHaveLength(24);
  expect(drawPictures(all, { label: 2, count: 24, seed: 0, draw: 0 })).toHaveLength(16);
  expect(() => drawPictures(all, { label: null, count: -1, seed: 0, draw: 0 })).toThrow('got -1');
});

test('the same draw gives the same pictures, another draw or seed others', () => {
  const all = new Uint8Array(250);
  const drawn = (s: number, draw: number) =>
    drawPictures(all, { label: null, count: 24, seed: s, draw }).join(' ');
  expect(drawn(0, 3)).toBe(drawn(0, 3));
  expect(new Set([drawn(0, 3), drawn(0, 4), drawn(1, 3)]).size).toBe(3);
});
