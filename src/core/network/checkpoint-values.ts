/** The numbers of a saved run: their order, how many there must be, and which values no run can have. */
import type { Parameter, ParameterLayout } from './parameters.ts';

/** Flat, as in a `Checkpoint`. */
export interface Arrays {
  readonly weights: Float32Array;
  readonly firstMoment: Float32Array;
  readonly secondMoment: Float32Array;
  /** The best epoch's weights; null before an epoch has ended. */
  readonly best: Float32Array | null;
}

/** In the order in which they are written. */
export const inOrder = ({ weights, firstMoment, secondMoment, best }: Arrays): Float32Array[] =>
  best === null ? [weights, firstMoment, secondMoment] : [weights, firstMoment, secondMoment, best];

const lengthsOf = ({ total, trainable }: ParameterLayout, best: boolean): readonly number[] =>
  best ? [total, trainable, trainable, total] : [total, trainable, trainable];

/** What is wrong with the lengths, as `what is 5 and not 6`; null if nothing. */
export function lengthFault(layout: ParameterLayout, arrays: Arrays): string | null {
  const wanted = lengthsOf(layout, arrays.best !== null);
  const wrong = inOrder(arrays).findIndex(({ length }, i) => length !== wanted[i]);
  return wrong < 0
    ? null
    : `array ${wrong} has ${inOrder(arrays)[wrong]!.length} numbers and not ${wanted[wrong]}`;
}

/** All numbers of a file cut into their arrays; throws where there are more or fewer of them. */
export function cut(values: Float32Array, layout: ParameterLayout, best: boolean): Arrays {
  const lengths = lengthsOf(layout, best);
  const wanted = lengths.reduce((sum, length) => sum + length, 0);
  if (values.length !== wanted)
    throw new Error(`run: expected ${wanted} numbers, got ${values.length}`);
  let at = 0;
  const [weights, firstMoment, secondMoment, chosen = null] = lengths.map((length) =>
    values.slice(at, (at += length)),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array?];
  return { weights, firstMoment, secondMoment, best: chosen };
}

/**
 * No weight that Adam has moved is larger. One step moves a weight by at most 3.2 learning rates (Kingma & Ba 2015, section 2.1:
 * (1 - beta1) / sqrt(1 - beta2)); the highest rate is 1,000, and the most steps are 10 epochs of 15,000 batches of one.
 */
const mostWeight = 1e9;

/** The least and the most that the values of a parameter may be. */
const rangeOf = ({ part, trainable }: Parameter): readonly [number, number] => {
  if (trainable) return [-mostWeight, mostWeight];
  return [part === 'moving_variance' ? 0 : -Infinity, Infinity];
};

/** The first value that no run can have, as `what is 5`; null if none. */
export function wrongValue(layout: ParameterLayout, arrays: Arrays): string | null {
  const { weights, best, firstMoment, secondMoment } = arrays;
  for (const parameter of layout.parameters) {
    const { name, trainable, offset, length } = parameter;
    const look = (what: string, values: Float32Array | null, [least, most]: readonly number[]) => {
      const place = values
        ? outside(values.subarray(offset, offset + length), least!, most!)
        : null;
      return place === null ? null : `${what} ${place} of ${name} is ${values![offset + place]}`;
    };
    const range = rangeOf(parameter);
    const fault =
      look('value', weights, range) ??
      look('the best epoch’s value', best, range) ??
      look('the first moment', trainable ? firstMoment : null, [-Infinity, Infinity]) ??
      look('the second moment', trainable ? secondMoment : null, [0, Infinity]);
    if (fault !== null) return fault;
  }
  return null;
}

/** The place of the first value that is not finite or not in the range; null if none. */
function outside(values: Float32Array, least: number, most: number): number | null {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(Number.isFinite(value) && value >= least && value <= most)) return i;
  }
  return null;
}
