/**
 * Asks the index of the site, which is a folder of files beside its pages. Its script is fetched with the first question; what it
 * can do is described here as far as it is used.
 */

interface Section {
  readonly title: string;
  /** With its anchor. */
  readonly url: string;
  readonly excerpt: string;
}

/** One page that has the words. */
export interface Finding {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: { readonly title?: string };
  readonly sub_results: readonly Section[];
}

interface Pagefind {
  readonly options: (settings: {
    baseUrl: string;
    excerptLength: number;
    excerptEllipsis: string;
  }) => Promise<void>;
  readonly debouncedSearch: (
    words: string,
    settings: object,
    milliseconds: number,
  ) => Promise<{ results: readonly { data: () => Promise<Finding> }[] } | null>;
}

let opening: Promise<Pagefind> | undefined;

async function open(base: string): Promise<Pagefind> {
  const pagefind = (await import(/* @vite-ignore */ `${base}pagefind/pagefind.js`)) as Pagefind;
  await pagefind.options({ baseUrl: base, excerptLength: 24, excerptEllipsis: '…' });
  return pagefind;
}

/** Fetches the script, once; a failure is forgotten, so that the next question tries again. */
export function openIndex(base: string): Promise<Pagefind> {
  opening ??= open(base).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

/** Pages shown at most. */
const most = 12;

/** Pages that have the words, the best first; null where another question came before the answer. */
export async function find(base: string, words: string): Promise<readonly Finding[] | null> {
  const pagefind = await openIndex(base);
  const answer = await pagefind.debouncedSearch(words, {}, 150);
  return answer && Promise.all(answer.results.slice(0, most).map(({ data }) => data()));
}
