/**
 * Where 32-bit floats decide otherwise than the oracle. ReLU and max pooling are decisions: where two values are equal but for
 * rounding, the gradient may rightly take either way. This finds those places, refuses any that is more than rounding, and
 * gives the oracle's gradient for the engine's decisions, which the engine must then match closely. For tests only.
 */
import { backward } from '../../core/network/backward.ts';
import type { ForwardPass } from '../../core/network/forward.ts';
import { crossEntropy } from '../../core/math/softmax.ts';
import type { LabelledPictures } from '../engine.ts';
import type { Part } from './part.ts';
import type { BlockRoom } from './room.ts';

/** How near two values must be for the choice between them to be open; the network's values are about 1. */
const nearness = 1e-5;

interface Decided {
  /** Oracle's gradient for the engine's decisions. */
  readonly gradient: Float64Array;
  /** How many decisions differed. */
  readonly different: number;
}

function near(where: string, a: number, b: number): void {
  if (!(Math.abs(a - b) < nearness))
    throw new Error(`decision: expected values within ${nearness} at ${where}, got ${a} and ${b}`);
}

/** After a step, `maps` holds its own gradient: 0 exactly where ReLU let nothing through. */
function rectified(
  part: Part,
  room: BlockRoom,
  id: string,
  values: Float64Array,
  count: number,
): number {
  const length = room.height * room.width * room.filters;
  let different = 0;
  for (let n = 0; n < count; n++)
    part.space.floats(room.maps + n * room.mapsImage, length).forEach((gradient, i) => {
      const at = n * length + i;
      if ((gradient !== 0) === values[at]! > 0) return;
      near(id, values[at]!, 0);
      values[at] = gradient === 0 ? 0 : Number.MIN_VALUE;
      different++;
    });
  return different;
}

/** The winners of a block's pooling as its mask has them; the oracle's where the mask says nothing. */
function pooled(
  part: Part,
  room: BlockRoom,
  id: string,
  values: Float64Array,
  winners: Uint32Array,
  kept: Uint8Array | undefined,
): number {
  const { filters, pooledWidth, pooledHeight, height, width } = room;
  let different = 0;
  part.space.octets(room.mask, winners.length).forEach((mask, i) => {
    if (kept && kept[i] === 0) return;
    const value = values[winners[i]!]!;
    if (mask === 0 || !(value > 0)) {
      if (mask === 0 && value <= 0) return;
      near(id, value, 0);
      values[winners[i]!] = mask === 0 ? 0 : Number.MIN_VALUE;
      different++;
    }
    if (mask === 0) return;
    const cell = Math.floor(i / filters);
    const column = 2 * (cell % pooledWidth) + ((mask - 1) & 1);
    const row = 2 * (Math.floor(cell / pooledWidth) % pooledHeight) + ((mask - 1) >> 1);
    const n = Math.floor(cell / pooledWidth / pooledHeight);
    const at = ((n * (height - 2) + row) * (width - 2) + column) * filters + (i % filters);
    if (at === winners[i]) return;
    near(id, value, values[at]!);
    winners[i] = at;
    different++;
  });
  return different;
}

/** The oracle's gradient for the decisions that the engine's last step took, all of whose pictures were in `part`. */
export function decidedGradient(
  part: Part,
  weights: Float32Array,
  batch: LabelledPictures,
  pass: ForwardPass,
): Decided {
  const { plan, room } = part.space;
  const outputs = new Map([...pass.outputs].map(([id, values]) => [id, values.slice()]));
  const winners = new Map([...pass.winners].map(([id, values]) => [id, values.slice()]));
  let different = 0;
  plan.blocks.forEach(({ ids }, index) => {
    const [a, , b, pool, drop] = ids as [string, string, string, string, string];
    const own = room.blocks[index]!;
    different += rectified(part, own, a, outputs.get(a)!, pass.count);
    different += pooled(part, own, b, outputs.get(b)!, winners.get(pool)!, pass.masks.get(drop));
  });
  const pictures = Float64Array.from(batch.pixels, (byte) => byte / 255);
  const { gradient } = crossEntropy(pass.logits, batch.labels, plan.units);
  const decided: ForwardPass = { ...pass, outputs, winners };
  const exact = Float64Array.from(weights);
  return {
    gradient: backward(plan.network, plan.layout, exact, pictures, decided, gradient),
    different,
  };
}
