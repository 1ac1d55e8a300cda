/** The optimiser Adam, in float64 (D. P. Kingma and J. Ba, "Adam", ICLR 2015, algorithm 1). */

export interface AdamRates {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** Arrays of one length; `adam` writes into all but the gradient. */
export interface AdamArrays {
  readonly weights: Float64Array;
  readonly gradient: Float64Array;
  readonly firstMoment: Float64Array;
  readonly secondMoment: Float64Array;
}

/**
 * One step in place; `t` is its number, counted from 1:
 * m = beta1 * m + (1 - beta1) * g, v = beta2 * v + (1 - beta2) * g^2,
 * w -= learningRate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon).
 * TensorFlow.js and PyTorch add epsilon there too. Keras adds it to sqrt(v) before the correction (the paper's "epsilon hat"),
 * which tells only where a gradient is about as small as epsilon itself.
 */
export function adam(arrays: AdamArrays, t: number, rates: AdamRates): void {
  const { weights, gradient, firstMoment, secondMoment } = arrays;
  const { learningRate, beta1, beta2, epsilon } = rates;
  const correction1 = 1 - beta1 ** t;
  const correction2 = 1 - beta2 ** t;
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i]!;
    const m = beta1 * firstMoment[i]! + (1 - beta1) * g;
    const v = beta2 * secondMoment[i]! + (1 - beta2) * g * g;
    firstMoment[i] = m;
    secondMoment[i] = v;
    weights[i]! -= (learningRate * (m / correction1)) / (Math.sqrt(v / correction2) + epsilon);
  }
}
