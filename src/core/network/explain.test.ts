import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forward } from './forward.ts';
import { explain } from './explain.ts';
import type { Place } from './explanation.ts';
import { contributions } from './explain-contributions.ts';
import { someTraces, trainedLikeWeights } from './explain.fixture.ts';
import { layout } from './layout.ts';
import { network } from './network.ts';
import { shapes } from './shapes.ts';

const weights = trainedLikeWeights(3);
const traces = someTraces(weights, 4);
const along = shapes(network);
const told = (place: Place) => explain(network, layout, weights, traces, place);

/** Any place of a layer. */
const placeOf = (index: number): fc.Arbitrary<Place> => {
  const { height, width, channels } = along[index + 1]!;
  return fc.record({
    layer: fc.constant(network.layers[index]!.id),
    channel: fc.nat(channels - 1),
    row: fc.nat(height - 1),
    column: fc.nat(width - 1),
  });
};

const stored = ({ layer, channel, row, column }: Place): number => {
  const { width, channels, data } = traces.layers.get(layer)!;
  return data[(row * width + column) * channels + channel]!;
};

const plus = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);

describe('what one number is made of', () => {
  test.each(network.layers.map(({ id }, index) => [id, index] as const))(
    'comes to the value that %s holds, at any place',
    (_, index) => {
      let positive = 0;
      fc.assert(
        fc.property(placeOf(index), (place) => {
          const { output } = told(place);
          expect(output).toBeCloseTo(stored(place), 5);
          if (output !== 0) positive++;
        }),
        { numRuns: 60 },
      );
      expect(positive, 'places that hold more than 0').toBeGreaterThan(5);
    },
  );

  test('in a convolution: products that add up channel by channel, and to the sum with the bias', () => {
    for (const id of ['conv1a', 'conv2b', 'conv3b']) {
      const index = network.layers.findIndex((layer) => layer.id === id);
      fc.assert(
        fc.property(placeOf(index), (place) => {
          const said = told(place);
          if (said.kind !== 'convolution') throw new Error(`got ${said.kind}`);
          const { channels } = along[index]!;
          expect(said.products).toHaveLength(9 * channels);
          for (const { value, weight, product } of said.products)
            expect(product).toBe(value * weight);
          said.partials.forEach((partial, channel) => {
            const own = said.products.filter((other) => other.channel === channel);
            expect(partial).toBeCloseTo(plus(own.map(({ product }) => product)), 12);
          });
          expect(plus(said.partials) + said.bias).toBeCloseTo(said.sum, 12);
          expect(said.output).toBe(Math.max(0, said.sum));
        }),
        { numRuns: 10 },
      );
    }
  });

  test('in the first convolution: bytes of the picture over 255, and zeros in the padding', () => {
    const said = told({ layer: 'conv1a', channel: 5, row: 0, column: 31 });
    if (said.kind !== 'convolution') throw new Error(`got ${said.kind}`);
    expect(said.from).toBeNull();
    const inside = said.products.filter(({ padding }) => !padding);
    // A corner: four of nine taps meet a pixel.
    expect(inside).toHaveLength(4 * 3);
    for (const { row, column, channel, value } of inside)
      expect(value).toBe(traces.pixels[(row * 32 + column) * 3 + channel]! / 255);
    for (const { value, product, row, column } of said.products.filter(({ padding }) => padding)) {
      expect([value, Math.abs(product)]).toEqual([0, 0]);
      expect(row < 0 || column > 31).toBe(true);
    }
    expect(said.products.map(({ row, column }) => `${row} ${column}`).slice(0, 4)).toEqual([
      '-1 30',
      '-1 30',
      '-1 30',
      '-1 31',
    ]);
  });

  test('in a dense layer: the logit of the oracle, and the shares of softmax', () => {
    const pictures = Float64Array.from(traces.pixels, (byte) => byte / 255);
    const pass = forward(network, layout, Float64Array.from(weights), pictures, 1, {
      training: false,
    });
    for (const unit of [0, 1, 2]) {
      const said = told({ layer: 'dense', channel: unit, row: 0, column: 0 });
      if (said.kind !== 'dense') throw new Error(`got ${said.kind}`);
      expect(said.products).toHaveLength(512);
      expect(plus(said.products.map(({ product }) => product)) + said.bias).toBeCloseTo(
        said.sum,
        10,
      );
      expect(said.sum).toBe(said.logits[unit]);
      expect(said.sum).toBeCloseTo(pass.logits[unit]!, 5);
      expect(said.output).toBeCloseTo(pass.probabilities[unit]!, 6);
      expect(plus(said.probabilities)).toBeCloseTo(1, 12);
    }
  });

  test('in a pool: the four values, and the one that the oracle lets win', () => {
    const pictures = Float64Array.from(traces.pixels, (byte) => byte / 255);
    const winners = forward(network, layout, Float64Array.from(weights), pictures, 1, {
      training: false,
    }).winners.get('pool2')!;
    const index = network.layers.findIndex(({ id }) => id === 'pool2');
    fc.assert(
      fc.property(placeOf(index), (place) => {
        const said = told(place);
        if (said.kind !== 'max-pool') throw new Error(`got ${said.kind}`);
        expect(said.sources).toHaveLength(4);
        const { row, column, channel } = said.sources[said.winner]!;
        const { width, channels } = along[index]!;
        const won = winners[(place.row * 6 + place.column) * channels + place.channel]!;
        expect((row * width + column) * channels + channel).toBe(won);
      }),
    );
  });

  test('in BatchNorm: the formula with its numbers', () => {
    const said = told({ layer: 'bn2', channel: 63, row: 14, column: 3 });
    if (said.kind !== 'batch-norm') throw new Error(`got ${said.kind}`);
    expect(said.epsilon).toBe(1e-3);
    const unit = (said.source.value - said.mean) / Math.sqrt(said.variance + said.epsilon);
    expect(said.normalised).toBe(unit);
    expect(said.output).toBe(said.gamma * unit + said.beta);
  });

  test('in flatten: the cell whose value stands at that place of the list', () => {
    expect(told({ layer: 'flatten', channel: 130, row: 0, column: 0 })).toMatchObject({
      from: 'drop3',
      source: { row: 0, column: 1, channel: 2 },
    });
    expect(told({ layer: 'flatten', channel: 511, row: 0, column: 0 })).toMatchObject({
      source: { row: 1, column: 1, channel: 127 },
    });
  });

  test('of a place or a trace that is not there is refused by name', () => {
    expect(() => told({ layer: 'conv9', channel: 0, row: 0, column: 0 })).toThrow('"conv9"');
    expect(() => told({ layer: 'conv3b', channel: 0, row: 4, column: 0 })).toThrow(
      'explain: expected a place of conv3b, 4x4x128, got (4, 0, 0)',
    );
    const bare = { ...traces, layers: new Map() };
    expect(() =>
      explain(network, layout, weights, bare, { layer: 'bn1', channel: 0, row: 0, column: 0 }),
    ).toThrow('explain: expected 32768 values of conv1a, got none');
  });
});

