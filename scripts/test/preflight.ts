/** What must be true of the machine before the tests begin, each as a sentence where it is not. */
import { statfsSync } from 'node:fs';

/** Builds, data, browser and screenshots together; measured, with room to spare. */
export const neededBytes = 1.5e9;

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/** Null where there is room. */
export function diskFault(freeBytes: number): string | null {
  return freeBytes >= neededBytes
    ? null
    : `The tests need ${gigabytes(neededBytes)} of free disk, and there are ${gigabytes(freeBytes)}. Free some, then run them again.`;
}

export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
