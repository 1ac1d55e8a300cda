/** What a lost worker means for the reader, in one sentence each: what happened, what is safe, what to press. */
import type { Fault } from '../worker/client.ts';
import type { Problem } from '../worker/protocol.ts';

/** `step`: where the run goes on from, the last checkpoint's. */
export function faultProblem({ kind, detail }: Fault, step: number): Problem {
  const safe =
    step > 0 ? `Your run is safe at step ${step.toLocaleString('en')}` : 'Nothing was lost';
  switch (kind) {
    case 'start':
      return {
        kind: 'worker',
        sentence: `The part of this page that trains did not start (${detail}). ${safe}, and the rest of the page works; press Retry, or reload the page.`,
        remedy: 'retry',
      };
    case 'death':
      return {
        kind: 'worker',
        sentence: `Training stopped unexpectedly (${detail}). ${safe}; press Train to go on from there.`,
        remedy: 'retry',
      };
    case 'silence':
      return {
        kind: 'silent',
        sentence: `Training stopped answering (${detail}) and was ended. ${safe}; press Train to go on from there.`,
        remedy: 'retry',
      };
  }
}

/** A verb came before the page said where the pictures are. */
export const noSource: Problem = {
  kind: 'data',
  sentence:
    'The list of pictures is not there, so nothing can be trained on this page; reload it to try again.',
  remedy: 'none',
};
