/** Room on the disk, asked for before anything is written. */
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Bytes free for us in the folder, or in the nearest one above it that exists. */
export async function freeBytes(folder: string): Promise<number> {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { bavail, bsize } = await statfs(at);
      return bavail * bsize;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(at) === at) throw error;
    }
  }
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;

/** Throws where a folder's disk has less room than `needed` bytes. */
export async function expectRoom(
  folder: string,
  needed: number,
  free: (folder: string) => Promise<number> = freeBytes,
): Promise<void> {
  const found = await free(folder);
  if (found < needed)
    throw new Error(
      `disk: expected ${megabytes(needed)} free for ${folder}, got ${megabytes(found)}; nothing was changed`,
    );
}
