/** The little markup of lessons: `code` in backticks and _stress_ in underscores. An underscore inside a word is an underscore. */

export interface Run {
  readonly text: string;
  readonly as: 'plain' | 'code' | 'stress';
}

const marks = /`([^`]+)`|(?<![\p{L}\p{N}_])_([^_\s](?:[^_]*[^_\s])?)_(?![\p{L}\p{N}_])/gu;

/** The text in runs of one kind each, in order; joined they are the text without its marks. */
export function runsOf(text: string): readonly Run[] {
  const runs: Run[] = [];
  let from = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > from) runs.push({ text: text.slice(from, match.index), as: 'plain' });
    const [whole, code, stress] = match;
    if (code !== undefined) runs.push({ text: code, as: 'code' });
    else runs.push({ text: stress!, as: 'stress' });
    from = match.index + whole.length;
  }
  if (from < text.length) runs.push({ text: text.slice(from), as: 'plain' });
  return runs;
}

/** The words alone, for names and files. */
export const plainText = (text: string): string =>
  runsOf(text)
    .map((run) => run.text)
    .join('');
