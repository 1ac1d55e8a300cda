/** The stored golden step, computed anew by the oracle. For the test that compares the two and the script that stores it. */
import { layout } from '../core/network/layout.ts';
import { network } from '../core/network/network.ts';
import { oracleState, trainStep } from '../core/network/oracle.ts';
import {
  fingerprint,
  probeBatch,
  probeLearningRate,
  probeSeed,
  probeWeights,
  type Golden,
  type Print,
} from './probe-step.ts';

const digits = 9;
const short = (value: number): number => Number(value.toPrecision(digits));

const shortened = (prints: readonly Print[]): Print[] =>
  prints.map(({ name, norm, dots }) => ({ name, norm: short(norm), dots: dots.map(short) }));

/** Loss, gradients and moving statistics of the probe's step in float64, to nine digits. */
export function goldenOf(): Golden {
  const start = oracleState(layout, probeWeights());
  const { loss, gradient, state } = trainStep(network, layout, start, probeBatch(), {
    learningRate: probeLearningRate,
    seed: probeSeed,
    dropout: true,
  });
  const trained = layout.parameters.filter(({ trainable }) => trainable);
  const moving = layout.parameters.filter(({ trainable }) => !trainable);
  return {
    loss: short(loss),
    gradient: shortened(fingerprint(trained, gradient)),
    statistics: shortened(fingerprint(moving, state.weights)),
  };
}
