import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convolve } from '../math/convolution.ts';
import { dense } from '../math/dense.ts';
import { apartValues, farthest, numericalGradient, someValues } from '../math/gradient.fixture.ts';
import { connectivities, smallNetwork, type ReadOut } from './small-network.ts';
import { hiddenLayer, partOf, smallGradient, smallLogits, smallStart } from './small-step.ts';

const size = { height: 6, width: 5, kernel: 3, stride: 1, filters: 2, classes: 3 };
const readOuts: readonly ReadOut[] = ['mean', 'places'];
const area = size.height * size.width;

describe('the hidden layer', () => {
  it('shared with stride 1 is the convolution of the oracle', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.integer(), (count, seed) => {
        const net = smallNetwork(size, 'shared', 'mean');
        const weights = someValues(net.total, seed);
        const pixels = someValues(count * area, seed + 1);
        const oracle = convolve(
          pixels,
          partOf(net, weights, 'kernel'),
          partOf(net, weights, 'bias'),
          { count, height: 6, width: 5, inputs: 1, filters: 2, kernel: 3, padding: 'valid' },
        );
        expect(farthest(hiddenLayer(net, weights, pixels), oracle)).toBeLessThan(1e-12);
      }),
    );
  });

  it('dense is the dense layer of the oracle, place after place', () => {
    const net = smallNetwork(size, 'dense', 'mean');
    const weights = someValues(net.total, 3);
    const pixels = someValues(2 * area, 4);
    const found = hiddenLayer(net, weights, pixels);
    const kernel = partOf(net, weights, 'kernel');
    const bias = partOf(net, weights, 'bias');
    net.taps.forEach((_, place) => {
      const own = kernel.subarray(place * area * 2, (place + 1) * area * 2);
      const oracle = dense(pixels, own, bias.subarray(place * 2, (place + 1) * 2));
      for (let n = 0; n < 2; n++) {
        const at = (n * net.taps.length + place) * 2;
        expect(farthest(found.subarray(at, at + 2), oracle.subarray(2 * n, 2 * n + 2))).toBe(0);
      }
    });
  });

  it('local with the same window at every place is the shared one; with one place changed it differs there alone', () => {
    const shared = smallNetwork({ ...size, stride: 2 }, 'shared', 'mean');
    const local = smallNetwork({ ...size, stride: 2 }, 'local', 'mean');
    const one = someValues(shared.total, 8);
    const many = new Float64Array(local.total);
    local.starts.forEach((start, place) => {
      many.set(partOf(shared, one, 'kernel'), start);
      partOf(local, many, 'bias').set(partOf(shared, one, 'bias'), place * size.filters);
    });
    const pixels = someValues(area, 9);
    const before = hiddenLayer(local, many, pixels);
    expect(farthest(before, hiddenLayer(shared, one, pixels))).toBe(0);
    many[local.starts[1]!]! += 1;
    const after = hiddenLayer(local, many, pixels);
    const changed = Array.from(after.keys()).filter((i) => after[i] !== before[i]);
    expect(changed).toEqual([size.filters]);
  });
});

describe('the gradient', () => {
  for (const kind of connectivities)
    for (const readOut of readOuts)
      it(`${kind}, read out by ${readOut}, is that of small steps to both sides`, () => {
        const net = smallNetwork({ ...size, stride: 2 }, kind, readOut);
        const weights = smallStart(net, 5);
        const pixels = apartValues(3 * area, 6);
        const labels = Uint8Array.of(0, 2, 1);
        const loss = () => smallGradient(net, weights, pixels, labels).loss;
        const exact = smallGradient(net, weights, pixels, labels).gradient;
        expect(Math.max(...exact.map(Math.abs))).toBeGreaterThan(0.01);
        expect(farthest(exact, numericalGradient(weights, loss, 1e-6))).toBeLessThan(1e-7);
      });
});

describe('the start', () => {
  it('is a function of the seed, inside its interval, with biases 0', () => {
    const net = smallNetwork(size, 'shared', 'mean');
    const start = smallStart(net, 1);
    expect(smallStart(net, 1)).toEqual(start);
    expect(smallStart(net, 2)).not.toEqual(start);
    const kernel = partOf(net, start, 'kernel');
    const most = Math.max(...kernel.map(Math.abs));
    expect(most).toBeLessThanOrEqual(Math.sqrt(6 / (9 + 2)));
    expect(most).toBeGreaterThan(0.5 * Math.sqrt(6 / (9 + 2)));
    expect(Math.max(...partOf(net, start, 'bias').map(Math.abs))).toBe(0);
  });

  it('gives the first place of the unshared layer what all places of the shared one have', () => {
    const local = smallNetwork(size, 'local', 'mean');
    const shared = smallNetwork(size, 'shared', 'mean');
    const window = partOf(shared, smallStart(shared, 4), 'kernel');
    expect(smallStart(local, 4).slice(0, window.length)).toEqual(window);
  });
});

describe('the mean over places', () => {
  it('makes a shared layer deaf to a shift by its stride, which a weight for each place does not', () => {
    const wide = { height: 4, width: 12, kernel: 2, stride: 2, filters: 3, classes: 3 };
    const spot = (column: number) => {
      const pixels = new Float64Array(4 * 12);
      for (let i = 0; i < 4; i++) pixels[(1 + (i >> 1)) * 12 + column + (i & 1)] = 0.3 + 0.1 * i;
      return pixels;
    };
    const apart = (kind: 'dense' | 'local' | 'shared', readOut: ReadOut) => {
      const net = smallNetwork(wide, kind, readOut);
      const weights = smallStart(net, 11);
      const logits = (column: number) => smallLogits(net, weights, spot(column));
      return farthest(logits(3), logits(5));
    };
    expect(apart('shared', 'mean')).toBeLessThan(1e-12);
    expect(apart('shared', 'places')).toBeGreaterThan(1e-3);
    expect(apart('local', 'mean')).toBeGreaterThan(1e-3);
    expect(apart('dense', 'mean')).toBeGreaterThan(1e-3);
  });
});
