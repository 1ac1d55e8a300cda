/** Which colour scale belongs to the output of a layer, and how its channels are laid out. */
import { network } from '../../core/network/network.ts';
import type { LayerKind } from '../../core/network/spec.ts';
import type { ScaleKind } from './colour.ts';

/** BatchNorm's output has both signs; everything else here is ReLU's output, or what comes of it by pooling. */
export const scaleOf = (kind: LayerKind): ScaleKind =>
  kind === 'batch-norm' ? 'signed' : 'sequential';

/** Columns of a sheet of `channels` maps: 8 x 4, 8 x 8, 16 x 8; a flattened vector 32 x 16. */
export function sheetColumns(channels: number): number {
  if (channels <= 3) return channels;
  if (channels <= 64) return 8;
  return channels <= 128 ? 16 : 32;
}

/** The kind of a layer of the network. Throws where there is none of that id. */
export function layerKind(id: string): LayerKind {
  const layer = network.layers.find((candidate) => candidate.id === id);
  if (!layer) throw new Error(`layer: expected a layer of the network, got "${id}"`);
  return layer.kind;
}
