/** One training step in the open, by the float64 loops: the steps before it are taken too, and told of one by one. */
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import { oracleState, trainStep, type OracleState } from '../../core/network/oracle.ts';
import { recipe } from '../../core/network/recipe.ts';
import { stepReading } from '../../core/network/step-reading.ts';
import type { Answerer } from './answerers.ts';

/** What the last question ended with: who goes on from there takes one step, not all of them again. */
interface Reached {
  readonly seed: number;
  readonly pictures: number;
  readonly state: OracleState;
}
const reached = new WeakMap<Float32Array, Reached>();

export const answerStep: Answerer<'step'> = async (question, tools, partial) => {
  const { seed, step, pictures } = question;
  if (!Number.isInteger(step) || step < 1)
    throw new Error(`step: expected a whole number from 1 on, got ${step}`);
  const weights = tools.weights(question.weights);
  const known = reached.get(weights);
  const goesOn = known?.seed === seed && known.pictures === pictures && known.state.step < step;
  let state = goesOn ? known.state : oracleState(layout, weights);
  for (;;) {
    const places = Array.from({ length: pictures }, (_, i) => state.step * pictures + i);
    const { pixels, labels } = await tools.pictures({ split: 'training', places });
    const batch = { pixels, labels: labels! };
    const { learningRate } = recipe.hyperparameters;
    const taken = trainStep(network, layout, state, batch, { learningRate, seed, dropout: true });
    // The state before the last step stays: the same question again needs it.
    if (taken.state.step === step) {
      reached.set(weights, { seed, pictures, state });
      return stepReading(state, batch, taken);
    }
    state = taken.state;
    partial({ taken: state.step });
    await tools.breathe();
  }
};
