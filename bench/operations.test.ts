import { describe, expect, it } from 'vitest';
import { describe as describeNetwork } from '../src/core/network/describe.ts';
import { network } from '../src/core/network/network.ts';
import { passesOf, trainingOperations } from './operations.ts';

const passes = passesOf(network);
const { rows } = describeNetwork(network);

describe('the operations of a step', () => {
  it('are 18.64 GFLOP for the published batch', () => {
    expect((trainingOperations(network) * 128) / 1e9).toBeCloseTo(18.64, 2);
  });

  it('are those of the convolutions’ passes and of the dense layer’s three', () => {
    const dense = rows.find(({ kind }) => kind === 'dense')!;
    const sum = passes.reduce((total, { operations }) => total + operations, 0);
    expect(sum + 3 * 2 * dense.macs).toBe(trainingOperations(network));
  });

  it('cover every convolution, the pictures’ gradient left out', () => {
    const ids = rows.filter(({ kind }) => kind === 'convolution').map(({ id }) => id);
    const expected = ids.flatMap((id, index) => (index === 0 ? [id, id] : [id, id, id]));
    expect(passes.map(({ layer }) => layer)).toEqual(expected);
    expect(new Set(passes.map(({ kernel, block }) => `${kernel} ${block}`)).size).toBe(
      passes.length,
    );
  });
});

/** Products of a 3 x 3 convolution with the padding `same` whose input lies on the picture, counted one by one. */
function countedShare(size: number): number {
  let inside = 0;
  const on = (place: number): boolean => place >= 0 && place < size;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      for (let down = -1; down <= 1; down++)
        for (let right = -1; right <= 1; right++)
          if (on(row + down) && on(column + right)) inside++;
  return inside / (9 * size * size);
}

describe('the products that a kernel makes', () => {
  const find = (layer: string, pass: string) =>
    passes.find((one) => one.layer === layer && one.pass === pass)!;

  it('leave out the padding where the first picture is convolved, but not in its kernel’s gradient', () => {
    expect(find('conv1a', 'forward').way).toBe('direct');
    expect(find('conv1a', 'forward').done).toBeCloseTo(countedShare(32), 12);
    expect(find('conv1a', 'weight gradient').done).toBe(1);
  });

  it('are sixteen a tile, of tiles that cover the map', () => {
    // 15 x 15 outputs in 8 x 8 tiles, 6 x 6 in 3 x 3.
    for (const pass of ['forward', 'weight gradient', 'input gradient']) {
      expect(find('conv2a', pass).done).toBeCloseTo((16 * 64) / (9 * 225), 12);
      expect(find('conv3a', pass).done).toBeCloseTo(16 / 36, 12);
    }
  });

  it('are sixteen a pooling window on the way forward, cells outside of windows left out', () => {
    expect(find('conv1b', 'forward').done).toBeCloseTo(16 / 36, 12);
    // 13 x 13 cells, of which 12 x 12 lie in windows.
    expect(find('conv2b', 'forward').done).toBeCloseTo((16 * 36) / (9 * 169), 12);
  });

  it('are those of one cell in a window, half of them dropped, on the way back', () => {
    expect(find('conv1b', 'input gradient')).toMatchObject({ way: 'winners', done: 1 / 8 });
    expect(find('conv2b', 'weight gradient').done).toBeCloseTo(18 / 169, 12);
  });
});
