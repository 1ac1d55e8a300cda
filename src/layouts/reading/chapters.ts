/** The chapters in the order in which they are read, with what their frame says of them. For the build only. */
import { getCollection, type CollectionEntry } from 'astro:content';
import { base } from '../base.ts';
import { minutesFor } from './reading-time.ts';

export interface Chapter {
  readonly id: string;
  /** Counted from 1, without gaps, whatever gaps the orders have. */
  readonly number: number;
  readonly href: string;
  readonly title: string;
  readonly question: string;
  readonly description: string;
  readonly minutes: number;
  readonly entry: CollectionEntry<'chapters'>;
}

/** @throws where two chapters want the same place. */
export async function readChapters(): Promise<readonly Chapter[]> {
  const entries = (await getCollection('chapters')).sort((a, b) => a.data.order - b.data.order);
  return entries.map((entry, index) => {
    const { id, data, body } = entry;
    const before = entries[index - 1];
    if (before?.data.order === data.order)
      throw new Error(
        `chapters: expected one chapter in place ${data.order}, got ${before.id} and ${id}`,
      );
    const { title, question, description } = data;
    const minutes = minutesFor(body ?? '');
    return {
      id,
      number: index + 1,
      href: `${base}${id}/`,
      title,
      question,
      description,
      minutes,
      entry,
    };
  });
}
