/**
 * Fetches the pictures that are needed, part by part, and lets no byte in that the manifest does not vouch for. It
 * neither shuffles nor batches. Network, clock and hash are arguments.
 */
import {
  picture,
  type DataManifest,
  type ShardEntry,
  type Split,
} from '../core/dataset/catalog.ts';
import { unpackShard } from '../core/dataset/shard.ts';
import type { LabelledPictures } from './engine.ts';
import { DataFault, fetchPart, type Fetching } from './part.ts';

export interface SourceOptions extends Fetching {
  readonly manifest: DataManifest;
}

export type Progress = (done: number, total: number) => void;

export interface Source {
  /** How many pictures a split has. */
  count(split: Split): number;
  /** How many bytes `load` of the first `count` pictures takes in all. */
  size(split: Split, count: number): number;
  /**
   * The first `count` pictures of a split, as views that stay valid. Progress counts bytes. At the signal it rejects with
   * the signal's reason at once; what is on its way still arrives and is kept.
   */
  load(
    split: Split,
    count: number,
    progress?: Progress,
    signal?: AbortSignal,
  ): Promise<LabelledPictures>;
  /** True where these pictures are here, so that `pick` fetches nothing. */
  has(split: Split, places: readonly number[]): boolean;
  /** These pictures of a split, by their places; only the parts they are in are fetched. */
  pick(split: Split, places: readonly number[]): Promise<LabelledPictures>;
}

/** Parts on their way at once: enough to hide a round trip, few enough to keep a phone's memory small. */
const lanes = 3;

/** One split: its entries, and one buffer for all its pictures, filled part by part (untouched pages cost nothing). */
class Shelf {
  readonly entries: readonly ShardEntry[];
  readonly count: number;
  readonly #options: SourceOptions;
  readonly #parts = new Map<number, Promise<void>>();
  /** The parts that are here and in their place. */
  readonly #whole = new Set<number>();
  /** Bytes arrived of each part. */
  readonly #arrived: number[];
  readonly listeners = new Set<() => void>();
  #room: { pixels: Uint8Array; labels: Uint8Array } | null = null;

  constructor(options: SourceOptions, split: Split) {
    this.#options = options;
    this.entries = options.manifest.shards[split];
    this.count = this.entries.reduce((sum, { pictures }) => sum + pictures, 0);
    this.#arrived = this.entries.map(() => 0);
  }

  get room(): { pixels: Uint8Array; labels: Uint8Array } {
    this.#room ??= {
      pixels: new Uint8Array(this.count * picture.bytes),
      labels: new Uint8Array(this.count),
    };
    return this.#room;
  }

  /** The numbers of the parts that hold the first `count` pictures. */
  partsFor(count: number): number[] {
    const parts: number[] = [];
    let covered = 0;
    for (let part = 0; covered < count && part < this.entries.length; part++) {
      parts.push(part);
      covered += this.entries[part]!.pictures;
    }
    return parts;
  }

  /** The number of the part that holds picture `place`. */
  find(place: number): number {
    let first = 0;
    for (let part = 0; part < this.entries.length; part++) {
      const { pictures } = this.entries[part]!;
      if (place >= first && place < first + pictures) return part;
      first += pictures;
    }
    throw new DataFault(
      `The pictures of this set go from 0 to ${this.count - 1}, and number ${place} was asked for.`,
    );
  }

  holds(place: number): boolean {
    return place >= 0 && place < this.count && this.#whole.has(this.find(place));
  }

  bytes(parts: readonly number[]): { done: number; total: number } {
    let done = 0;
    let total = 0;
    for (const part of parts) {
      done += this.#arrived[part]!;
      total += this.entries[part]!.bytes;
    }
    return { done, total };
  }

  /** Fetches a part once; a part that failed is tried afresh the next time. */
  need(part: number): Promise<void> {
    const known = this.#parts.get(part);
    if (known) return known;
    const fetched = this.#fetch(part).catch((error: unknown) => {
      this.#parts.delete(part);
      this.#arrived[part] = 0;
      throw error;
    });
    this.#parts.set(part, fetched);
    return fetched;
  }

  async #fetch(part: number): Promise<void> {
    const bytes = await fetchPart(this.#options, this.entries, part, (length) => {
      this.#arrived[part] = length;
      for (const listener of this.listeners) listener();
    });
    this.#place(part, bytes);
  }

  #place(part: number, bytes: Uint8Array): void {
    const entry = this.entries[part]!;
    const { labels, pixels } = unpackShard(bytes, entry);
    const first = this.entries.slice(0, part).reduce((sum, { pictures }) => sum + pictures, 0);
    this.room.labels.set(labels, first);
    this.room.pixels.set(pixels, first * picture.bytes);
    this.#whole.add(part);
  }
}

/** Rejects with the signal's reason as soon as it is given; the promise itself goes on. */
function orAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise<T>((resolve, reject) => {
    const give = (): void => reject(signal.reason as Error);
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}

async function fill(shelf: Shelf, parts: readonly number[], stopped: () => boolean): Promise<void> {
  const queue = [...parts];
  const lane = async (): Promise<void> => {
    for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
      if (stopped()) return;
      await shelf.need(part).catch((error: unknown) => {
        queue.length = 0;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, parts.length) }, lane));
}

/** A source that has fetched nothing yet. */
export function createSource(options: SourceOptions): Source {
  const shelves = {
    training: new Shelf(options, 'training'),
    validation: new Shelf(options, 'validation'),
  };
  return {
    count: (split) => shelves[split].count,
    size: (split, count) => shelves[split].bytes(shelves[split].partsFor(count)).total,
    async load(split, count, progress, signal) {
      const shelf = shelves[split];
      if (count > shelf.count)
        throw new DataFault(
          `The data hold ${shelf.count} ${split} pictures, and ${count} were asked for.`,
        );
      const parts = shelf.partsFor(count);
      const listener = (): void => {
        const { done, total } = shelf.bytes(parts);
        progress?.(done, total);
      };
      shelf.listeners.add(listener);
      const stopped = (): boolean => signal?.aborted ?? false;
      try {
        await orAbort(fill(shelf, parts, stopped), signal);
      } finally {
        shelf.listeners.delete(listener);
      }
      const { pixels, labels } = shelf.room;
      return {
        pixels: pixels.subarray(0, count * picture.bytes),
        labels: labels.subarray(0, count),
      };
    },
    has: (split, places) => places.every((place) => shelves[split].holds(place)),
    async pick(split, places) {
      const shelf = shelves[split];
      await fill(shelf, [...new Set(places.map((place) => shelf.find(place)))], () => false);
      const pixels = new Uint8Array(places.length * picture.bytes);
      places.forEach((place, index) => {
        const at = place * picture.bytes;
        pixels.set(shelf.room.pixels.subarray(at, at + picture.bytes), index * picture.bytes);
      });
      return { pixels, labels: Uint8Array.from(places, (place) => shelf.room.labels[place]!) };
    },
  };
}
