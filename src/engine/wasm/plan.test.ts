import { describe, expect, it } from 'vitest';
import { network } from '../../core/network/network.ts';
import type { Layer, Network } from '../../core/network/spec.ts';
import { Unavailable } from '../opening.ts';
import { planOf } from './plan.ts';

/** The article's network with one layer changed, or left out. */
function changed(id: string, by: Partial<Layer> | null): Network {
  const layers = network.layers.flatMap((layer) =>
    layer.id !== id ? [layer] : by ? [{ ...layer, ...by } as Layer] : [],
  );
  return { ...network, layers };
}

describe('the plan', () => {
  it('of the article’s network has its three blocks, and every parameter in one place', () => {
    const plan = planOf(network);
    expect(plan.blocks.map(({ ids }) => ids)).toEqual(
      [1, 2, 3].map((n) => [`conv${n}a`, `bn${n}`, `conv${n}b`, `pool${n}`, `drop${n}`]),
    );
    const places = plan.blocks.flatMap((block) => [
      block.kernelA,
      block.biasA,
      block.gamma,
      block.beta,
      block.movingMean,
      block.movingVariance,
      block.kernelB,
      block.biasB,
    ]);
    const all = [...places, plan.dense.kernel, plan.dense.bias];
    expect(all.reduce((sum, { length }) => sum + length, 0)).toBe(plan.layout.total);
    expect(new Set(all.map(({ offset }) => offset)).size).toBe(plan.layout.parameters.length);
    expect([plan.features, plan.units, plan.bytes]).toEqual([512, 3, 3072]);
  });

  it.each<[string, Network, string]>([
    ['a kernel of 5', changed('conv2a', { kernel: 5 }), 'conv2a 3x3 same, got 5x5 same'],
    ['filters that differ', changed('conv2b', { filters: 32 }), 'the block’s filters'],
    ['filters of an odd count', changed('conv1a', { filters: 20 }), 'a multiple of 32, got 20'],
    [
      'padding within a block',
      changed('conv3b', { padding: 'same' }),
      'conv3b 3x3 valid, got 3x3 same',
    ],
    ['a window of 3', changed('pool1', { size: 3 }), 'pool1 of 2x2, got 3x3'],
    ['no batch norm', changed('bn1', null), 'a layer of kind batch-norm, got convolution'],
    ['no dense layer', changed('dense', null), 'a layer of kind dense, got none'],
  ])('refuses a network with %s, saying what it expected', (_, spec, reason) => {
    const plan = () => planOf(spec);
    expect(plan).toThrow(Unavailable);
    expect(plan).toThrow(reason);
  });
});
