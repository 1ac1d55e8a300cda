import { expect, test } from 'vitest';
import { uniform } from '../math/random.ts';
import { connectivities, smallNetwork } from './small-network.ts';
import {
  smallAccuracy,
  smallRecipe,
  SmallRun,
  smallSize,
  type SmallPictures,
} from './small-run.ts';

/** Pictures of three kinds of stripe, at random places: easy for any of the three. */
function stripes(count: number, seed: number): SmallPictures {
  const labels = Uint8Array.from({ length: count }, (_, n) => n % 3);
  const pixels = new Float64Array(count * 256);
  labels.forEach((label, n) => {
    const phase = Math.floor(4 * uniform(seed, 77, 0, n));
    for (let i = 0; i < 256; i++) {
      const along = [i % 16, Math.floor(i / 16), (i % 16) + Math.floor(i / 16)][label]!;
      pixels[n * 256 + i] = (along + phase) % 4 < 2 ? 0.5 : -0.5;
    }
  });
  return { pixels, labels };
}

function train(kind: (typeof connectivities)[number], epochs: number) {
  const run = new SmallRun(smallNetwork(smallSize, kind, 'mean'), smallRecipe.seed);
  const results = Array.from({ length: epochs }, (_, epoch) => {
    const way = run.epoch(stripes(96, 1), epoch);
    let [breaths, next] = [0, way.next()];
    for (; !next.done; next = way.next()) breaths += 1;
    expect(breaths).toBe(3);
    return next.value;
  });
  return { run, results };
}

for (const kind of connectivities)
  test(`${kind}: learns three kinds of stripe, and knows them in pictures it has not seen`, () => {
    const { run, results } = train(kind, 20);
    expect(results[0]!.loss).toBeGreaterThan(0.3);
    expect(results.at(-1)!.loss).toBeLessThan(0.5 * results[0]!.loss);
    expect(smallAccuracy(run.net, run.weights, stripes(60, 2))).toBeGreaterThan(0.9);
  });

test('the same seed gives the same run', () => {
  expect(train('shared', 2).run.weights).toEqual(train('shared', 2).run.weights);
});

test('accuracy counts first of equals: with no weights at all, class 0 is named', () => {
  const net = smallNetwork(smallSize, 'local', 'places');
  expect(smallAccuracy(net, new Float64Array(net.total), stripes(9, 1))).toBeCloseTo(1 / 3, 12);
});
