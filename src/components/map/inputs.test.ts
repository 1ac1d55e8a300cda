import { expect, test } from 'vitest';
import { someTraces, trainedLikeWeights } from '../../core/network/explain.fixture.ts';
import { contributions } from '../../core/network/explain-contributions.ts';
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import { shapes } from '../../core/network/shapes.ts';
import { feedsOf, inputsOf, mostDrawn } from './inputs.ts';

const weights = trainedLikeWeights(3);
const seen = { ...someTraces(weights, 4), weights };
const along = shapes(network);

/** A channel that is not dead. */
function living(layer: string): number {
  const { data, channels } = seen.layers.get(layer)!;
  return data.indexOf(Math.max(...data)) % channels;
}

test('a convolution’s inputs are its largest sums, in order, and carry what is said', () => {
  const channel = living('conv2b');
  const told = inputsOf(seen, 'conv2b', channel);
  const all = contributions(network, layout, weights, seen, { layer: 'conv2b', channel });
  const sizes = Array.from(all, Math.abs).sort((a, b) => b - a);
  expect(told.layer).toBe('bn2');
  expect(told.count).toBe(64);
  expect(told.linked).toBe(64);
  expect(told.drawn).toHaveLength(mostDrawn);
  told.drawn.forEach(({ channel: from, amount }, place) => {
    expect(amount).toBe(all[from]);
    expect(Math.abs(amount)).toBe(sizes[place]);
  });
  const sum = (list: readonly number[]) => list.reduce((whole, size) => whole + size, 0);
  expect(told.share).toBeCloseTo(sum(sizes.slice(0, mostDrawn)) / sum(sizes), 12);
  expect(told.share).toBeLessThan(1);
});

test('the first convolution reads the picture’s three colours, all drawn', () => {
  const told = inputsOf(seen, 'conv1a', living('conv1a'));
  expect([told.layer, told.count, told.drawn.length, told.share]).toEqual([null, 3, 3, 1]);
});

test('a layer that keeps channels apart has one input', () => {
  for (const layer of ['bn1', 'pool2', 'drop3']) {
    const told = inputsOf(seen, layer, living(layer));
    expect(told.linked, layer).toBe(1);
    expect(told.drawn.map(({ channel }) => channel)).toEqual([living(layer)]);
  }
});

test.each(network.layers.slice(0, -1).map(({ id }, index) => [id, index] as const))(
  'what a channel of %s feeds is what the next layer says it is made of',
  (id, index) => {
    const channel = living(id);
    const next = network.layers[index + 1]!;
    const told = feedsOf(seen, id, channel)!;
    expect(told.layer).toBe(next.id);
    expect(told.count).toBe(along[index + 2]!.channels);
    expect(told.drawn.length).toBeGreaterThan(0);
    for (const { channel: to, amount } of told.drawn) {
      const made = contributions(network, layout, weights, seen, { layer: next.id, channel: to });
      expect(amount).toBeCloseTo(made[channel]!, 6);
    }
  },
);

test('the answers feed nothing', () => {
  expect(feedsOf(seen, 'dense', 0)).toBeNull();
});
