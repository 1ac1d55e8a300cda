/** All that the figure shows of one step, for one weight: small and plain, so that a page can bring one along. */
import { movingAverage } from '../../core/math/batch-norm.ts';
import { layout } from '../../core/network/layout.ts';
import { view } from '../../core/network/parameters.ts';
import type { StepReading } from '../../core/network/step-reading.ts';
import { indexOf, kernelSize, normNear, type WeightPlace } from './place.ts';
import type { BeforeStep } from './weight-step.ts';

/** Pictures of a batch here; the recipe has 128. */
export const batchSize = 8;

/** One moving statistic of one channel, as it moves in this step. */
export interface Moved {
  readonly before: number;
  readonly batch: number;
  readonly after: number;
}

export interface Scene {
  /** Of the training pictures, class numbers and what the network gave the right class, 0 to 1. */
  readonly labels: readonly number[];
  readonly shares: readonly number[];
  readonly loss: number;
  readonly place: WeightPlace;
  readonly weight: BeforeStep;
  /** The taps around the weight, row by row, and their gradients. */
  readonly taps: readonly number[];
  readonly gradients: readonly number[];
  readonly norm: {
    readonly id: string;
    readonly channel: number;
    readonly momentum: number;
    readonly mean: Moved;
    readonly variance: Moved;
  };
}

function normOf(reading: StepReading, place: WeightPlace): Scene['norm'] {
  const { id, momentum } = normNear(place.layer);
  const batch = reading.statistics.get(id)!;
  // The dense layer's filters are classes, which no batch norm knows.
  const channel = place.layer === 'dense' ? 0 : place.filter;
  const moved = (part: 'mean' | 'variance'): Moved => {
    const before = view(layout, reading.weights, `${id}/moving_${part}`)[channel]!;
    const seen = batch[part][channel]!;
    const [after] = movingAverage(Float64Array.of(before), Float64Array.of(seen), momentum);
    return { before, batch: seen, after: after! };
  };
  return { id, channel, momentum, mean: moved('mean'), variance: moved('variance') };
}

export function sceneOf(reading: StepReading, place: WeightPlace): Scene {
  const { side } = kernelSize(place.layer);
  const at = indexOf(place);
  const around = Array.from({ length: side * side }, (_, tap) => indexOf({ ...place, tap }));
  return {
    labels: [...reading.labels],
    shares: [...reading.shares],
    loss: reading.loss,
    place,
    weight: {
      t: reading.step,
      weight: reading.weights[at]!,
      gradient: reading.gradient[at]!,
      firstMoment: reading.firstMoment[at]!,
      secondMoment: reading.secondMoment[at]!,
    },
    taps: around.map((index) => reading.weights[index]!),
    gradients: around.map((index) => reading.gradient[index]!),
    norm: normOf(reading, place),
  };
}
