/** What the panels over the epochs amount to, as sentences. */
import { shareOfStart } from '../../core/network/moving-average.ts';
import { countText, percentText } from '../marks/format.ts';
import type { EpochMeasure } from './epochs.ts';
import type { Norm } from './norms.ts';

interface Standing {
  /** The epoch on view; null where it is none of the recorded run. */
  readonly at: number | null;
  readonly norm: Pick<Norm, 'momentum'>;
  readonly stepsPerEpoch: number;
  /** From epoch 1 on. */
  readonly accuracies: readonly number[];
  readonly measures: ReadonlyMap<number, Pick<EpochMeasure, 'accuracy'>>;
}

/** What is left of the start after an epoch, what was named rightly then, and what the batches' own statistics would have named. */
export function epochWords({ at, norm, stepsPerEpoch, accuracies, measures }: Standing): string {
  const epoch = at ?? 1;
  const steps = epoch * stepsPerEpoch;
  const left = percentText(shareOfStart(norm.momentum, steps));
  if (epoch === 0)
    return 'Before the first step the moving mean is 0 and the moving variance 1, whatever the pictures are like.';
  const accuracy = accuracies[epoch - 1];
  const named =
    accuracy === undefined ? '' : ` With them the network named ${percentText(accuracy)} rightly.`;
  const batch = measures.get(epoch)?.accuracy;
  const other =
    batch === undefined
      ? ''
      : ` With each batch’s own statistics the same weights name ${percentText(batch)}.`;
  return `After epoch ${epoch}, ${countText(steps)} steps, ${left} of the start is still in the moving statistics; the rest is an average of batches that older weights made.${named}${other}`;
}
