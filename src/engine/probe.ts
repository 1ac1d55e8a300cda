/**
 * The trial of an engine: one real step of the network from fixed weights on fixed pictures, compared with what the float64
 * oracle found for it. An engine that computes something else, on whatever driver, is not offered.
 */
import { adam } from '../core/math/adam.ts';
import { layout } from '../core/network/layout.ts';
import { recipe } from '../core/network/recipe.ts';
import { startState, type EngineState, type TrainingEngine } from './engine.ts';
import { golden } from './probe-golden.ts';
import {
  distance,
  fingerprint,
  probeBatch,
  probeLearningRate,
  probeSeed,
  probeWeights,
  type Print,
} from './probe-step.ts';

/** `reason` is a clause for readers that fits after "because". */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** How far an engine may be from float64: 32-bit floats stay ten to a hundred times below. */
const tolerances = { loss: 1e-4, gradient: 1e-3, statistics: 1e-3, update: 1e-3 } as const;

const wrong = (what: string, error: number, most: number): string =>
  `it computes wrongly here (${what} is off by ${error.toPrecision(2)} where ${most} is allowed)`;

/** The print farthest from the golden one. A distance that is no number is farther than any. */
function farthest(seen: readonly Print[], wanted: readonly Print[]) {
  const all = wanted.map((print, index) => {
    const error = distance(seen[index]!, print);
    return { name: print.name, error: Number.isNaN(error) ? Infinity : error };
  });
  return all.reduce((worst, next) => (next.error > worst.error ? next : worst));
}

/** m = beta1 * 0 + (1 - beta1) * g after one step, so the first moment is the gradient but for a factor. */
const gradientOf = ({ firstMoment }: EngineState): Float64Array =>
  Float64Array.from(firstMoment, (value) => value / (1 - recipe.adam.beta1));

/**
 * |seen - wanted| / |wanted| of the weights' move, where Adam in float64 makes the wanted one from the engine's own gradient:
 * the first move is about the learning rate times the gradient's sign, and where a gradient is all rounding, so is its sign.
 */
function updateError(before: Float32Array, after: EngineState): number {
  const { trainable } = layout;
  const arrays = {
    weights: Float64Array.from(before.subarray(0, trainable)),
    gradient: gradientOf(after),
    firstMoment: new Float64Array(trainable),
    secondMoment: new Float64Array(trainable),
  };
  adam(arrays, 1, { ...recipe.adam, learningRate: probeLearningRate });
  let error = 0;
  let size = 0;
  arrays.weights.forEach((wanted, i) => {
    error += (after.weights[i]! - wanted) ** 2;
    size += (wanted - before[i]!) ** 2;
  });
  return Math.sqrt(error / size);
}

/** What is compared, each with its error and the most that is allowed; in the order in which a fault is reported. */
function* findings(loss: number, before: Float32Array, after: EngineState) {
  const trained = layout.parameters.filter(({ trainable }) => trainable);
  const moving = layout.parameters.filter(({ trainable }) => !trainable);
  yield { what: 'the loss', error: Math.abs(loss - golden.loss), most: tolerances.loss };
  const gradient = farthest(fingerprint(trained, gradientOf(after)), golden.gradient);
  yield {
    what: `the gradient of ${gradient.name}`,
    error: gradient.error,
    most: tolerances.gradient,
  };
  const statistics = farthest(fingerprint(moving, after.weights), golden.statistics);
  yield { what: statistics.name, error: statistics.error, most: tolerances.statistics };
  yield { what: 'the step of Adam', error: updateError(before, after), most: tolerances.update };
}

/** Tries the engine. Its state is the probe's afterwards: the caller restores what it wants. Rejects only as the engine does. */
export async function probe(engine: TrainingEngine): Promise<Verdict> {
  const before = probeWeights();
  await engine.restore(startState(before, layout.trainable), probeSeed);
  const { loss } = await engine.step(probeBatch(), { learningRate: probeLearningRate });
  for (const { what, error, most } of findings(loss, before, await engine.state()))
    // Written so that an error that is no number counts as too large.
    if (!(error <= most)) return { ok: false, reason: wrong(what, error, most) };
  return { ok: true };
}
