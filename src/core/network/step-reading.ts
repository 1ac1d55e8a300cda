/** One training step with everything that can be asked about it afterwards: what went in, what came out, and each weight's own numbers. Plain data. */
import type { ChannelStatistics } from '../math/batch-norm.ts';
import type { OracleBatch, OracleState, OracleStep } from './oracle.ts';

/** Of the state before the step, unless it says otherwise. Weights and moments are flat, in the layout's order. */
export interface StepReading {
  /** Its number, counted from 1: the t of Adam. */
  readonly step: number;
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
  /** What the network gave the right class, for each picture, 0 to 1. */
  readonly shares: Float64Array;
  /** Mean cross-entropy of the batch. */
  readonly loss: number;
  readonly weights: Float64Array;
  readonly firstMoment: Float64Array;
  readonly secondMoment: Float64Array;
  /** Of the loss, for the trainable parameters. */
  readonly gradient: Float64Array;
  /** By batch-norm id: the batch's own means and variances, which it was normalised with. */
  readonly statistics: ReadonlyMap<string, ChannelStatistics>;
}

/** Reads a step that was `taken` from `before` on `batch`. All arrays are copies, to give away. */
export function stepReading(
  before: OracleState,
  batch: OracleBatch,
  taken: OracleStep,
): StepReading {
  const { probabilities, count, statistics } = taken.pass;
  const units = probabilities.length / count;
  return {
    step: taken.state.step,
    pixels: batch.pixels.slice(),
    labels: batch.labels.slice(),
    shares: Float64Array.from(batch.labels, (label, n) => probabilities[n * units + label]!),
    loss: taken.loss,
    weights: before.weights.slice(),
    firstMoment: before.firstMoment.slice(),
    secondMoment: before.secondMoment.slice(),
    gradient: taken.gradient.slice(),
    statistics: new Map(
      [...statistics].map(([id, { mean, variance }]) => [
        id,
        { mean: mean.slice(), variance: variance.slice() },
      ]),
    ),
  };
}
