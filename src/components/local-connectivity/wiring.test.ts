import { describe, expect, it } from 'vitest';
import { smallNetwork } from '../../core/connectivity/small-network.ts';
import { smallSize } from '../../core/connectivity/small-run.ts';
import { partOf } from '../../core/connectivity/small-step.ts';
import { convolve } from '../../core/math/convolution.ts';
import { someValues } from '../../core/math/gradient.fixture.ts';
import {
  answerOf,
  edgesOf,
  greyRaster,
  layerParameters,
  outputOf,
  reachOf,
  weightsRaster,
  wiredThree,
} from './wiring.ts';

const three = wiredThree('mean', null);
const unit = { row: 2, column: 5, filter: 3 };
const pixels = someValues(256, 4).map((value) => value / 2);

describe('the connections drawn', () => {
  it('are all of a row to a row: 16 to each of 7 units where dense, 4 where a window', () => {
    const counts = (['dense', 'local', 'shared'] as const).map(
      (kind) => edgesOf(three[kind], unit).length,
    );
    expect(counts).toEqual([16 * 7, 4 * 7, 4 * 7]);
  });

  it('have the same four weights at every unit where weights are shared, and others where not', () => {
    const weightsTo = (kind: 'local' | 'shared', to: number) =>
      edgesOf(three[kind], unit)
        .filter((edge) => edge.to === to)
        .map(({ weight }) => weight);
    for (let to = 1; to < 7; to++) {
      expect(weightsTo('shared', to)).toEqual(weightsTo('shared', 0));
      expect(weightsTo('local', to)).not.toEqual(weightsTo('local', 0));
    }
  });

  it('start under the window that they fill', () => {
    for (const kind of ['local', 'shared'] as const)
      for (const { from, to } of edgesOf(three[kind], unit)) {
        expect(from).toBeGreaterThanOrEqual(2 * to);
        expect(from).toBeLessThan(2 * to + 4);
      }
  });

  it('never leave the colour scale', () => {
    for (const wired of Object.values(three)) {
      const reach = reachOf(wired, unit.filter);
      const kernel = partOf(wired.net, wired.weights, 'kernel');
      const own = kernel.filter((_, i) => i % smallSize.filters === unit.filter);
      expect(reach).toBe(Math.max(...own.map(Math.abs)));
    }
  });
});

describe('what is shown of a unit', () => {
  it('is clear where it does not read: 16 px are coloured of a window, 256 of a dense one', () => {
    const opaque = (kind: 'dense' | 'local' | 'shared') => {
      const { data } = weightsRaster(three[kind], unit, 1);
      return Array.from({ length: 256 }, (_, i) => i).filter((i) => data[4 * i + 3] === 255);
    };
    const window = [4, 5, 6, 7].flatMap((row) =>
      [10, 11, 12, 13].map((column) => row * 16 + column),
    );
    expect(opaque('local')).toEqual(window);
    expect(opaque('shared')).toEqual(window);
    expect(opaque('dense')).toHaveLength(256);
  });

  it('is every second value of the oracle`s convolution in both directions, after ReLU', () => {
    const { net, weights } = three.shared;
    const oracle = convolve(pixels, partOf(net, weights, 'kernel'), partOf(net, weights, 'bias'), {
      count: 1,
      height: 16,
      width: 16,
      inputs: 1,
      filters: 8,
      kernel: 4,
      padding: 'valid',
    });
    const output = outputOf(three.shared, pixels);
    expect(output).toMatchObject({ height: 7, width: 7, channels: 8 });
    for (let row = 0; row < 7; row++)
      for (let column = 0; column < 7; column++)
        for (let f = 0; f < 8; f++)
          expect(output.data[(row * 7 + column) * 8 + f]).toBeCloseTo(
            Math.max(0, oracle[(2 * row * 13 + 2 * column) * 8 + f]!),
            6,
          );
  });

  it('is three shares that add up to one', () => {
    for (const wired of Object.values(three)) {
      const shares = answerOf(wired, pixels);
      expect(shares).toHaveLength(3);
      expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
    }
  });
});

it('weights that were handed over take the place of those by chance', () => {
  const given = {
    dense: new Float32Array(three.dense.net.total).fill(0.5),
    local: new Float32Array(three.local.net.total).fill(0.25),
    shared: new Float32Array(three.shared.net.total).fill(-1),
  };
  expect(reachOf(wiredThree('mean', given).local, 0)).toBe(0.25);
  expect(edgesOf(wiredThree('mean', given).shared, unit)[0]!.weight).toBe(-1);
});

it('black, middle and white are 0, 128 and 255', () => {
  const levels = greyRaster(Float64Array.of(-0.5, 0, 0.5, ...new Array<number>(13).fill(0)));
  expect([levels.data[0], levels.data[4], levels.data[8]]).toEqual([0, 128, 255]);
  expect(levels).toMatchObject({ width: 16, height: 1 });
});

it('counts a bias for each place where weights are not shared', () => {
  expect(layerParameters.local).toBe(49 * layerParameters.shared);
  expect(smallNetwork(smallSize, 'shared', 'mean').parts.bias.length).toBe(8);
});
