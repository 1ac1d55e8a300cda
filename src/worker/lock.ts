/** Training in one tab at a time, by the browser's own locks; where it has none, every tab may train. */

/** What is needed of `navigator.locks`. */
export type Locks = Pick<LockManager, 'request'>;

const name = 'three-blocks-training';

/**
 * Takes the lock; resolves with what gives it back, or with null where another tab holds it. `steal` takes it from there, and
 * that tab's `onStolen` is called.
 */
export function acquireLock(
  locks: Locks | undefined,
  steal: boolean,
  onStolen: () => void,
): Promise<(() => void) | null> {
  if (!locks) return Promise.resolve(() => undefined);
  return new Promise((resolve) => {
    let held = false;
    let release = (): void => undefined;
    const whileHeld = new Promise<void>((done) => (release = done));
    const options = steal ? { steal: true } : { ifAvailable: true };
    locks
      .request(name, options, (lock) => {
        if (!lock) return resolve(null);
        held = true;
        resolve(release);
        return whileHeld;
      })
      // Rejects when stolen; or at once where the page has no origin to lock, and then nobody competes.
      .catch(() => (held ? onStolen() : resolve(release)));
  });
}
