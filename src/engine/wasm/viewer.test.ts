import { describe, expect, it } from 'vitest';
import { initialWeights } from '../../core/network/initial.ts';
import { layout } from '../../core/network/layout.ts';
import type { Way } from '../../core/network/way.ts';
import { plainViewer } from '../viewer.ts';
import { probeBatch } from '../probe-step.ts';
import { readKernels } from './shard-thread.fixture.ts';
import { viewerOf } from './viewer.ts';

const pictures = probeBatch().pixels.subarray(0, 3 * 3072);
const weights = initialWeights(layout, 3);
const other = initialWeights(layout, 4);

/** The greatest distance between two arrays, in parts of the greatest value wanted. */
function distance(seen: Float32Array, wanted: Float32Array): number {
  expect(seen.length).toBe(wanted.length);
  const reach = Math.max(...wanted.map(Math.abs));
  return seen.reduce((most, value, i) => Math.max(most, Math.abs(value - wanted[i]!)), 0) / reach;
}

const draw = { seed: 6, step: 2, first: 5 };

describe('the viewer on the kernels', () => {
  it('sees in every layer what plain loops in float64 see', () => {
    const viewer = viewerOf(readKernels('relaxed'));
    const picture = pictures.subarray(0, 3072);
    const wanted = plainViewer.look(weights, picture);
    const seen = viewer.look(weights, picture);
    expect([...seen.keys()]).toEqual([...wanted.keys()]);
    for (const [id, { data }] of wanted) {
      const reach = Math.max(...data.map(Math.abs));
      const worst = seen
        .get(id)!
        .data.reduce((most, value, i) => Math.max(most, Math.abs(value - data[i]!)), 0);
      expect(worst / reach, id).toBeLessThan(1e-5);
    }
  });

  it('answers for several pictures as for each alone, and for other weights otherwise', () => {
    const viewer = viewerOf(readKernels('relaxed'));
    const together = viewer.answers(weights, pictures);
    const wanted = plainViewer.answers(weights, pictures);
    together.forEach((share, i) => expect(share).toBeCloseTo(wanted[i]!, 5));
    const changed = viewer.answers(other, pictures);
    const back = viewer.answers(weights, pictures);
    expect(changed).not.toEqual(together);
    expect(back).toEqual(together);
  });

  it('drops in a look what plain loops drop, and shows the pool as it was before', () => {
    const viewer = viewerOf(readKernels('relaxed'));
    const picture = pictures.subarray(0, 3072);
    const way: Way = { statistics: 'moving', draw };
    const wanted = plainViewer.look(weights, picture, way);
    const seen = viewer.look(weights, picture, way);
    for (const [id, { data }] of wanted)
      expect(distance(seen.get(id)!.data, data), id).toBeLessThan(1e-5);
    const [pooled, dropped] = ['pool3', 'drop3'].map((id) => seen.get(id)!.data);
    const twice = dropped!.filter((value, i) => value > 0 && value === 2 * pooled![i]!);
    expect(twice.length).toBe(dropped!.filter((value) => value > 0).length);
    expect(dropped!.filter((value, i) => value === 0 && pooled![i]! > 0).length).toBeGreaterThan(9);
  });

  it('answers with the masks of each picture’s place in the batch, as a look at it does', () => {
    const viewer = viewerOf(readKernels('relaxed'));
    const way: Way = { statistics: 'moving', draw };
    const seen = viewer.answers(weights, pictures, way);
    expect(distance(seen, plainViewer.answers(weights, pictures, way))).toBeLessThan(1e-5);
    const last = pictures.subarray(2 * 3072);
    const alone = viewer.look(weights, last, { ...way, draw: { ...draw, first: draw.first + 2 } });
    expect(distance(seen.subarray(6), alone.get('dense')!.data)).toBeLessThan(1e-6);
    expect(distance(seen, viewer.answers(weights, pictures))).toBeGreaterThan(1e-3);
  });

  it('takes the statistics of the batch where asked for, dropout or not', () => {
    const viewer = viewerOf(readKernels('relaxed'));
    for (const way of [
      { statistics: 'batch', draw: null },
      { statistics: 'batch', draw },
    ] as Way[]) {
      const wanted = plainViewer.norms(weights, pictures, way);
      const seen = viewer.norms(weights, pictures, way);
      expect([...seen.inputs.keys()]).toEqual(['bn1', 'bn2', 'bn3']);
      for (const [id, values] of wanted.inputs)
        expect(distance(seen.inputs.get(id)!, values), id).toBeLessThan(1e-4);
      expect(distance(seen.probabilities, wanted.probabilities)).toBeLessThan(1e-4);
    }
    const moving = viewer.norms(weights, pictures, { statistics: 'moving', draw: null });
    expect(distance(moving.probabilities, viewer.answers(weights, pictures))).toBeLessThan(1e-6);
  });

  it('refuses the statistics of a batch that would pass in parts', () => {
    const way: Way = { statistics: 'batch', draw: null };
    for (const viewer of [viewerOf(readKernels('relaxed')), plainViewer])
      expect(() => viewer.answers(weights, pictures, way)).toThrow('expected moving statistics');
  });
});
