import { describe, expect, it } from 'vitest';
import { openLibrary, type Library } from './library.ts';

const kept = { savedAt: 7, bytes: Uint8Array.of(1, 2, 3) };

/** As much of IndexedDB as the library asks for: requests that are answered a moment later, in transactions that complete or abort. */
class Storage {
  readonly records = new Map<string, unknown>();
  readonly durabilities: unknown[] = [];
  closed = 0;
  abort: DOMException | null = null;
  /** When the database opens. */
  opening: Promise<void> = Promise.resolve();
  opened: { onversionchange?: () => void } = {};

  readonly factory = (): IDBFactory =>
    ({ open: () => this.request(() => this.#database(), this.opening) }) as never;

  /** A request whose answer comes when `when` resolves. */
  request(answer: () => unknown, when: Promise<unknown> = Promise.resolve()): object {
    const request: Record<string, unknown> = {};
    void when.then(() => {
      request.result = answer();
      (request.onupgradeneeded as (() => void) | undefined)?.();
      (request.onsuccess as () => void)();
    });
    return request;
  }

  #database(): object {
    const { records } = this;
    const transaction = (_: string, mode: string, options?: { durability: string }): object => {
      if (this.closed > 0) throw new DOMException('closed', 'InvalidStateError');
      const change = new Map(records);
      const about: Record<string, unknown> = {
        objectStore: () => ({
          get: (name: string) => this.request(() => records.get(name)),
          put: (value: unknown, name: string) => change.set(name, value),
          delete: (name: string) => change.delete(name),
        }),
      };
      if (mode === 'readonly') return about;
      this.durabilities.push(options?.durability);
      void Promise.resolve().then(() => {
        about.error = this.abort;
        if (this.abort) return (about.onabort as () => void)();
        for (const name of records.keys()) if (!change.has(name)) records.delete(name);
        for (const [name, value] of change) records.set(name, value);
        (about.oncomplete as () => void)();
      });
      return about;
    };
    this.opened = Object.assign(this.opened, {
      transaction,
      createObjectStore: () => undefined,
      close: () => (this.closed += 1),
    });
    return this.opened;
  }
}

const never = (): void => undefined;
const open = (storage: Storage): Promise<Library> =>
  openLibrary({ factory: storage.factory, later: never });

describe('the library', () => {
  it('gives back what was written, under its name, until it is forgotten', async () => {
    const library = await open(new Storage());
    expect(await library.read('a')).toBeNull();
    await library.write('a', kept);
    await library.write('b', { ...kept, savedAt: 8 });
    expect(await library.read('a')).toEqual(kept);
    await library.forget('a');
    expect(await library.read('a')).toBeNull();
    expect((await library.read('b'))!.savedAt).toBe(8);
  });

  it('asks for each change to be on the disk before it counts', async () => {
    const storage = new Storage();
    const library = await open(storage);
    await library.write('a', kept);
    await library.forget('a');
    expect(storage.durabilities).toEqual(['strict', 'strict']);
  });

  it('rejects a change that was aborted, with the browser’s own error, and keeps what was there', async () => {
    const storage = new Storage();
    const library = await open(storage);
    await library.write('a', kept);
    storage.abort = new DOMException('no room', 'QuotaExceededError');
    await expect(library.write('a', { ...kept, savedAt: 9 })).rejects.toBe(storage.abort);
    expect(await library.read('a')).toEqual(kept);
  });

  it.each([null, 5, 'text', [], {}, { savedAt: NaN, bytes: [1] }, { bytes: new ArrayBuffer(3) }])(
    'makes a record without bytes of %j, which is nothing it wrote',
    async (value) => {
      const storage = new Storage();
      storage.records.set('a', value);
      const library = await open(storage);
      expect(await library.read('a')).toEqual({ savedAt: 0, bytes: new Uint8Array() });
    },
  );

  it('lets go of the database when another tab needs it changed, and says so at the next write', async () => {
    const storage = new Storage();
    const library = await open(storage);
    storage.opened.onversionchange!();
    await expect(library.write('a', kept)).rejects.toThrow('closed');
  });
});

describe('a browser that does not keep things', () => {
  it('has no IndexedDB, forbids its name, or refuses to open it', async () => {
    const absent = { factory: () => undefined, later: never };
    await expect(openLibrary(absent)).rejects.toThrow('one without');
    const forbidden = (): never => {
      throw new DOMException('not allowed', 'SecurityError');
    };
    await expect(openLibrary({ factory: forbidden, later: never })).rejects.toThrow('not allowed');
    const request: { error: Error; onerror?: () => void } = { error: new Error('private window') };
    const refusing = { factory: () => ({ open: () => request }) as never, later: never };
    const opening = openLibrary(refusing);
    request.onerror!();
    await expect(opening).rejects.toThrow('private window');
  });

  it('never answers, and is given up after three seconds; a late answer is closed', async () => {
    const storage = new Storage();
    let answer: () => void = never;
    storage.opening = new Promise((resolve) => (answer = resolve));
    const timers: [number, () => unknown][] = [];
    const later = (...timer: [number, () => unknown]): void => void timers.push(timer);
    const opening = openLibrary({ factory: storage.factory, later });
    expect(timers.map(([milliseconds]) => milliseconds)).toEqual([3000]);
    timers[0]![1]();
    await expect(opening).rejects.toThrow('within 3 s');
    answer();
    await new Promise((resolve) => setImmediate(resolve));
    expect(storage.closed).toBe(1);
  });
});
