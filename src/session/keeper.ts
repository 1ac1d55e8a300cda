/**
 * Keeps the reader's run through a reload: writes it into the browser's library now and then, and offers what it finds there. It
 * restores nothing without a click, and never writes over a run that the reader has not answered for.
 */
import { atom } from 'nanostores';
import type { DataManifest } from '../core/dataset/catalog.ts';
import type { Decoded, SavedRun } from '../core/network/checkpoint.ts';
import { verdict } from '../core/network/stopping.ts';
import { openLibrary, type Library } from './library.ts';
import {
  bytesOf,
  identityOf,
  runIn,
  runInFile,
  savedRunOf,
  type ReadableFile,
} from './run-file.ts';
import { openRun, session as siteSession, train, type Session } from './session.ts';

/** A run that lay in the library when the page came, or why what lay there can't be opened; that is left alone. */
export type Found = Decoded & { readonly savedAt: number };

export interface Keeping {
  /** What waits for the reader's answer. */
  readonly found: Found | null;
  /** The step of the present run at which it was last kept; null: it has not been. */
  readonly step: number | null;
  /** Why the run is not kept, in a sentence or two; null where all is in order. */
  readonly notice: string | null;
}

export interface KeeperParts {
  readonly session: Pick<Session, 'session' | 'open' | 'train'>;
  readonly library: () => Promise<Library>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back whenever the page is hidden, which may be the last that is heard of it. */
  readonly onHidden: (then: () => unknown) => void;
  /** Calls back after so many milliseconds; what `then` returns is of use to tests only. */
  readonly later: (milliseconds: number, then: () => unknown) => void;
}

/** Between two writes. */
const rest = 10_000;

const forgetful =
  'This browser will not remember the run: save it as a file before you leave, if you want to keep it.';
const full =
  'This browser has no room left to keep the run. Training goes on, and what was kept before is still there; save the run as a file to have it for sure.';

