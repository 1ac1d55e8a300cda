/**
 * The records of CIFAR-10's binary version: checked one by one, and the three classes picked out of them. Knows bytes
 * only; archives, files and hashes are the business of the scripts.
 *
 * Format (A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009, and its data page): a record is one
 * label byte 0 to 9, then 1,024 red, 1,024 green and 1,024 blue bytes, each plane in rows from the top.
 */
import { classes, picture } from './catalog.ts';
import type { Shard } from './shard.ts';

/** One label byte and three planes of 32 x 32. */
export const recordBytes = 1 + picture.bytes;

const plane = picture.height * picture.width;

/** One member of the archive, in memory. */
export interface RecordFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Turns planes (all red, all green, all blue) at `offset` of `from` into row, column, channel order at `at` of `into`. */
export function interleave(from: Uint8Array, offset: number, into: Uint8Array, at: number): void {
  for (let pixel = 0, to = at; pixel < plane; pixel++) {
    into[to++] = from[offset + pixel]!;
    into[to++] = from[offset + plane + pixel]!;
    into[to++] = from[offset + 2 * plane + pixel]!;
  }
}

/** The label of record `index`. Throws where it is none of the ten classes. */
function labelOf(file: RecordFile, index: number): number {
  const label = file.bytes[index * recordBytes]!;
  if (label > 9)
    throw new Error(
      `${file.name}: expected labels 0 to 9, got ${label} in record ${index} (byte ${index * recordBytes})`,
    );
  return label;
}

/**
 * The pictures of the three classes, in the order of the files and of their records. Throws, naming the rule and the value
 * seen, where a file is not whole records, a label is above 9, or a class has not exactly `perClass` pictures.
 */
export function pickClasses(files: readonly RecordFile[], perClass: number): Shard {
  const found = classes.map(() => 0);
  const labels = new Uint8Array(classes.length * perClass);
  const pixels = new Uint8Array(labels.length * picture.bytes);
  let kept = 0;
  for (const file of files) {
    if (file.bytes.length % recordBytes !== 0)
      throw new Error(
        `${file.name}: expected records of ${recordBytes} bytes, got ${file.bytes.length} bytes, which leaves ${file.bytes.length % recordBytes}`,
      );
    for (let index = 0; index < file.bytes.length / recordBytes; index++) {
      const label = labelOf(file, index);
      const wanted = classes.findIndex((one) => one.label === label);
      if (wanted < 0) continue;
      found[wanted]!++;
      // Too many of a class: go on counting, so that the error can say how many there are.
      if (kept < labels.length) {
        labels[kept] = wanted;
        interleave(file.bytes, index * recordBytes + 1, pixels, kept * picture.bytes);
        kept++;
      }
    }
  }
  classes.forEach((one, index) => {
    if (found[index] !== perClass)
      throw new Error(
        `${files.map((file) => file.name).join(', ')}: expected ${perClass} ${one.plural} (label ${one.label}), got ${found[index]}`,
      );
  });
  return { labels, pixels };
}
