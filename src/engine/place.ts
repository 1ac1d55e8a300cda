/** Where the engines race: what a result of theirs holds for, as one string. Elsewhere another one may be the fastest. */
import type { Candidate } from './opening.ts';

/**
 * The graphics that the candidates would compute on, by name, put behind `rest`: the build, the browser, the processor's cores.
 * All are asked at once, and one that has not answered by the limit counts as silent.
 */
export async function placeOf(
  candidates: readonly Candidate[],
  rest: string,
  limit?: AbortSignal,
): Promise<string> {
  const silence = new Promise<string>((resolve) => {
    limit?.addEventListener('abort', () => resolve('silent'), { once: true });
  });
  const asked = candidates.map(async ({ backend, device }) => {
    if (!device) return [];
    return [`${backend}: ${await Promise.race([device().catch(() => 'none'), silence])}`];
  });
  return [rest, ...(await Promise.all(asked)).flat()].join('; ');
}
