import { describe, expect, test } from 'vitest';
import { farthest, numericalGradient, someValues } from '../math/gradient.fixture.ts';
import { crossEntropy } from '../math/softmax.ts';
import { dropoutMask, initialWeights } from './initial.ts';
import { network } from './network.ts';
import { evaluate, forward, look, oracleState, stepMasks, trainStep } from './oracle.ts';
import { layOut, view } from './parameters.ts';
import { volumeOf, shapes } from './shapes.ts';
import type { Network } from './spec.ts';

/** All kinds of layers, small enough to take a derivative by each weight: a pool that drops an edge, two dropouts. */
const small: Network = {
  input: { height: 7, width: 6, channels: 2 },
  layers: [
    { kind: 'convolution', id: 'conv1a', filters: 3, kernel: 3, padding: 'same' },
    { kind: 'batch-norm', id: 'bn1', momentum: 0.9, epsilon: 1e-3 },
    { kind: 'convolution', id: 'conv1b', filters: 4, kernel: 2, padding: 'valid' },
    { kind: 'max-pool', id: 'pool1', size: 2 },
    { kind: 'dropout', id: 'drop1', rate: 0.5 },
    { kind: 'convolution', id: 'conv2a', filters: 3, kernel: 1, padding: 'same' },
    { kind: 'batch-norm', id: 'bn2', momentum: 0.99, epsilon: 1e-2 },
    { kind: 'dropout', id: 'drop2', rate: 0.25 },
    { kind: 'flatten', id: 'flatten' },
    { kind: 'dense', id: 'dense', units: 3 },
  ],
};
const smallLayout = layOut(small);
const layout = layOut(network);

/** Weights away from 0 and 1, so that biases, gammas, betas and moving statistics all matter. */
function smallWeights(seed: number): Float64Array {
  const weights = someValues(smallLayout.total, seed);
  for (const { part, offset, length } of smallLayout.parameters)
    if (part === 'moving_variance')
      for (let i = offset; i < offset + length; i++) weights[i] = 0.5 + Math.abs(weights[i]!);
  return weights;
}

function someBatch(net: Network, count: number, seed: number) {
  const pixels = Uint8Array.from(
    someValues(count * volumeOf(net.input), seed, 50),
    (value) => 127.5 * (value + 1),
  );
  return { pixels, labels: Uint8Array.from({ length: count }, (_, n) => (n + seed) % 3) };
}

describe('a step of the oracle', () => {
  test.each([1, 2, 3, 4, 5])(
    'has the gradient that small steps of each weight give, dropout on (seed %i)',
    (seed) => {
      const batch = someBatch(small, 3, seed);
      const state = { ...oracleState(smallLayout, smallWeights(seed)), step: 11 };
      const options = { learningRate: 1e-3, seed, dropout: true };
      const { gradient, loss, correct, pass } = trainStep(
        small,
        smallLayout,
        state,
        batch,
        options,
      );
      const weights = state.weights.slice();
      const pictures = Float64Array.from(batch.pixels, (byte) => byte / 255);
      const masks = stepMasks(small, 3, seed, 11);
      const lossNow = () => {
        const { logits } = forward(small, smallLayout, weights, pictures, 3, {
          training: true,
          masks,
        });
        return crossEntropy(logits, batch.labels, 3).loss;
      };
      expect(lossNow()).toBe(loss);
      const learned = weights.subarray(0, smallLayout.trainable);
      expect(farthest(gradient, numericalGradient(learned, lossNow, 1e-6))).toBeLessThan(1e-7);
      expect(gradient.filter((value) => value !== 0).length).toBeGreaterThan(gradient.length / 2);
      expect(correct).toBe(crossEntropy(pass.logits, batch.labels, 3).correct);
    },
  );

  test('changes its masks with the step, and draws none where dropout is off', () => {
    const batch = someBatch(small, 4, 1);
    const state = oracleState(smallLayout, smallWeights(1));
    const on = { learningRate: 1e-3, seed: 1, dropout: true };
    const first = trainStep(small, smallLayout, state, batch, on);
    const again = trainStep(small, smallLayout, state, batch, on);
    const later = trainStep(small, smallLayout, { ...state, step: 1 }, batch, on);
    const off = trainStep(small, smallLayout, state, batch, { ...on, dropout: false });
    expect(again.gradient).toEqual(first.gradient);
    expect(later.pass.masks.get('drop1')).not.toEqual(first.pass.masks.get('drop1'));
    expect(later.loss).not.toBe(first.loss);
    expect(off.pass.masks.size).toBe(0);
    expect(off.pass.outputs.get('drop1')).toBe(off.pass.outputs.get('pool1'));
  });

  test('draws the masks by seed, step and the layer’s place in the listing, for the whole batch', () => {
    const masks = stepMasks(small, 4, 9, 17);
    // After pool1: 3 x 2 cells of 4 channels; after bn2: of 3.
    expect([...masks.keys()]).toEqual(['drop1', 'drop2']);
    expect(masks.get('drop1')).toEqual(dropoutMask(4 * 3 * 2 * 4, 0.5, 9, 4, 17));
    expect(masks.get('drop2')).toEqual(dropoutMask(4 * 3 * 2 * 3, 0.25, 9, 7, 17));
  });

  test('leaves the given state as it was and counts on', () => {
    const state = oracleState(smallLayout, smallWeights(2));
    const held = structuredClone(state);
    const { state: after } = trainStep(small, smallLayout, state, someBatch(small, 3, 2), {
      learningRate: 1e-3,
      seed: 1,
      dropout: true,
    });
    expect(state).toEqual(held);
    expect(after.step).toBe(1);
    expect(after.weights).not.toEqual(state.weights);
  });

  test('moves the statistics by each layer’s own momentum, and no learned weight by them', () => {
    const state = oracleState(smallLayout, smallWeights(3));
    const step = trainStep(small, smallLayout, state, someBatch(small, 3, 3), {
      learningRate: 0,
      seed: 1,
      dropout: false,
    });
    const learned = (weights: Float64Array) => weights.subarray(0, smallLayout.trainable);
    expect(learned(step.state.weights)).toEqual(learned(state.weights));
    for (const [id, momentum] of [
      ['bn1', 0.9],
      ['bn2', 0.99],
    ] as const) {
      const { mean, variance } = step.pass.statistics.get(id)!;
      const before = (part: string) => view(smallLayout, state.weights, `${id}/${part}`);
      const after = (part: string) => view(smallLayout, step.state.weights, `${id}/${part}`);
      const expected = (part: string, batch: Float64Array) =>
        before(part).map((value, c) => momentum * value + (1 - momentum) * batch[c]!);
      expect(farthest(after('moving_mean'), expected('moving_mean', mean))).toBeLessThan(1e-14);
      expect(
        farthest(after('moving_variance'), expected('moving_variance', variance)),
      ).toBeLessThan(1e-14);
    }
  });

  test('teaches: 60 of them on one batch bring the loss from above 1 to below a tenth', () => {
    const batch = someBatch(small, 6, 4);
    let state = oracleState(smallLayout, initialWeights(smallLayout, 4));
    const losses: number[] = [];
    for (let i = 0; i < 60; i++) {
      const step = trainStep(small, smallLayout, state, batch, {
        learningRate: 0.05,
        seed: 4,
        dropout: false,
      });
      state = step.state;
      losses.push(step.loss);
    }
    expect(losses[0]).toBeGreaterThan(1);
    expect(losses.at(-1)).toBeLessThan(0.1);
  });

  test('shows a broken run as one: a weight that is NaN makes the loss NaN', () => {
    const weights = smallWeights(5);
    weights[0] = NaN;
    const { loss } = trainStep(
      small,
      smallLayout,
      oracleState(smallLayout, weights),
      someBatch(small, 2, 5),
      { learningRate: 1e-3, seed: 1, dropout: false },
    );
    expect(loss).toBeNaN();
  });
});

