/** The words of the batch norm microscope, and what it says about one channel. */
import type { FigureText } from '../figure/figure-text.ts';
import { percentText } from '../marks/format.ts';
import { valueText } from '../marks/value-text.ts';
import { behind, lineOf, type Knobs, type Norm, type Statistics } from './norms.ts';

export const normText: FigureText = {
  name: 'batch-norm',
  title: 'BatchNorm: one mean, one spread, two knobs',
  purpose:
    'Shows what batch normalisation does to one channel of a batch, and how far the statistics it keeps for later are behind those it sees.',
  howToRead:
    'On top the values of one channel before BatchNorm, below them what comes out: the same shape, moved and stretched. The solid line is the mean of the batch, the dashed one the moving mean kept for evaluation; the bars beside them reach one standard deviation to each side. γ and β can be changed. Underneath, epoch by epoch: what is left of the start, how the moving statistics follow, and what the network names rightly with each.',
  takeaway:
    'In training BatchNorm uses the batch in front of it; in evaluation, averages that move by 1% a step. After the first epoch 31% of their start is still in them, so the first validations judge a network that nobody trained.',
};

/** Whose statistics a channel is normalised with. */
export type Whose = 'batch' | 'moving';

export interface Seen {
  readonly norm: Norm;
  readonly channel: number;
  readonly whose: Whose;
  readonly knobs: Knobs;
  /** What comes in. */
  readonly batch: Statistics;
  /** What it is normalised with: the same, or the moving ones. */
  readonly used: Statistics;
  /** Share of the values that come in as 0. */
  readonly zeros: number;
}

/** What comes in, with what it is normalised, and what comes out. */
export function normWords(seen: Seen): string {
  const { norm, channel, whose, knobs, batch, used, zeros } = seen;
  const out = behind(lineOf(knobs, used, norm.epsilon), batch);
  const by = whose === 'batch' ? 'the batch’s own statistics' : 'the moving statistics';
  return (
    `${norm.id}, channel ${channel + 1} of ${norm.channels}, by ${by}: ` +
    `mean ${valueText(used.mean)}, variance ${valueText(used.variance)}, γ ${valueText(knobs.gamma)}, β ${valueText(knobs.beta)}. ` +
    `In: mean ${valueText(batch.mean)}, standard deviation ${valueText(Math.sqrt(batch.variance))}, ${percentText(zeros)} of the values are 0. ` +
    `Out: mean ${valueText(out.mean)}, standard deviation ${valueText(out.deviation)}.`
  );
}
