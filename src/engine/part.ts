/**
 * Fetches one part of the data: tries, backs off, and checks length and SHA-256 before a byte is used. It does not know
 * what the bytes mean. Network, clock and hash are arguments.
 */
import type { ShardEntry } from '../core/dataset/catalog.ts';
import { sha256 } from '../core/math/sha256.ts';

export interface Fetching {
  /** URL of the folder of the shards, ending in a slash. */
  readonly base: string;
  readonly fetch: (url: string, init: { readonly cache: RequestCache }) => Promise<Response>;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** SHA-256 in hexadecimal digits; plain loops where none is given. */
  readonly digest?: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;
}

/** A file and what vouches for it. */
export type FileEntry = Pick<ShardEntry, 'file' | 'bytes' | 'sha256'>;

/** A part that could not be had. What came before it is kept, so trying again costs only the rest. */
export class DataFault extends Error {
  override readonly name = 'DataFault';
}

const tries = 3;

/** Half a second, then two; a little more for some parts than for others, so that they don't all knock at once. */
const pause = (tried: number, part: number): number => 500 * 4 ** (tried - 1) + (part % 5) * 60;

/** A body that is not what the manifest promised. It may come from a cache, so the next try asks the server itself. */
class WrongBody extends Error {}
class WrongHash extends WrongBody {}

/** Reads the body up to the length expected: a longer one is wrong before it ends. */
async function bodyOf(
  response: Response,
  entry: FileEntry,
  arrived: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.ok) throw new Error(`expected an answer of 200, got ${response.status}`);
  const bytes = new Uint8Array(entry.bytes);
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) break;
    if (length + chunk.value.length > bytes.length) {
      await reader?.cancel();
      throw new WrongBody(`expected ${entry.bytes} bytes, got more`);
    }
    bytes.set(chunk.value, length);
    length += chunk.value.length;
    arrived(length);
  }
  if (length !== entry.bytes) throw new WrongBody(`expected ${entry.bytes} bytes, got ${length}`);
  return bytes;
}

const short = (hash: string): string => `${hash.slice(0, 12)}…`;

async function attempt(
  { base, fetch, digest }: Fetching,
  entry: FileEntry,
  cache: RequestCache,
  arrived: (bytes: number) => void,
): Promise<Uint8Array> {
  const response = await fetch(base + entry.file, { cache });
  const bytes = await bodyOf(response, entry, arrived);
  const hash = digest ? await digest(bytes) : sha256(bytes);
  if (hash !== entry.sha256)
    throw new WrongHash(`expected SHA-256 ${short(entry.sha256)}, got ${short(hash)}`);
  return bytes;
}

/**
 * The bytes of a file, checked. `arrived` is told the bytes so far; `place` spreads the tries of several files. Three tries, a
 * wrong hash gets one more from the server itself; then a `DataFault` that names the file as `which` does, what was expected
 * and what came.
 */
async function fetchChecked(
  fetching: Fetching,
  entry: FileEntry,
  which: string,
  place: number,
  arrived: (bytes: number) => void,
): Promise<Uint8Array> {
  let cache: RequestCache = 'default';
  for (let tried = 1; ; tried++) {
    try {
      return await attempt(fetching, entry, cache, arrived);
    } catch (error) {
      if (tried === tries || (error instanceof WrongHash && cache === 'reload')) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new DataFault(`${which} could not be loaded: ${reason}.`, { cause: error });
      }
      if (error instanceof WrongBody) cache = 'reload';
      await fetching.wait(pause(tried, place));
    }
  }
}

/** The bytes of part `part` (from 0) of the data's `entries`. */
export const fetchPart = (
  fetching: Fetching,
  entries: readonly FileEntry[],
  part: number,
  arrived: (bytes: number) => void,
): Promise<Uint8Array> => {
  const which = `Data part ${part + 1} of ${entries.length}`;
  return fetchChecked(fetching, entries[part]!, which, part, arrived);
};

/** The bytes of a single file. */
export const fetchFile = (fetching: Fetching, entry: FileEntry): Promise<Uint8Array> =>
  fetchChecked(fetching, entry, `The file ${entry.file}`, 0, () => undefined);