describe('an evaluation by the oracle', () => {
  test('does not depend on which pictures go through together', () => {
    const weights = smallWeights(6);
    const all = someBatch(small, 70, 6);
    const whole = evaluate(small, smallLayout, weights, all);
    const bytes = volumeOf(small.input);
    let loss = 0;
    let right = 0;
    all.labels.forEach((label, n) => {
      const one = evaluate(small, smallLayout, weights, {
        pixels: all.pixels.subarray(n * bytes, (n + 1) * bytes),
        labels: Uint8Array.of(label),
      });
      loss += one.loss / 70;
      right += one.accuracy;
      expect(farthest(one.probabilities, whole.probabilities.subarray(3 * n, 3 * n + 3))).toBe(0);
    });
    expect(whole.loss).toBeCloseTo(loss, 12);
    expect(whole.accuracy).toBeCloseTo(right / 70, 12);
  });

  test('refuses an empty set and sizes that do not fit, naming them', () => {
    const none = { pixels: new Uint8Array(), labels: new Uint8Array() };
    const weights = smallWeights(7);
    expect(() => evaluate(small, smallLayout, weights, none)).toThrow(
      'evaluate: expected at least 1 picture, got 0',
    );
    expect(() => look(small, smallLayout, weights, new Uint8Array(83))).toThrow(
      'forward: expected 84 values for 1 pictures, got 83',
    );
    expect(() => look(small, smallLayout, weights.subarray(1), new Uint8Array(84))).toThrow(
      `forward: expected ${smallLayout.total} weights, got ${smallLayout.total - 1}`,
    );
  });
});

describe('a look', () => {
  const weights = initialWeights(layout, 1);
  const picture = someBatch(network, 1, 8).pixels;
  const layers = look(network, layout, weights, picture);

  test('shows each layer of the network in its shape, and probabilities at the end', () => {
    expect([...layers.keys()]).toEqual(network.layers.map((layer) => layer.id));
    shapes(network)
      .slice(1)
      .forEach((shape, index) => {
        const { data, ...seen } = layers.get(network.layers[index]!.id)!;
        expect(seen).toEqual(shape);
        expect(data).toHaveLength(volumeOf(shape));
      });
    const sum = layers.get('dense')!.data.reduce((all, share) => all + share, 0);
    expect(sum).toBeCloseTo(1, 6);
  });

  test('shows what an evaluation computes, and dropout and flatten as they let pass', () => {
    const { probabilities } = evaluate(network, layout, weights, {
      pixels: picture,
      labels: Uint8Array.of(0),
    });
    expect(layers.get('dense')!.data).toEqual(Float32Array.from(probabilities));
    expect(layers.get('drop2')!.data).toEqual(layers.get('pool2')!.data);
    expect(layers.get('flatten')!.data).toEqual(layers.get('pool3')!.data);
  });

  test('takes the same weights in float32 and float64', () => {
    const wide = look(network, layout, Float64Array.from(weights), picture);
    expect(wide.get('conv3b')!.data).toEqual(layers.get('conv3b')!.data);
  });
});
