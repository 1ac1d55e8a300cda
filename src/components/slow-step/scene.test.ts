import { expect, test } from 'vitest';
import { layout } from '../../core/network/layout.ts';
import { view } from '../../core/network/parameters.ts';
import { indexOf, kernels, placeIn } from './place.ts';
import { sceneOf } from './scene.ts';
import { steps } from './step.fixture.ts';
import { weightStep } from './weight-step.ts';

const places = kernels.flatMap(({ layer }) =>
  [0, 7, 60].map((n) => placeIn({ layer, filter: n, input: n, tap: n % 9 })),
);

test('one weight goes where a whole step of the oracle takes it, in the first step and in the next', () => {
  for (const { reading, after } of steps)
    for (const place of places) {
      const { weight } = sceneOf(reading, place);
      const one = weightStep(weight);
      const index = indexOf(place);
      expect(one.after).toBe(after.weights[index]);
      expect(one.first).toBe(after.firstMoment[index]);
      expect(one.second).toBe(after.secondMoment[index]);
      expect(one.t).toBe(after.step);
    }
});

test('the moving statistics go where the oracle takes them', () => {
  for (const { reading, after } of steps)
    for (const place of places) {
      const { norm } = sceneOf(reading, place);
      for (const part of ['mean', 'variance'] as const)
        expect(norm[part].after).toBe(
          view(layout, after.weights, `${norm.id}/moving_${part}`)[norm.channel],
        );
    }
});

test('the loss is the mean of −ln of what the right classes got', () => {
  for (const { reading } of steps) {
    const { shares, loss, labels } = sceneOf(reading, places[0]!);
    const sum = shares.reduce((all, share) => all - Math.log(share), 0);
    expect(sum / labels.length).toBeCloseTo(loss, 12);
  }
});

test('the taps around a weight hold it, with its gradient', () => {
  const { taps, gradients, place, weight } = sceneOf(steps[1].reading, places[7]!);
  expect(taps).toHaveLength(9);
  expect(taps[place.tap]).toBe(weight.weight);
  expect(gradients[place.tap]).toBe(weight.gradient);
});
