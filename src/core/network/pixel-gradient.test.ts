import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convolveBackward } from '../math/convolution.ts';
import { farthest, someValues } from '../math/gradient.fixture.ts';
import { maxPoolBackward } from '../math/max-pool.ts';
import { uniform } from '../math/random.ts';
import { reluBackward } from '../math/relu.ts';
import type { Volume } from '../math/volume.ts';
import { convolutionSize, forward, type ForwardPass } from './forward.ts';
import { initialWeights } from './initial.ts';
import { network } from './network.ts';
import { layOut, view, type ParameterLayout } from './parameters.ts';
import { pixelGradient, type Place } from './pixel-gradient.ts';
import { cellField } from './receptive-field.ts';
import { shapes } from './shapes.ts';
import type { Network } from './spec.ts';

/** The same kinds of layers in the same order, odd sides that a pool does not fill, and few channels: fast enough to ask often. */
const small: Network = {
  input: { height: 11, width: 13, channels: 3 },
  layers: [
    { kind: 'convolution', id: 'a', filters: 4, kernel: 3, padding: 'same' },
    { kind: 'batch-norm', id: 'b', momentum: 0.9, epsilon: 1e-3 },
    { kind: 'convolution', id: 'c', filters: 5, kernel: 3, padding: 'valid' },
    { kind: 'max-pool', id: 'd', size: 2 },
    { kind: 'dropout', id: 'e', rate: 0.5 },
    { kind: 'convolution', id: 'f', filters: 6, kernel: 3, padding: 'same' },
    { kind: 'batch-norm', id: 'g', momentum: 0.9, epsilon: 1e-3 },
    { kind: 'flatten', id: 'h' },
    { kind: 'dense', id: 'i', units: 2 },
  ],
};

/** Weights as a trained network has them: biases, factors, means and variances that are not 0 and 1. */
function livedIn(layout: ParameterLayout, seed: number): Float32Array {
  const weights = initialWeights(layout, seed);
  for (const { name, part, length } of layout.parameters) {
    if (part === 'kernel') continue;
    const centre = part === 'gamma' || part === 'moving_variance' ? 1 : 0;
    const values = someValues(length, seed + name.length);
    view(layout, weights, name).set(values.map((value) => centre + 0.4 * value));
  }
  return weights;
}

const picture = ({ input }: Network, seed: number): Float64Array =>
  Float64Array.from({ length: input.height * input.width * input.channels }, (_, i) =>
    uniform(seed, 7, 0, i),
  );

const mapsOf = (net: Network, pass: ForwardPass): ReadonlyMap<string, Volume> =>
  new Map(
    net.layers.map(({ id }, index) => [
      id,
      { ...shapes(net)[index + 1]!, data: Float32Array.from(pass.outputs.get(id)!) },
    ]),
  );

/** A network with its weights, and a picture that has gone through it. */
function passed(net: Network, seed: number) {
  const layout = layOut(net);
  const weights = livedIn(layout, seed);
  const pixels = picture(net, seed);
  const run = (values: Float64Array) =>
    forward(net, layout, Float64Array.from(weights), values, 1, { training: false });
  return { net, layout, weights, pixels, run, pass: run(pixels) };
}
type Passed = ReturnType<typeof passed>;

/** The whole way back on the oracle's own loops, over whole grids, from a one at the place. */
function oracle({ net, layout, weights, pixels, pass }: Passed, place: Place): Float64Array {
  const along = shapes(net);
  const last = net.layers.findIndex(({ id }) => id === place.layer);
  const { width, channels } = along[last + 1]!;
  let gradient: Float64Array = new Float64Array(pass.outputs.get(place.layer)!.length);
  gradient[(place.row * width + place.column) * channels + place.channel] = 1;
  for (let index = last; index >= 0; index--) {
    const layer = net.layers[index]!;
    const before = net.layers[index - 1];
    const input = before ? pass.outputs.get(before.id)! : pixels;
    const weight = (part: string) =>
      Float64Array.from(view(layout, weights, `${layer.id}/${part}`));
    if (layer.kind === 'convolution') {
      const size = convolutionSize(layer, along[index]!, 1);
      const through = reluBackward(pass.outputs.get(layer.id)!, gradient);
      gradient = convolveBackward(input, weight('kernel'), through, size, true).input!;
    } else if (layer.kind === 'max-pool')
      gradient = maxPoolBackward(pass.winners.get(layer.id)!, gradient, input.length);
    else if (layer.kind === 'batch-norm') {
      const [gamma, variance] = [weight('gamma'), weight('moving_variance')];
      gradient = gradient.map((value, i) => {
        const channel = i % gamma.length;
        return (value * gamma[channel]!) / Math.sqrt(variance[channel]! + layer.epsilon);
      });
    }
  }
  return gradient;
}

const valueAt = (net: Network, pass: ForwardPass, { layer, row, column, channel }: Place) => {
  const index = net.layers.findIndex(({ id }) => id === layer);
  const { width, channels } = shapes(net)[index + 1]!;
  return pass.outputs.get(layer)![(row * width + column) * channels + channel]!;
};

