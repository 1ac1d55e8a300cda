import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../engine/choose.ts';
import { serve, tinyData } from '../engine/tiny-data.fixture.ts';
import type { OpenEngine } from './equipment.ts';
import { begin, go, openHost, type Bench } from './host.fixture.ts';

const data = tinyData({ training: [8], validation: [8] });
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  site = await serve((request, response) => {
    const bytes = data.files.get(request.url!.slice(1));
    if (bytes) response.end(bytes);
    else response.writeHead(404).end();
  });
});
afterAll(() => site.close());

/** Everything as in the worker but its globals: data over HTTP, the engine on TensorFlow.js's plain JavaScript backend. */
function realBench(): Bench {
  const hash = async (bytes: Uint8Array): Promise<string> =>
    createHash('sha256').update(bytes).digest('hex');
  const now = (): number => performance.now();
  const open: OpenEngine = (preference, terms) => openEngine(preference, { ...terms, now });
  return openHost({}, { fetch, digest: hash, openEngine: open, now });
}

describe('host, data over HTTP, and TensorFlow.js together', () => {
  it('train one epoch of eight pictures, then show maps and predictions of the trained weights', async () => {
    const bench = realBench();
    const hyperparameters = { learningRate: 0.001, batchSize: 4, trainingPictures: 8 };
    const source = { base: site.base, manifest: data.manifest };
    await begin(bench, { source, hyperparameters, preference: 'cpu' });
    bench.host.handle({ type: 'look', run: 1, ticket: 1, picture: 2, live: true });
    await bench.until(() => bench.of('weights').length);
    go(bench, 2, 'epoch');
    await bench.until(() => bench.of('epoch').length && bench.modes().length === 3);
    bench.host.handle({ type: 'predict', run: 1, ticket: 2, pictures: [0, 1, 2] });
    await bench.until(() => bench.of('predictions').length);

    expect(bench.of('engine')[0]!.engine!.id).toBe('tfjs-cpu');
    const steps = bench.of('progress').flatMap((report) => report.steps);
    expect(steps.map(({ step }) => step)).toEqual([0, 1]);
    for (const { loss } of steps) expect(loss).toBeGreaterThan(0);
    const { result } = bench.of('epoch')[0]!;
    expect(result.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(8);
    expect(result.loss).toBeCloseTo((steps[0]!.loss + steps[1]!.loss) / 2, 6);

    const [before, after] = [bench.of('weights')[0]!, bench.of('weights').at(-1)!];
    expect(after.step).toBe(2);
    expect(after.weights.length).toBe(before.weights.length);
    expect(after.weights).not.toEqual(before.weights);
    const maps = bench.of('maps').at(-1)!;
    const { probabilities } = bench.of('predictions')[0]!;
    // Two ways to the same answer: the maps' last layer, and the evaluation of that picture.
    maps.layers.get('dense')!.data.forEach((value, index) => {
      expect(value).toBeCloseTo(probabilities[6 + index]!, 5);
    });
  });
});
