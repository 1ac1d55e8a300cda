import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movingAverage } from '../math/batch-norm.ts';
import { stepsPerEpoch } from '../dataset/batches.ts';
import { shareOfStart } from './moving-average.ts';
import { network } from './network.ts';
import { recipe } from './recipe.ts';

test('the share left is what the oracle’s moving average keeps of its start', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 60 }),
      (momentum, steps) => {
        let moving: Float64Array = Float64Array.of(1);
        for (let step = 0; step < steps; step++)
          moving = movingAverage(moving, Float64Array.of(0), momentum);
        expect(shareOfStart(momentum, steps)).toBeCloseTo(moving[0]!, 12);
      },
    ),
  );
});

test('after the first epoch of the recipe 31 % of the start is left', () => {
  const { trainingPictures, batchSize } = recipe.hyperparameters;
  const steps = stepsPerEpoch(trainingPictures, batchSize);
  const bn1 = network.layers.find(({ id }) => id === 'bn1');
  const momentum = bn1?.kind === 'batch-norm' ? bn1.momentum : NaN;
  expect(steps).toBe(118);
  expect(shareOfStart(momentum, steps).toFixed(2)).toBe('0.31');
});

test('impossible momenta and steps are refused', () => {
  expect(() => shareOfStart(1.1, 3)).toThrow('got 1.1');
  expect(() => shareOfStart(0.9, -1)).toThrow('got -1');
});
