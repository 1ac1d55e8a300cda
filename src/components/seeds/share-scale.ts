/** An axis of accuracies that holds what it must and little more, with ticks in whole per cent. Arithmetic only. */
import { scaleLinear } from 'd3';

export interface ShareScale {
  readonly domain: readonly [number, number];
  /** Share of the axis, 0 to 1; beyond an end, that end. */
  readonly place: (accuracy: number) => number;
  /** The accuracy at a share of the axis. */
  readonly at: (share: number) => number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** From the multiple of `step` below the least value to the one above the greatest. */
export function shareScale([least, most]: readonly [number, number], step: number): ShareScale {
  const rungs = 1 / step;
  const low = Math.min(1 - step, Math.max(0, Math.floor(least * rungs + 1e-9) / rungs));
  const high = Math.min(1, Math.max(low + step, Math.ceil(most * rungs - 1e-9) / rungs));
  const scale = scaleLinear([low, high], [0, 1]).clamp(true);
  const count = Math.round((high - low) * rungs);
  return {
    domain: [low, high],
    place: scale,
    at: (share) => scale.invert(share),
    ticks: Array.from({ length: count + 1 }, (_, index) => {
      const value = low + index * step;
      return { value, text: `${Math.round(100 * value)}%` };
    }),
  };
}
