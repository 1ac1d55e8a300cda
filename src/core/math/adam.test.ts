import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adam } from './adam.ts';
import { farthest, someValues } from './gradient.fixture.ts';

const rates = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

const start = (weights: Float64Array, gradient: Float64Array) => ({
  weights,
  gradient,
  firstMoment: new Float64Array(weights.length),
  secondMoment: new Float64Array(weights.length),
});

describe('Adam', () => {
  test('moves each weight by about the learning rate in its first step, against the gradient', () => {
    const arrays = start(new Float64Array(3), Float64Array.from([1e-3, -50, 0]));
    adam(arrays, 1, rates);
    // m^ / (sqrt(v^) + epsilon) = g / (|g| + epsilon) when t is 1.
    expect(arrays.weights[0]).toBeCloseTo((-1e-3 * 1e-3) / (1e-3 + 1e-7), 15);
    expect(arrays.weights[1]).toBeCloseTo(1e-3, 10);
    expect(arrays.weights[2]).toBe(0);
    expect(arrays.firstMoment[1]).toBeCloseTo(-5, 12);
    expect(arrays.secondMoment[1]).toBeCloseTo(2.5, 12);
  });

  test('adds epsilon to the corrected root, where it tells for tiny gradients', () => {
    const arrays = start(new Float64Array(1), Float64Array.from([1e-7]));
    adam(arrays, 1, rates);
    expect(arrays.weights[0]).toBeCloseTo(-0.5e-3, 12);
  });

  test('is, after many steps, what the sums of the paper give when written out', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), (seed, steps) => {
        const arrays = start(new Float64Array(2), new Float64Array(2));
        const gradients: Float64Array[] = [];
        const expected = new Float64Array(2);
        for (let t = 1; t <= steps; t++) {
          gradients.push(someValues(2, seed, t));
          arrays.gradient.set(gradients[t - 1]!);
          adam(arrays, t, rates);
          for (let i = 0; i < 2; i++) {
            // The moments as weighted sums over all gradients so far (Kingma and Ba, section 3).
            const sum = (beta: number, power: number) =>
              gradients.reduce(
                (all, g, k) => all + (1 - beta) * beta ** (t - 1 - k) * g[i]! ** power,
                0,
              ) /
              (1 - beta ** t);
            expected[i]! -= (1e-3 * sum(0.9, 1)) / (Math.sqrt(sum(0.999, 2)) + 1e-7);
          }
        }
        expect(farthest(arrays.weights, expected)).toBeLessThan(1e-12);
      }),
    );
  });

  test('walks down a bowl', () => {
    const arrays = start(Float64Array.from([1, -2]), new Float64Array(2));
    for (let t = 1; t <= 4000; t++) {
      arrays.gradient.set(arrays.weights.map((w) => 2 * w));
      adam(arrays, t, rates);
    }
    expect(Math.max(...arrays.weights.map(Math.abs))).toBeLessThan(0.02);
  });
});
