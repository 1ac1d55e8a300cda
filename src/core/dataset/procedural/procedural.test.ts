import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { counts, picture, type Split } from '../catalog.ts';
import { drawPicture, drawSplit, proceduralLabels, proceduralSeed } from './procedural.ts';

const sha256 = (...parts: readonly Uint8Array[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** Mean colour of the outermost two rows and columns: what a look at the background alone gives. */
function rimOf(pixels: Uint8Array, index: number): readonly number[] {
  const sum = [0, 0, 0];
  let count = 0;
  for (let row = 0; row < 32; row++)
    for (let column = 0; column < 32; column++) {
      if (row > 1 && row < 30 && column > 1 && column < 30) continue;
      count++;
      for (let channel = 0; channel < 3; channel++)
        sum[channel]! += pixels[index * picture.bytes + (row * 32 + column) * 3 + channel]!;
    }
  return sum.map((total) => total / count);
}

const distance = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, value, i) => total + (value - b[i]!) ** 2, 0);

describe('the procedural set', () => {
  test('the first hundred pictures are these bytes, on every machine', () => {
    const { labels, pixels } = drawSplit('training', proceduralSeed, 100);
    expect(sha256(labels, pixels)).toBe(
      '2c95abf8e91fe64587d99cabad938d1fdd71ec7f8152dcd462565417da89558a',
    );
  });

  test('a picture depends on the seed and its own number, not on those drawn before it', () => {
    const { labels, pixels } = drawSplit('validation', 5, 12);
    const alone = new Uint8Array(picture.bytes);
    drawPicture('validation', 11, labels[11]!, 5, alone, 0);
    expect(alone).toEqual(pixels.slice(11 * picture.bytes));
    drawPicture('validation', 11, labels[11]!, 6, alone, 0);
    expect(alone).not.toEqual(pixels.slice(11 * picture.bytes));
  });

  test.each<Split>(['training', 'validation'])(
    'the %s split has as many pictures of each class, well mixed',
    (split) => {
      const labels = proceduralLabels(split);
      expect(labels.length).toBe(counts[split]);
      for (const label of [0, 1, 2])
        expect(labels.filter((one) => one === label).length).toBe(counts[split] / 3);
      // Of the first 300, some 100 are of each class.
      for (const label of [0, 1, 2])
        expect(
          Math.abs(labels.subarray(0, 300).filter((one) => one === label).length - 100),
        ).toBeLessThan(35);
    },
  );

  test('the splits share no picture', () => {
    const hashes = (['training', 'validation'] as const).flatMap((split) => {
      const { pixels } = drawSplit(split, proceduralSeed, 60);
      return Array.from({ length: 60 }, (_, i) =>
        sha256(pixels.subarray(i * picture.bytes, (i + 1) * picture.bytes)),
      );
    });
    expect(new Set(hashes).size).toBe(120);
  });

  test('every picture has contrast: none is blank', () => {
    const { pixels } = drawSplit('training', proceduralSeed, 200);
    for (let i = 0; i < 200; i++) {
      const one = pixels.subarray(i * picture.bytes, (i + 1) * picture.bytes);
      const mean = one.reduce((sum, value) => sum + value, 0) / one.length;
      const variance = one.reduce((sum, value) => sum + (value - mean) ** 2, 0) / one.length;
      expect(Math.sqrt(variance), `picture ${i}`).toBeGreaterThan(6);
    }
  });

  test('the colour of the rim alone does not give the class away', () => {
    const { labels, pixels } = drawSplit('training', proceduralSeed, 600);
    const rims = [...labels].map((_, i) => rimOf(pixels, i));
    // The best of nine neighbours among the first 400, asked about the other 200.
    let right = 0;
    for (let i = 400; i < 600; i++) {
      const nearest = [...Array(400).keys()]
        .sort((a, b) => distance(rims[a]!, rims[i]!) - distance(rims[b]!, rims[i]!))
        .slice(0, 9);
      const votes = [0, 0, 0];
      for (const one of nearest) votes[labels[one]!]!++;
      if (votes.indexOf(Math.max(...votes)) === labels[i]) right++;
    }
    // Chance is one in three; a set told apart by its backgrounds would be near one.
    expect(right / 200).toBeLessThan(0.7);
  });

  test('a class that there is not is refused', () => {
    expect(() => drawPicture('training', 0, 3, 1, new Uint8Array(picture.bytes), 0)).toThrow(
      'procedural: expected a class 0 to 2, got 3',
    );
  });
});
