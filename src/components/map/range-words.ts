/** How the ends of a colour scale are written where there is little room. */
import type { LayerKind } from '../../core/network/spec.ts';
import { domainOf } from '../marks/colour.ts';
import { scaleOf } from '../marks/layer-scale.ts';

/** `0–2.31`, or `±3.10` where the scale has two sides. */
export function endsText(kind: LayerKind, least: number, most: number): string {
  const [low, high] = domainOf(scaleOf(kind), least, most);
  return low < 0 ? `±${high.toFixed(2)}` : `0–${high.toFixed(2)}`;
}
