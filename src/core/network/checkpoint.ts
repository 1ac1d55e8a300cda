/**
 * A training run as a file: enough to go on exactly, and refused with its reason where it is anything else. The loss of each step is
 * not in it; the epochs are. Nothing is read from a disk or a database here.
 */
import type { Digest } from '../math/sha256.ts';
import { frame, unframe } from './checkpoint-frame.ts';
import {
  Misfit,
  readHeader,
  writeHeader,
  type DataIdentity,
  type RunHeader,
} from './checkpoint-header.ts';
import { cut, inOrder, lengthFault, wrongValue, type Arrays } from './checkpoint-values.ts';
import { layOut } from './parameters.ts';
import type { Hyperparameters } from './recipe.ts';
import type { Checkpoint } from './run.ts';
import type { Network } from './spec.ts';

export { sizeFault } from './checkpoint-frame.ts';
export type { DataIdentity } from './checkpoint-header.ts';

export interface SavedRun {
  readonly data: DataIdentity;
  readonly hyperparameters: Hyperparameters;
  readonly checkpoint: Checkpoint;
}

/** What a page can go on with. */
export interface Expected {
  readonly network: Network;
  readonly data: DataIdentity;
}

/** `reason`: one sentence about the file, for readers. */
export type Decoded =
  { readonly ok: true; readonly run: SavedRun } | { readonly ok: false; readonly reason: string };

const headerOf = ({ data, hyperparameters, checkpoint }: SavedRun): RunHeader => {
  const { seed, step, position, partial, epochs, best } = checkpoint;
  return { data, hyperparameters, seed, step, position, partial, epochs, best };
};

/**
 * The file of a run.
 *
 * @throws where the run is none that `decodeCheckpoint` would take: what is broken is not written over what is whole.
 */
export async function encodeCheckpoint(
  run: SavedRun,
  network: Network,
  digest?: Digest,
): Promise<Uint8Array<ArrayBuffer>> {
  const header = writeHeader(headerOf(run), network);
  readHeader(header, network, run.data);
  const layout = layOut(network);
  const { weights, firstMoment, secondMoment, best } = run.checkpoint;
  const arrays = { weights, firstMoment, secondMoment, best: best && best.weights };
  const fault = lengthFault(layout, arrays) ?? wrongValue(layout, arrays);
  if (fault !== null) throw new Error(`checkpoint: expected numbers of a run, and ${fault}`);
  return frame(header, inOrder(arrays), digest);
}

/** The run of a file, or why it is none that this page can go on with. Never rejects. */
export async function decodeCheckpoint(
  bytes: Uint8Array<ArrayBuffer>,
  { network, data }: Expected,
  digest?: Digest,
): Promise<Decoded> {
  const found = await unframe(bytes, digest);
  if (!found.ok) return found;
  try {
    const header = readHeader(found.header, network, data);
    const layout = layOut(network);
    const arrays = cut(found.payload, layout, header.best !== null);
    const fault = wrongValue(layout, arrays);
    return fault === null
      ? { ok: true, run: joined(header, arrays) }
      : { ok: false, reason: `It holds a number that no run can have: ${fault}.` };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return {
      ok: false,
      reason:
        error instanceof Misfit ? error.message : `It is not a run that can be: ${error.message}.`,
    };
  }
}

function joined(header: RunHeader, { weights, firstMoment, secondMoment, best }: Arrays): SavedRun {
  const { data, hyperparameters, ...counters } = header;
  const chosen = header.best && best && { ...header.best, weights: best };
  const arrays = { weights, firstMoment, secondMoment };
  return { data, hyperparameters, checkpoint: { ...counters, ...arrays, best: chosen } };
}
