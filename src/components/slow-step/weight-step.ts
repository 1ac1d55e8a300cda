/** Adam's step on one weight, number by number: what the optimiser of `core` does to an array of one. Arithmetic only. */
import { adam } from '../../core/math/adam.ts';
import { recipe } from '../../core/network/recipe.ts';

/** What Adam knows of a weight before its step number `t`, counted from 1. */
export interface BeforeStep {
  readonly t: number;
  readonly weight: number;
  readonly gradient: number;
  readonly firstMoment: number;
  readonly secondMoment: number;
}

export interface WeightStep extends BeforeStep {
  readonly first: number;
  readonly second: number;
  /** Divided by 1 - beta^t, so that they don't start too small. */
  readonly correctedFirst: number;
  readonly correctedSecond: number;
  /** What is taken from the weight. */
  readonly step: number;
  readonly after: number;
  /** What plain gradient descent at the same learning rate would take. */
  readonly plain: number;
}

export const { learningRate } = recipe.hyperparameters;
const { beta1, beta2 } = recipe.adam;

export function weightStep(before: BeforeStep): WeightStep {
  const { t, weight, gradient, firstMoment, secondMoment } = before;
  const arrays = {
    weights: Float64Array.of(weight),
    gradient: Float64Array.of(gradient),
    firstMoment: Float64Array.of(firstMoment),
    secondMoment: Float64Array.of(secondMoment),
  };
  adam(arrays, t, { ...recipe.adam, learningRate });
  const first = arrays.firstMoment[0]!;
  const second = arrays.secondMoment[0]!;
  const after = arrays.weights[0]!;
  return {
    ...before,
    first,
    second,
    correctedFirst: first / (1 - beta1 ** t),
    correctedSecond: second / (1 - beta2 ** t),
    step: weight - after,
    after,
    plain: learningRate * gradient,
  };
}
