/** A trained-like network's traces of one picture, for the tests of this figure. */
import fc from 'fast-check';
import { explain } from '../../core/network/explain.ts';
import { someTraces, trainedLikeWeights } from '../../core/network/explain.fixture.ts';
import type { Place } from '../../core/network/explanation.ts';
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import { shapes } from '../../core/network/shapes.ts';
import { levelOf, type Level } from './level.ts';

export const weights = trainedLikeWeights(5);
export const traces = someTraces(weights, 6);
const along = shapes(network);
export const levelAt = (place: Place): Level =>
  levelOf(explain(network, layout, weights, traces, place));

export const anyPlace: fc.Arbitrary<Place> = fc
  .integer({ min: 0, max: network.layers.length - 1 })
  .chain((index) => {
    const { height, width, channels } = along[index + 1]!;
    return fc.record({
      layer: fc.constant(network.layers[index]!.id),
      channel: fc.nat(channels - 1),
      row: fc.nat(height - 1),
      column: fc.nat(width - 1),
    });
  });
