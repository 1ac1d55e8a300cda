/** The test pictures that a network names wrongly, surest first. The study worker answers, file by file; here is only asked and sorted. */
import { picture as size } from '../../core/dataset/catalog.ts';
import type { Session } from '../../session/session.ts';
import { answerAt, type Answer } from '../predictions/answer.ts';
import type { Item, Part } from './sheet.ts';

type Mistake = Item & { readonly answer: Answer; readonly pixels: Uint8Array };

export interface Verdict {
  /** Pictures asked about so far. */
  readonly asked: number;
  /** Those named wrongly, surest first. */
  readonly wrong: readonly Mistake[];
}

/** Under this name the weights on view are handed over. */
const key = 'dataset';

/** Surest first; of equally sure ones that with the lower place. */
const surest = (a: Mistake, b: Mistake): number =>
  b.answer.probability - a.answer.probability || a.place - b.place;

/**
 * Asks about the pictures of all parts, telling after each what is known. Rejects with the signal's reason, or with a sentence for
 * readers.
 */
export async function askMistakes(
  study: Pick<Session['study'], 'ask' | 'hold'>,
  weights: Float32Array,
  parts: readonly Part[],
  signal: AbortSignal,
  tell: (verdict: Verdict) => void,
): Promise<void> {
  study.hold(key, weights);
  let asked = 0;
  let wrong: readonly Mistake[] = [];
  for (const { first, among } of parts) {
    const places = Array.from({ length: among }, (_, i) => first + i);
    const question = { weights: key, pictures: { split: 'validation', places } } as const;
    const { labels, pixels, probabilities } = await study.ask('predict', question, { signal });
    const found = places.flatMap((place, i): readonly Mistake[] => {
      const label = labels![i]!;
      const answer = answerAt(probabilities, i, label);
      if (answer.right) return [];
      const bytes = pixels.slice(i * size.bytes, (i + 1) * size.bytes);
      return [{ split: 'validation', place, label, answer, pixels: bytes }];
    });
    asked += among;
    wrong = [...wrong, ...found].sort(surest);
    tell({ asked, wrong });
  }
}