describe('what each channel adds', () => {
  const add = (layer: string, channel: number, cell: { row: number; column: number } | null) =>
    contributions(network, layout, weights, traces, { layer, channel, cell });

  test('to one cell is the channel’s share of its sum', () => {
    const place = { layer: 'conv2a', channel: 9, row: 14, column: 0 };
    const said = told(place);
    if (said.kind !== 'convolution') throw new Error(`got ${said.kind}`);
    expect(add('conv2a', 9, place)).toEqual(said.partials);
  });

  test.each(network.layers.map(({ id }, index) => [id, index] as const))(
    'to a whole map of %s is the sum over its cells',
    (id, index) => {
      const { height, width, channels } = along[index + 1]!;
      // One that is not dead, whatever the layer.
      const values = traces.layers.get(id)!.data;
      const channel = values.indexOf(Math.max(...values)) % channels;
      const sum = new Float64Array(along[index]!.channels);
      for (let cell = 0; cell < height * width; cell++)
        add(id, channel, { row: Math.floor(cell / width), column: cell % width }).forEach(
          (value, from) => (sum[from]! += value),
        );
      const whole = add(id, channel, null);
      expect(whole).toHaveLength(sum.length);
      whole.forEach((value, from) => expect(value).toBeCloseTo(sum[from]!, 9));
      expect(whole.some((value) => value !== 0)).toBe(true);
    },
  );
});
