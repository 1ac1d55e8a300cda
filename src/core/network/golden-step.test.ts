/** The oracle against a step that PyTorch computed: the check that our own mathematics can't give itself. */
import { describe, expect, test } from 'vitest';
import {
  goldenStep,
  goldenTitle,
  hasGoldenStep,
  portableGoldenStep,
  type GoldenStep,
} from './golden-step.fixture.ts';
import { network } from './network.ts';
import { evaluate, look, oracleState, trainStep, type OracleStep } from './oracle.ts';
import { layOut, view } from './parameters.ts';

const layout = layOut(network);
const learningRate = 1e-3;

/** |a - b| / |b|, Euclidean. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let apart = 0;
  let whole = 0;
  for (let i = 0; i < b.length; i++) {
    apart += (a[i]! - b[i]!) ** 2;
    whole += b[i]! ** 2;
  }
  return Math.sqrt(apart / whole);
}

let taken: { golden: GoldenStep; step: OracleStep } | undefined;
/** The golden step and ours, computed once for all tests of this file. */
function both(): { golden: GoldenStep; step: OracleStep } {
  if (!taken) {
    const golden = goldenStep()!;
    const options = { learningRate, seed: 1, dropout: false };
    const step = trainStep(
      network,
      layout,
      oracleState(layout, golden.before),
      golden.batch,
      options,
    );
    taken = { golden, step };
  }
  return taken;
}

describe.skipIf(!hasGoldenStep)(goldenTitle('the golden step of PyTorch'), () => {
  test('has the loss and the logits that the oracle computes', () => {
    const { golden, step } = both();
    expect(step.loss).toBeCloseTo(2.018003, 6);
    expect(Math.abs(step.loss - golden.loss)).toBeLessThan(1e-6);
    expect(distance(step.pass.logits, golden.logits)).toBeLessThan(1e-6);
  });

  test.each(layout.parameters.filter((p) => p.trainable).map((p) => p.name))(
    'has the gradient of %s to 1e-6 relative',
    (name) => {
      const { golden, step } = both();
      const ours = view(layout, step.gradient, name);
      expect(distance(ours, view(layout, golden.gradient, name))).toBeLessThan(1e-6);
    },
  );

  test.each(layout.parameters.filter((p) => p.trainable).map((p) => p.name))(
    'has moved %s as Adam moves it',
    (name) => {
      const { golden, step } = both();
      const before = view(layout, golden.before, name);
      const moved = (after: ArrayLike<number>) => Array.from(before, (b, i) => after[i]! - b);
      // A first step is about 1e-3 for each weight, whatever its gradient; float32 keeps some 5 digits of that.
      const ours = moved(view(layout, step.state.weights, name));
      expect(distance(ours, moved(view(layout, golden.after, name)))).toBeLessThan(1e-4);
    },
  );

  test.each(['bn1', 'bn2', 'bn3'])('has moved the statistics of %s', (id) => {
    const { golden, step } = both();
    const ours = (part: string) => view(layout, step.state.weights, `${id}/${part}`);
    const theirs = (part: string) => view(layout, golden.after, `${id}/${part}`);
    expect(distance(ours('moving_mean'), theirs('moving_mean'))).toBeLessThan(1e-6);
    const cells = golden.movingVarianceCells.get(id)!;
    const started = view(layout, golden.before, `${id}/moving_variance`);
    const biased = Array.from(theirs('moving_variance'), (value, c) => {
      const kept = 0.99 * started[c]!;
      return kept + ((value - kept) * (cells - 1)) / cells;
    });
    expect(distance(ours('moving_variance'), biased)).toBeLessThan(1e-6);
  });

  test('has the first picture’s maps of each layer in training mode', () => {
    const { golden, step } = both();
    expect([...golden.trainingMaps.keys()]).toHaveLength(12);
    for (const [id, map] of golden.trainingMaps) {
      const ours = step.pass.outputs.get(id)!.subarray(0, map.length);
      expect(distance(ours, map), id).toBeLessThan(1e-6);
    }
  });

  test('has the probabilities of an evaluation with the weights after the step', () => {
    const { golden } = both();
    const { probabilities, loss, accuracy } = evaluate(network, layout, golden.after, golden.batch);
    expect(distance(probabilities, golden.probabilities)).toBeLessThan(1e-6);
    const chosen = [...golden.batch.labels].map((label, n) => golden.probabilities[n * 3 + label]!);
    const expected = -chosen.reduce((sum, p) => sum + Math.log(p), 0) / chosen.length;
    expect(loss).toBeCloseTo(expected, 4);
    expect(accuracy * 128).toBeCloseTo(Math.round(accuracy * 128), 9);
  });

  test('has the first picture’s maps of each layer that a look shows', () => {
    const { golden } = both();
    const layers = look(network, layout, golden.after, golden.batch.pixels.subarray(0, 3072));
    for (const [id, map] of golden.evaluationMaps)
      expect(distance(layers.get(id)!.data, map), id).toBeLessThan(1e-6);
    expect(distance(layers.get('dense')!.data, golden.probabilities.subarray(0, 3))).toBeLessThan(
      1e-6,
    );
  });

  test('crosses into a page as JSON and comes back the same', () => {
    const golden = goldenStep()!;
    const portable = JSON.parse(JSON.stringify(portableGoldenStep())) as ReturnType<
      typeof portableGoldenStep
    >;
    const bytes = Uint8Array.from(Buffer.from(portable!.float32.gradient, 'base64'));
    expect(new Float32Array(bytes.buffer)).toEqual(golden.gradient);
    expect(Uint8Array.from(Buffer.from(portable!.bytes.pixels, 'base64'))).toEqual(
      golden.batch.pixels,
    );
  });
});
