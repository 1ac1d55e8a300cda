/** One thread's share of the drawn pictures: every picture of a range of one split, sent back as one block of bytes. */
import { parentPort, workerData } from 'node:worker_threads';
import { picture, type Split } from '../../src/core/dataset/catalog.ts';
import { drawPicture } from '../../src/core/dataset/procedural/procedural.ts';

export interface DrawOrder {
  readonly split: Split;
  readonly first: number;
  readonly labels: Uint8Array;
  readonly seed: number;
}

const { split, first, labels, seed } = workerData as DrawOrder;
const pixels = new Uint8Array(labels.length * picture.bytes);
labels.forEach((label, index) =>
  drawPicture(split, first + index, label, seed, pixels, index * picture.bytes),
);
parentPort!.postMessage(pixels, [pixels.buffer]);
