/** What the dropout microscope says of one pass, one value and one measurement. Sentences only. */
import { classes } from '../../core/dataset/catalog.ts';
import { percentText } from '../marks/format.ts';
import { valueText } from '../marks/value-text.ts';
import { shareOf, uncertainty, type Count } from './judging.ts';
import { featureAt, last, passes, scale } from './masks.ts';

const answerText = (probabilities: ArrayLike<number>): string =>
  classes.map(({ label, name }) => `${name} ${percentText(probabilities[label]!)}`).join(', ');

/** What one pass answers, or the network without dropout where there is no pass. */
export const passWords = (pass: number | null, probabilities: ArrayLike<number>): string =>
  pass === null
    ? `Evaluation, dropout off: ${answerText(probabilities)}.`
    : `Pass ${pass + 1} of ${passes}, dropout on: ${answerText(probabilities)}.`;

/** What becomes of one value. `mask` is null without dropout. */
export function featureWords(
  feature: number,
  before: ArrayLike<number>,
  mask: Uint8Array | null,
): string {
  const { row, column, channel } = featureAt(feature);
  const where = `${last.id}, channel ${channel + 1} of ${last.shape.channels}, row ${row + 1}, column ${column + 1}`;
  const value = before[feature]!;
  const fate =
    mask === null
      ? `passed on as it is, ${valueText(value)}`
      : mask[feature] === 1
        ? `kept, ${valueText(value)} × ${scale} = ${valueText(scale * value)}`
        : `dropped, ${valueText(value)} becomes 0.000`;
  return `${where}: ${fate}.`;
}

/** How many values stay, and what the whole layer sums up to before and after. */
export function keptWords(before: ArrayLike<number>, mask: Uint8Array | null): string {
  const sum = Array.from(before).reduce((all, value) => all + value, 0);
  if (mask === null)
    return `All ${before.length} values pass on unchanged; their sum is ${sum.toFixed(1)}.`;
  const kept = mask.reduce((all, stays) => all + stays, 0);
  const after = Array.from(before).reduce(
    (all, value, i) => all + (mask[i] ? scale * value : 0),
    0,
  );
  return `${kept} of ${before.length} values stay and are multiplied by ${scale}; their sum was ${sum.toFixed(1)} and is now ${after.toFixed(1)}.`;
}

/** `88.3% ± 1.8`. */
export const countWords = (count: Count): string =>
  `${percentText(shareOf(count))} ± ${(100 * uncertainty(count)).toFixed(1)}`;

/** What the three measurements amount to; null until all are there. */
export function judgementWords(counts: ReadonlyMap<string, Count>, judged: number): string | null {
  const [on, off, validation] = (['training-on', 'training-off', 'validation-off'] as const).map(
    (id) => counts.get(id),
  );
  if (!on || !off || !validation) return null;
  if ([on, off, validation].some(({ pictures }) => pictures < judged)) return null;
  const gain = 100 * (shareOf(off) - shareOf(on));
  const ahead = shareOf(validation) > shareOf(on);
  const side = ahead ? 'above' : 'below';
  const apart = Math.abs(100 * (shareOf(validation) - shareOf(on))).toFixed(1);
  const honest = shareOf(off) >= shareOf(validation) ? 'higher' : 'lower';
  return `The same weights on the same training pictures: switching dropout off changes the accuracy by ${gain >= 0 ? '+' : '−'}${Math.abs(gain).toFixed(1)} points. Validation lies ${apart} points ${side} training with dropout on; compared fairly, both with dropout off, training is the ${honest} one.`;
}
