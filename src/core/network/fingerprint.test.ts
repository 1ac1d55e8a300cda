import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { architectureOf, fingerprint } from './fingerprint.ts';
import { network } from './network.ts';
import type { Layer, Network } from './spec.ts';

/** The network with one field of one layer changed. */
const changed = (index: number, key: string, value: unknown): Network => ({
  ...network,
  layers: network.layers.map((layer, i) =>
    i === index ? ({ ...layer, [key]: value } as unknown as Layer) : layer,
  ),
});

describe('the fingerprint of a network', () => {
  it('is the SHA-256 of its lines', () => {
    const lines = architectureOf(network);
    expect(lines).toHaveLength(1 + network.layers.length);
    expect(lines.slice(0, 3)).toStrictEqual([
      'input channels=3 height=32 width=32',
      'convolution filters=32 id=conv1a kernel=3 padding=same',
      'batch-norm epsilon=0.001 id=bn1 momentum=0.99',
    ]);
    const known = createHash('sha256').update(lines.join('\n')).digest('hex');
    expect(fingerprint(network)).toBe(known);
  });

  it('stays what it is: weights that were saved are told by it', () => {
    expect(fingerprint(network)).toBe(
      '0ecaa2ff5e43f010ae48c47da8ec78763d491e5154e4651800a81a00f31ed784',
    );
  });

  it('does not depend on the order in which the fields of a layer are written', () => {
    const turned: Network = {
      layers: network.layers.map(
        (layer) => Object.fromEntries(Object.entries(layer).reverse()) as unknown as Layer,
      ),
      input: { channels: 3, width: 32, height: 32 },
    };
    expect(fingerprint(turned)).toBe(fingerprint(network));
  });

  it('is another one for any field of any layer, another order, or a layer less', () => {
    const others = network.layers.flatMap((layer, index) =>
      Object.entries(layer).map(([key, value]) =>
        changed(index, key, typeof value === 'number' ? value + 1 : `${value}x`),
      ),
    );
    others.push({ ...network, layers: [...network.layers].reverse() });
    others.push({ ...network, layers: network.layers.slice(1) });
    others.push({ ...network, input: { ...network.input, height: 33 } });
    const prints = new Set([network, ...others].map(fingerprint));
    expect(prints.size).toBe(others.length + 1);
  });
});
