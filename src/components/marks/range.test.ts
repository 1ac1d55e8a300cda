import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Volume } from '../../core/math/volume.ts';
import { network } from '../../core/network/network.ts';
import { shapes } from '../../core/network/shapes.ts';
import { layerKind } from './layer-scale.ts';
import { rangeOf } from './range.ts';

const along = shapes(network);

/** Maps of the whole network: BatchNorm's with both signs, the others without a minus. */
function someMaps(seed: number): ReadonlyMap<string, Volume> {
  let state = seed;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return new Map(
    network.layers.map(({ id, kind }, index) => {
      const shape = along[index + 1]!;
      const data = Float32Array.from(
        { length: shape.height * shape.width * shape.channels },
        () => (kind === 'batch-norm' ? next() - 0.5 : next()) * (index + 1),
      );
      return [id, { ...shape, data }];
    }),
  );
}

const layers = someMaps(7);
const place = fc
  .nat(network.layers.length - 1)
  .chain((index) =>
    fc.tuple(fc.constant(network.layers[index]!.id), fc.nat(along[index + 1]!.channels - 1)),
  );

test('each range holds the narrower one', () => {
  fc.assert(
    fc.property(place, ([id, channel]) => {
      if (id === 'dense') return;
      const [unit, layer, net] = (['channel', 'layer', 'net'] as const).map((scope) =>
        rangeOf(scope, layers, id, channel),
      );
      expect(layer![0]).toBeLessThanOrEqual(unit![0]);
      expect(layer![1]).toBeGreaterThanOrEqual(unit![1]);
      expect(net![0]).toBeLessThanOrEqual(layer![0]);
      expect(net![1]).toBeGreaterThanOrEqual(layer![1]);
    }),
  );
});

test('a channel’s own range is that of its values', () => {
  const { data, channels } = layers.get('conv2b')!;
  const own = data.filter((_, i) => i % channels === 5);
  expect(rangeOf('channel', layers, 'conv2b', 5)).toEqual([Math.min(...own), Math.max(...own)]);
});

test('the network’s range is shared by the layers of one scale and by no other', () => {
  const net = (id: string) => rangeOf('net', layers, id, 0);
  const signed = network.layers.filter(({ kind }) => kind === 'batch-norm');
  for (const { id } of network.layers) {
    if (id === 'dense') continue;
    expect(net(id), id).toEqual(net(layerKind(id) === 'batch-norm' ? 'bn1' : 'conv1a'));
  }
  expect(net('bn1')[0]).toBeLessThan(-1);
  expect(net('conv1a')[0]).toBeGreaterThanOrEqual(0);
  expect(signed).toHaveLength(3);
});

test('probabilities don’t stretch the colours of maps', () => {
  const dense = layers.get('dense')!;
  const loud = new Map(layers).set('dense', { ...dense, data: new Float32Array([9e9, 0, 0]) });
  expect(rangeOf('net', loud, 'conv1a', 0)).toEqual(rangeOf('net', layers, 'conv1a', 0));
});

test('a layer without a map is refused by name', () => {
  expect(() => rangeOf('layer', new Map(), 'conv1a', 0)).toThrow(
    'range: expected a map of conv1a, got none',
  );
});
