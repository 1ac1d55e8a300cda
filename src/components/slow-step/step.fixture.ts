/** Two steps of the real network on two pictures, by the oracle, for tests. */
import { layout } from '../../core/network/layout.ts';
import { initialWeights } from '../../core/network/initial.ts';
import { network } from '../../core/network/network.ts';
import { oracleState, trainStep } from '../../core/network/oracle.ts';
import { stepReading } from '../../core/network/step-reading.ts';
import { probeBatch } from '../../engine/probe-step.ts';
import { learningRate } from './weight-step.ts';

const { pixels, labels } = probeBatch();
const batch = { pixels: pixels.slice(0, 2 * 3072), labels: labels.slice(0, 2) };
const options = { learningRate, seed: 3, dropout: true };

const begun = oracleState(layout, initialWeights(layout, 5));
const first = trainStep(network, layout, begun, batch, options);
const second = trainStep(network, layout, first.state, batch, options);

/** The state after each step, and its reading. */
export const steps = [
  { after: first.state, reading: stepReading(begun, batch, first) },
  { after: second.state, reading: stepReading(first.state, batch, second) },
] as const;