export class Keeper {
  readonly keeping = atom<Keeping>({ found: null, step: null, notice: null });
  readonly #parts: KeeperParts;
  #library: Promise<Library | null> | null = null;
  #started = false;
  /** The data set whose record was looked up, and when that is done. */
  #looked: { readonly name: string; readonly done: Promise<void> } | null = null;
  #wanted = false;
  /** The checkpoint that was kept or came from a file: not news. */
  #known: unknown = null;
  #run = -1;
  #pending: { readonly run: SavedRun; readonly manifest: DataManifest } | null = null;
  #wroteAt = -Infinity;
  #waiting = false;
  #busy = false;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /** From now on the run is kept. A second call does nothing. */
  readonly start = (): void => {
    if (this.#started) return;
    this.#started = true;
    this.#parts.session.session.subscribe(() => this.#heed());
    this.#parts.onHidden(() => this.#flush());
  };

  /** Looks for a run to offer, once the data set is known. Resolves when it is found, or right away where it is not known yet. */
  readonly lookForRun = async (): Promise<void> => {
    this.#wanted = true;
    this.start();
    this.#heed();
    await this.#looked?.done;
  };

  /** Writes what there is to write, without waiting for its time. One write at a time. */
  async #flush(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await this.#write();
    } finally {
      this.#busy = false;
    }
  }

  /** Goes on with the run that was found. Returns why not, as a sentence, or null. */
  readonly resume = (): string | null => {
    const { found } = this.keeping.get();
    if (!found?.ok) return null;
    const fault = this.#open(found.run);
    if (fault !== null) return fault;
    this.#set({ found: null, step: found.run.checkpoint.step });
    if (verdict(found.run.checkpoint.epochs) === null) this.#parts.session.train();
    return null;
  };

  /** Removes what was found from this browser. Until it is really gone it stays on offer: a reader may leave in between. */
  readonly forget = async (): Promise<void> => {
    try {
      if (this.#looked) await (await this.#shelf())?.forget(this.#looked.name);
    } catch {
      this.#set({ notice: forgetful });
    }
    this.#set({ found: null });
    this.#heed();
  };

  /** Opens a file that the reader chose. Resolves with why not, in sentences, or null. */
  readonly openFile = async (file: ReadableFile): Promise<string | null> => {
    const { source } = this.#parts.session.session.get();
    if (!source) return 'The file was not opened, for this page does not know its pictures yet.';
    const found = await runInFile(file, source.manifest);
    if (!found.ok)
      return `The file was not opened. ${found.reason} Your present run is unchanged; choose another file.`;
    return this.#open(found.run);
  };

  #open(run: SavedRun): string | null {
    // Known before the session tells of it: what lies in a file already need not be kept.
    const before = this.#known;
    this.#known = run.checkpoint;
    const fault = this.#parts.session.open(run);
    if (fault !== null) this.#known = before;
    return fault;
  }

  #set(part: Partial<Keeping>): void {
    this.keeping.set({ ...this.keeping.get(), ...part });
  }

  /** The library, opened once; null where there is none, which is then said. */
  #shelf(): Promise<Library | null> {
    this.#library ??= this.#parts.library().catch(() => {
      this.#set({ notice: forgetful });
      return null;
    });
    return this.#library;
  }

  /** What the session's state means for what is kept. */
  #heed(): void {
    const state = this.#parts.session.session.get();
    if (state.source && this.#wanted) void this.#lookUp(state.source.manifest);
    if (state.run !== this.#run) {
      this.#run = state.run;
      this.#pending = null;
      this.#set({ step: null });
    }
    const run = state.checkpoint === this.#known ? null : savedRunOf(state);
    if (!run || !state.source) return;
    this.#pending = { run, manifest: state.source.manifest };
    this.#schedule();
  }

  /** Reads the record of a data set, once. */
  #lookUp(manifest: DataManifest): Promise<void> {
    const name = identityOf(manifest).sha256;
    if (this.#looked?.name !== name) this.#looked = { name, done: this.#find(name, manifest) };
    return this.#looked.done;
  }

  async #find(name: string, manifest: DataManifest): Promise<void> {
    this.#set({ found: null });
    try {
      const kept = await (await this.#shelf())?.read(name);
      if (!kept) return;
      const found = await runIn(kept.bytes, manifest);
      if (this.#looked?.name === name) this.#set({ found: { ...found, savedAt: kept.savedAt } });
    } catch {
      this.#set({ notice: forgetful });
    }
  }

  /** A run that was not answered for is written over only by a longer one; one that can't be opened by none. */
  #guarded({ checkpoint }: SavedRun): boolean {
    const { found } = this.keeping.get();
    if (!found) return false;
    return !found.ok || checkpoint.step <= found.run.checkpoint.step;
  }

  #schedule(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    const passed = Math.max(0, this.#parts.now() - this.#wroteAt);
    this.#parts.later(Math.max(0, rest - passed), () => {
      this.#waiting = false;
      return this.#flush();
    });
  }

  async #write(): Promise<void> {
    const manifest = this.#pending?.manifest;
    if (!manifest) return;
    await this.#lookUp(manifest);
    const shelf = await this.#shelf();
    // Meanwhile the run may have gone on, or be another one.
    const run = this.#pending?.run;
    if (!run || !shelf || this.#guarded(run)) return;
    this.#pending = null;
    this.#known = run.checkpoint;
    this.#wroteAt = this.#parts.now();
    const told = this.#run;
    const notice = await this.#put(shelf, run);
    if (notice !== null) this.#set({ notice });
    else
      this.#set({
        found: null,
        notice,
        ...(told === this.#run ? { step: run.checkpoint.step } : {}),
      });
  }

  /** Why it could not be written, in sentences; null: it is. */
  async #put(shelf: Library, run: SavedRun): Promise<string | null> {
    try {
      const bytes = await bytesOf(run);
      await shelf.write(run.data.sha256, { savedAt: this.#wroteAt, bytes });
      return null;
    } catch (error) {
      const room = error instanceof DOMException && error.name === 'QuotaExceededError';
      return room ? full : forgetful;
    }
  }
}

/** Calls back after so many milliseconds. */
const later = (milliseconds: number, then: () => unknown): void =>
  void setTimeout(then, milliseconds);

const site = new Keeper({
  session: { session: siteSession, open: openRun, train },
  library: () => openLibrary({ factory: () => indexedDB, later }),
  now: () => Date.now(),
  onHidden: (then) =>
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') then();
    }),
  later,
});
/** Keeps the reader's run from now on, whatever page or figure it is trained from. */
export const keepRuns = site.start;
export const { keeping, lookForRun, resume, forget, openFile } = site;
