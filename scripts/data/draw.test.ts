import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drawSplit } from '../../src/core/dataset/procedural/procedural.ts';
import { expectRoom, freeBytes } from './disk.ts';
import { drawSet } from './draw.ts';
import { freshFolder } from './folder.fixture.ts';

describe('drawing on threads', () => {
  test('gives the bytes of one thread alone, whatever their number', async () => {
    const sizes = { training: 25, validation: 7 };
    const expected = {
      training: drawSplit('training', 3, 25),
      validation: drawSplit('validation', 3, 7),
    };
    for (const threads of [1, 3]) expect(await drawSet(3, sizes, threads)).toEqual(expected);
  });
});

describe('room on the disk', () => {
  test('is found for folders that do not exist yet', async () => {
    const folder = freshFolder();
    expect(await freeBytes(join(folder, 'a', 'b', 'c'))).toBeGreaterThan(0);
    await expect(expectRoom(join(folder, 'a'), 1)).resolves.toBeUndefined();
  });

  test('that is missing is said with both numbers', async () => {
    await expect(expectRoom('/x', 2_500_000, () => Promise.resolve(0))).rejects.toThrow(
      'disk: expected 3 MB free for /x, got 0 MB; nothing was changed',
    );
  });
});
