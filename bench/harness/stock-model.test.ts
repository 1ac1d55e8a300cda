import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { initialWeights } from '../../src/core/network/initial.ts';
import { layout } from '../../src/core/network/layout.ts';
import { network } from '../../src/core/network/network.ts';
import { evaluate, oracleState, trainStep } from '../../src/core/network/oracle.ts';
import { layOut } from '../../src/core/network/parameters.ts';
import { recipe } from '../../src/core/network/recipe.ts';
import {
  noise,
  relativeError,
  smallNetwork,
  worstParameter,
} from '../../src/engine/tfjs/comparison.fixture.ts';
import { fit, stockData, stockModel } from './stock-model.ts';

const seed = 3;
const { learningRate } = recipe.hyperparameters;

beforeAll(async () => {
  // Its advice for servers is not for a test.
  tf.env().set('IS_TEST', true);
  await tf.setBackend('cpu');
});

/** All weights in the layout's flat order. */
const flat = (model: tf.LayersModel): Float32Array =>
  Float32Array.from(model.getWeights().flatMap((tensor) => [...tensor.dataSync()]));

describe('the stock contender', () => {
  it('is the article’s network: its answers to pictures are the oracle’s', () => {
    const weights = initialWeights(layout, seed);
    const pictures = noise(network, 2, 1);
    const model = stockModel(network, layout, weights);
    const answers = model.predict(stockData(network, pictures).x) as tf.Tensor;
    const wanted = evaluate(network, layout, weights, pictures).probabilities;
    expect(relativeError(answers.dataSync() as Float32Array, wanted)).toBeLessThan(1e-4);
  });

  it('trains as the oracle does: weights and moving statistics after two steps without dropout', async () => {
    const small = layOut(smallNetwork);
    const weights = initialWeights(small, seed);
    const pictures = noise(smallNetwork, 6, 2);
    const model = stockModel(smallNetwork, small, weights, false);
    const seconds = await fit(model, stockData(smallNetwork, pictures), 2);
    expect(seconds).toHaveLength(2);
    for (const each of seconds) expect(each).toBeGreaterThan(0);
    let oracle = oracleState(small, weights);
    for (let step = 0; step < 2; step++)
      oracle = trainStep(smallNetwork, small, oracle, pictures, {
        learningRate,
        seed,
        dropout: false,
      }).state;
    const worst = worstParameter(small, flat(model), oracle.weights);
    expect(worst.error, worst.name).toBeLessThan(1e-3);
    // And it moved at all.
    expect(relativeError(flat(model), Float64Array.from(weights))).toBeGreaterThan(1e-3);
  });

  it('drops out in training', async () => {
    const small = layOut(smallNetwork);
    const weights = initialWeights(small, seed);
    const data = stockData(smallNetwork, noise(smallNetwork, 6, 2));
    const [dropping, whole] = [true, false].map((dropout) =>
      stockModel(smallNetwork, small, weights, dropout),
    );
    await fit(dropping!, data, 1);
    await fit(whole!, data, 1);
    expect(relativeError(flat(dropping!), Float64Array.from(flat(whole!)))).toBeGreaterThan(1e-4);
  });

  it('refuses weights of another network', () => {
    const other = layOut(smallNetwork);
    expect(() => stockModel(network, other, initialWeights(other, seed))).toThrow(
      'stock: expected weights in shapes 3x3x3x32',
    );
  });
});
