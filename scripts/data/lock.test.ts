import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freshFolder } from './folder.fixture.ts';
import { withLock } from './lock.ts';

const quiet = (): void => undefined;

/** A process that lives until the test ends. */
function neighbour(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill());
  return child.pid!;
}

describe('the lock', () => {
  test('lets one work at a time, also within a process, and is gone afterwards', async () => {
    const path = join(freshFolder(), 'cache', 'lock');
    let inside = 0;
    const work = async (): Promise<void> => {
      expect(++inside).toBe(1);
      await sleep(30);
      inside--;
    };
    await Promise.all([1, 2, 3].map(() => withLock(path, quiet, work)));
    expect(existsSync(path)).toBe(false);
  });

  test('is given back where the work fails', async () => {
    const path = join(freshFolder(), 'lock');
    await expect(withLock(path, quiet, () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );
    expect(await withLock(path, quiet, () => Promise.resolve(7))).toBe(7);
  });

  test('of a living process is waited for, and the waiting is said once', async () => {
    const path = join(freshFolder(), 'lock');
    await writeFile(path, String(neighbour()));
    const lines: string[] = [];
    let done = false;
    const work = withLock(
      path,
      (line) => lines.push(line),
      () => Promise.resolve(),
    ).then(() => {
      done = true;
    });
    await sleep(500);
    expect(done).toBe(false);
    // Its holder has not touched it for two minutes.
    const past = new Date(Date.now() - 120_000);
    await utimes(path, past, past);
    await work;
    expect(lines).toEqual(['Another run is preparing the pictures; waiting for it.']);
  });

  test('of a process that is gone is taken over at once', async () => {
    const path = join(freshFolder(), 'lock');
    const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
    await new Promise((resolve) => child.once('exit', resolve));
    await writeFile(path, String(child.pid));
    expect(await withLock(path, quiet, () => Promise.resolve(1))).toBe(1);
  });

  test('of an earlier process with our own number is taken over', async () => {
    const path = join(freshFolder(), 'lock');
    await writeFile(path, String(process.pid));
    expect(await withLock(path, quiet, () => Promise.resolve(1))).toBe(1);
  });
});
