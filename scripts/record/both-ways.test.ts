import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawSplit, proceduralSeed } from '../../src/core/dataset/procedural/procedural.ts';
import { packShard } from '../../src/core/dataset/shard.ts';
import { initialWeights } from '../../src/core/network/initial.ts';
import { layout } from '../../src/core/network/layout.ts';
import { network } from '../../src/core/network/network.ts';
import { evaluate, forward } from '../../src/core/network/oracle.ts';
import { view } from '../../src/core/network/parameters.ts';
import { bothWays, firstPictures } from './both-ways.ts';
import { dataManifest } from './shipment.fixture.ts';

const pictures = drawSplit('validation', proceduralSeed, 8);

/** The weights with the moving statistics that these very pictures have, layer by layer, as a training step finds them. */
function settled(weights: Float32Array): Float32Array {
  const scaled = Float64Array.from(pictures.pixels, (byte) => byte / 255);
  const { statistics } = forward(network, layout, Float64Array.from(weights), scaled, 8, {
    training: true,
  });
  const copy = weights.slice();
  for (const [id, { mean, variance }] of statistics) {
    view(layout, copy, `${id}/moving_mean`).set(mean);
    view(layout, copy, `${id}/moving_variance`).set(variance);
  }
  return copy;
}

describe('weights asked both ways', () => {
  it('answer the same where the moving statistics are the pictures’ own', () => {
    const { moving, own } = bothWays(settled(initialWeights(layout, 2)), pictures);
    expect(own).toBe(moving);
  });

  it('answer by the moving statistics as an evaluation does, and by their own whatever those are', () => {
    const weights = initialWeights(layout, 2);
    const other = weights.slice();
    view(layout, other, 'bn3/moving_mean').fill(5);
    view(layout, other, 'bn3/moving_variance').fill(0.01);
    const [plain, spoilt] = [bothWays(weights, pictures), bothWays(other, pictures)];
    expect(plain.pictures).toBe(8);
    expect(spoilt.own).toBe(plain.own);
    expect(spoilt.moving).toBe(evaluate(network, layout, other, pictures).accuracy);
    expect(plain.moving).toBe(evaluate(network, layout, weights, pictures).accuracy);
  });

  it('are asked about the first shard of the validation pictures', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pictures-'));
    const bytes = packShard(pictures);
    await writeFile(join(folder, 'a.bin'), bytes);
    const entry = { file: 'a.bin', pictures: 8, bytes: bytes.length, sha256: '' };
    const shards = { training: [], validation: [entry, { ...entry, file: 'b.bin' }] };
    const read = await firstPictures({ folder, manifest: { ...dataManifest, shards } });
    expect(read.labels).toStrictEqual(pictures.labels);
    expect(read.pixels).toStrictEqual(pictures.pixels);
    await rm(folder, { recursive: true });
  });
});