const placesOf = (net: Network) => {
  const layers = net.layers.flatMap(({ id, kind }, index) =>
    kind === 'flatten' || kind === 'dense' ? [] : [{ id, grid: shapes(net)[index + 1]! }],
  );
  return fc.constantFrom(...layers).chain(({ id, grid }) =>
    fc.record({
      layer: fc.constant(id),
      row: fc.nat(grid.height - 1),
      column: fc.nat(grid.width - 1),
      channel: fc.nat(grid.channels - 1),
    }),
  );
};

describe('the gradient of one value with respect to the pixels', () => {
  test('is what the oracle finds over whole grids, at any place of any layer', () => {
    let alive = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), placesOf(small), (seed, place) => {
        const made = passed(small, seed);
        const found = pixelGradient(
          small,
          made.layout,
          made.weights,
        )(mapsOf(small, made.pass), place);
        expect(farthest(found, oracle(made, place))).toBeLessThan(1e-12);
        if (found.some((value) => value !== 0)) alive += 1;
      }),
    );
    expect(alive, 'places where ReLU was open').toBeGreaterThan(20);
  });

  test('is what the oracle finds in the network of the site', () => {
    const made = passed(network, 3);
    const gradient = pixelGradient(network, made.layout, made.weights);
    const maps = mapsOf(network, made.pass);
    const alive = (['pool3', 'conv3b', 'bn2', 'conv2a'] as const).map((layer) => {
      const { data, channels } = maps.get(layer)!;
      const channel = data.subarray(0, channels).findIndex((value) => value > 0);
      const place = { layer, row: 0, column: 0, channel };
      const found = gradient(maps, place);
      expect(farthest(found, oracle(made, place)), layer).toBeLessThan(1e-10);
      return found.some((value) => value !== 0);
    });
    expect(alive).toEqual([true, true, true, true]);
  });

  test('is the slope that a small change of a pixel shows', () => {
    const made = passed(small, 2);
    const { data, width, channels } = mapsOf(small, made.pass).get('f')!;
    const at = data.findIndex((value, i) => value > 0 && i > channels * (width + 2));
    const cell = Math.floor(at / channels);
    const place = {
      layer: 'f',
      row: Math.floor(cell / width),
      column: cell % width,
      channel: at % channels,
    };
    const found = pixelGradient(small, made.layout, made.weights)(mapsOf(small, made.pass), place);
    const h = 1e-6;
    const numerical = made.pixels.map((_, i) => {
      const moved = (by: number) =>
        valueAt(
          small,
          made.run(made.pixels.map((value, other) => (other === i ? value + by : value))),
          place,
        );
      return (moved(h) - moved(-h)) / (2 * h);
    });
    expect(found.some((value) => Math.abs(value) > 1e-3)).toBe(true);
    expect(farthest(found, numerical)).toBeLessThan(1e-6);
  });

  test('is zero outside of the receptive field, and not zero at its rim somewhere', () => {
    const made = passed(network, 1);
    const gradient = pixelGradient(network, made.layout, made.weights);
    const { seen } = cellField(network, 'conv2b', 5, 6);
    const sum = new Float64Array(32 * 32);
    for (let channel = 0; channel < 64; channel++)
      gradient(mapsOf(network, made.pass), {
        layer: 'conv2b',
        row: 5,
        column: 6,
        channel,
      }).forEach((value, i) => (sum[Math.floor(i / 3)]! += Math.abs(value)));
    const moved = Array.from(sum.keys()).filter((i) => sum[i]! > 0);
    const rows = moved.map((i) => Math.floor(i / 32));
    const columns = moved.map((i) => i % 32);
    expect(Math.min(...rows)).toBe(seen.row);
    expect(Math.max(...rows)).toBe(seen.row + seen.height - 1);
    expect(Math.min(...columns)).toBe(seen.column);
    expect(Math.max(...columns)).toBe(seen.column + seen.width - 1);
  });

  test('is zero everywhere where ReLU is shut', () => {
    const made = passed(network, 1);
    const maps = mapsOf(network, made.pass);
    const { data, channels } = maps.get('conv3b')!;
    const channel = data.subarray(0, channels).indexOf(0);
    const gradient = pixelGradient(network, made.layout, made.weights);
    const found = gradient(maps, { layer: 'conv3b', row: 0, column: 0, channel });
    expect(found.every((value) => value === 0)).toBe(true);
  });

  test('is refused for a channel or a layer that is not there', () => {
    const made = passed(small, 1);
    const gradient = pixelGradient(small, made.layout, made.weights);
    const maps = mapsOf(small, made.pass);
    const at = { row: 0, column: 0 };
    expect(() => gradient(maps, { layer: 'a', ...at, channel: 4 })).toThrow(/channel of a, got 4/);
    expect(() => gradient(maps, { layer: 'i', ...at, channel: 0 })).toThrow(/got i/);
  });
});
