/**
 * One set of weights asked twice about the same pictures: normalised by the moving statistics, as always when a network answers, and by the
 * pictures' own, as in training. The difference is what the moving statistics cost. Plain loops of the oracle, in Node.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackShard, type Shard } from '../../src/core/dataset/shard.ts';
import { crossEntropy } from '../../src/core/math/softmax.ts';
import { layout } from '../../src/core/network/layout.ts';
import { network } from '../../src/core/network/network.ts';
import { evaluate, forward } from '../../src/core/network/oracle.ts';
import type { PreparedSet } from './data.ts';

export interface BothWays {
  readonly pictures: number;
  /** Shares named rightly, dropout off in both. */
  readonly moving: number;
  readonly own: number;
}

/** The first validation pictures: as many as a shard has. */
export async function firstPictures({ folder, manifest }: PreparedSet): Promise<Shard> {
  const entry = manifest.shards.validation[0]!;
  return unpackShard(new Uint8Array(await readFile(join(folder, entry.file))), entry);
}

export function bothWays(weights: Float32Array, { pixels, labels }: Shard): BothWays {
  const scaled = Float64Array.from(pixels, (byte) => byte / 255);
  const exact = Float64Array.from(weights);
  const { logits } = forward(network, layout, exact, scaled, labels.length, { training: true });
  const { correct } = crossEntropy(logits, labels, logits.length / labels.length);
  const { accuracy: moving } = evaluate(network, layout, exact, { pixels, labels });
  return { pictures: labels.length, moving, own: correct / labels.length };
}
