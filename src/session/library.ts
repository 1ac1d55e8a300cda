/**
 * What this browser keeps of runs: one record a data set, in IndexedDB. It knows nothing of what the bytes mean, and holds no
 * run in memory.
 */

/** A run as it lies in the library. */
export interface Kept {
  /** When it was written, in milliseconds since 1970. */
  readonly savedAt: number;
  /** The file of the run. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Every call rejects where the browser does, with the browser's own error: `QuotaExceededError` where there is no room. */
export interface Library {
  /** The record of this name; null where there is none. What lies there may be anything: only its form is made sure of. */
  read(name: string): Promise<Kept | null>;
  /** Resolves once the record is on the disk, whole; an older one of this name is gone then and not before. */
  write(name: string, kept: Kept): Promise<void>;
  forget(name: string): Promise<void>;
}

const database = 'three-blocks';
const store = 'runs';

/** Some browsers never answer, in some private windows for example. */
const patience = 3000;

export interface LibraryParts {
  /** Asked for when needed: where storage is blocked the very name may throw. */
  readonly factory: () => IDBFactory | undefined;
  /** Calls back after so many milliseconds. */
  readonly later: (milliseconds: number, then: () => unknown) => void;
}

/** The library of this browser. Rejects where there is none, or where it does not answer in time. */
export function openLibrary({ factory, later }: LibraryParts): Promise<Library> {
  return new Promise((resolve, reject) => {
    let over = false;
    later(patience, () => {
      over = true;
      reject(new Error(`library: expected an answer within ${patience / 1000} s, got none`));
    });
    const request = factory()?.open(database, 1);
    if (!request) throw new Error('library: expected a browser with IndexedDB, got one without');
    request.onupgradeneeded = () => void request.result.createObjectStore(store);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const opened = request.result;
      // An answer that comes too late must not keep other tabs from what they want.
      if (over) return opened.close();
      opened.onversionchange = () => opened.close();
      resolve(libraryOn(opened));
    };
  });
}

const libraryOn = (opened: IDBDatabase): Library => ({
  async read(name) {
    const request = opened.transaction(store, 'readonly').objectStore(store).get(name);
    const found: unknown = await new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return found === undefined ? null : keptIn(found);
  },
  write: (name, kept) => change(opened, (records) => records.put(kept, name)),
  forget: (name) => change(opened, (records) => records.delete(name)),
});

/** One transaction for one change: it is there whole or not at all, and only a complete one counts. */
function change(opened: IDBDatabase, make: (records: IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = opened.transaction(store, 'readwrite', { durability: 'strict' });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () =>
      reject(transaction.error ?? new Error('library: expected the change to be made, it was not'));
    make(transaction.objectStore(store));
  });
}

/** A record of another form is taken for one without bytes, which no reader of runs will take for a run. */
function keptIn(found: unknown): Kept {
  const { savedAt, bytes } = (found ?? {}) as { readonly [key in keyof Kept]?: unknown };
  return {
    savedAt: typeof savedAt === 'number' && Number.isFinite(savedAt) ? savedAt : 0,
    bytes: bytes instanceof Uint8Array ? Uint8Array.from(bytes) : new Uint8Array(),
  };
}
