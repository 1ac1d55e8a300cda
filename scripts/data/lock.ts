/**
 * One packing at a time: a file with the holder's process id, touched while it works. A lock whose holder is gone, or has not
 * touched it for a minute, is taken over.
 */
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Milliseconds between two touches, and without one after which the holder counts as gone: process ids are used again. */
const touch = 5_000;
const forgotten = 60_000;

/** Locks that this very process holds. Its id in any other is left from an earlier process of the same number. */
const held = new Set<string>();

async function isStale(path: string): Promise<boolean> {
  try {
    const pid = Number(await readFile(path, 'utf8'));
    if (Date.now() - (await stat(path)).mtimeMs > forgotten) return true;
    // An empty file is a lock being written this moment.
    return pid === process.pid ? !held.has(path) : pid > 0 && !isAlive(pid);
  } catch {
    return false;
  }
}

/** False where the lock is there already. */
async function take(path: string): Promise<boolean> {
  // Noted before it is written: nobody in this process may take it for one that was left.
  held.add(path);
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    held.delete(path);
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

/** Runs `work` while holding the lock at `path`; waits while another process holds it. */
export async function withLock<T>(
  path: string,
  say: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  for (let waited = false; ; waited = true) {
    if (!held.has(path)) {
      if (await take(path)) break;
      if (await isStale(path)) {
        await rm(path, { force: true });
        continue;
      }
    }
    if (!waited) say('Another run is preparing the pictures; waiting for it.');
    await sleep(200);
  }
  const timer = setInterval(() => {
    const now = new Date();
    // A lock that someone removed needs no touch.
    utimes(path, now, now).catch(() => undefined);
  }, touch);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    held.delete(path);
    await rm(path, { force: true });
  }
}
