/** Every layer's output for one picture, read out of a workspace after the picture has passed. */
import { maxPool } from '../../core/math/max-pool.ts';
import { softmax } from '../../core/math/softmax.ts';
import type { Volume } from '../../core/math/volume.ts';
import { volumeOf } from '../../core/network/shapes.ts';
import { evaluation, type Way } from '../../core/network/way.ts';
import type { Part } from './part.ts';
import type { Workspace } from './workspace.ts';

/** What a block passes on: rows out of the next block's border, or straight out of the dense layer's input. */
function passedOn(space: Workspace, index: number): Float32Array {
  const { output, outputRow, pooledHeight, pooledWidth, filters } = space.room.blocks[index]!;
  const row = pooledWidth * filters;
  const data = new Float32Array(pooledHeight * row);
  for (let r = 0; r < pooledHeight; r++)
    data.set(space.floats(output + r * outputRow, row), r * row);
  return data;
}

/** The five layers of block `index`, in their order. The kernels pool and drop in one go, so the pool is done again where they dropped. */
function blockOutputs(space: Workspace, index: number, dropping: boolean): Float32Array[] {
  const { maps, scale, shift, height, width, filters, record } = space.room.blocks[index]!;
  const a = space.floats(maps, height * width * filters).slice();
  const by = space.floats(scale, filters);
  const plus = space.floats(shift, filters);
  const normal = a.map((value, i) => value * by[i % filters]! + plus[i % filters]!);
  space.kernels.looked(record, space.room.look);
  const b = space.floats(space.room.look, (height - 2) * (width - 2) * filters).slice();
  const dropped = passedOn(space, index);
  if (!dropping) return [a, normal, b, dropped, dropped.slice()];
  const inner = { count: 1, height: height - 2, width: width - 2, channels: filters, window: 2 };
  const pooled = Float32Array.from(maxPool(Float64Array.from(b), inner).output);
  return [a, normal, b, pooled, dropped];
}

/** By layer id, each in memory of its own; `dense` gives probabilities. */
export function look(
  part: Part,
  picture: Uint8Array,
  way: Way = evaluation,
): ReadonlyMap<string, Volume> {
  const { space } = part;
  const { plan } = space;
  const logits = part.run({ type: 'answer', pixels: picture, way });
  const volumes = new Map<string, Volume>();
  plan.blocks.forEach(({ ids, input, pooled, filters }, index) => {
    const { height, width } = input;
    const outputs = blockOutputs(space, index, way.draw !== null);
    const maps = { height, width, channels: filters };
    const inner = { height: height - 2, width: width - 2, channels: filters };
    [maps, maps, inner, pooled, pooled].forEach((shape, i) =>
      volumes.set(ids[i]!, { ...shape, data: outputs[i]! }),
    );
  });
  const flat = { height: 1, width: 1 };
  const last = plan.blocks.length - 1;
  const features = passedOn(space, last);
  volumes.set(plan.flatten, {
    ...flat,
    channels: volumeOf(plan.blocks[last]!.pooled),
    data: features,
  });
  const answer = softmax(Float64Array.from(logits), plan.units);
  return volumes.set(plan.dense.id, {
    ...flat,
    channels: plan.units,
    data: Float32Array.from(answer),
  });
}

/** What block `index` gave to its batch norm for the first `count` pictures of a pass, one after another. */
export function mapsOf(space: Workspace, index: number, count: number): Float32Array {
  const { maps, mapsImage, height, width, filters } = space.room.blocks[index]!;
  const values = height * width * filters;
  const all = new Float32Array(count * values);
  for (let n = 0; n < count; n++) all.set(space.floats(maps + n * mapsImage, values), n * values);
  return all;
}
