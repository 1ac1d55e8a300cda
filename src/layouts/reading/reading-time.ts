/** How long a chapter takes to read, from its words. */

/** Words a minute of someone who reads to understand. */
const pace = 200;

/** Words of running text in MDX: no imports, code, formulas or tags, but what stands between tags. */
export function wordsIn(source: string): number {
  const prose = source
    .replace(/^(import|export)\s.*$/gmu, ' ')
    .replace(/^```.*?^```/gmsu, ' ')
    .replace(/\$\$.*?\$\$/gsu, ' ')
    .replace(/<\/?[A-Za-z][^>]*>/gu, ' ')
    .replace(/\]\([^)]*\)/gu, ']');
  return prose.match(/[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu)?.length ?? 0;
}

/** Whole minutes, one at least. */
export const minutesFor = (source: string): number =>
  Math.max(1, Math.round(wordsIn(source) / pace));
