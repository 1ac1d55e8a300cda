/** What the values of each channel look like over a batch: least, greatest, how many are zero, and a histogram. Counts only; it normalises nothing. */
import { channelStatistics } from '../math/batch-norm.ts';

/** One entry for each channel; `counts` has `bins` for each, one channel after another. */
export interface ChannelReading {
  readonly bins: number;
  /** Values of one channel. */
  readonly cells: number;
  readonly mean: Float32Array;
  /** Biased, as batch norm has it. */
  readonly variance: Float32Array;
  readonly least: Float32Array;
  readonly most: Float32Array;
  /** Values that are exactly 0: what ReLU let nothing through of. They are in no bin. */
  readonly zeros: Uint32Array;
  /** Bins of equal width from `least` to `most`; the last one holds its upper end too. */
  readonly counts: Uint32Array;
}

function ends(input: Float64Array, channels: number) {
  const least = new Float64Array(channels).fill(Infinity);
  const most = new Float64Array(channels).fill(-Infinity);
  for (let i = 0; i < input.length; i++) {
    const c = i % channels;
    if (input[i]! < least[c]!) least[c] = input[i]!;
    if (input[i]! > most[c]!) most[c] = input[i]!;
  }
  return { least, most };
}

/** Reads values whose fastest axis is the channel. Throws where they are not whole channels. */
export function readChannels(
  values: Float32Array | Float64Array,
  channels: number,
  bins: number,
): ChannelReading {
  if (values.length === 0 || values.length % channels !== 0)
    throw new Error(`reading: expected values for ${channels} channels, got ${values.length}`);
  const exact = Float64Array.from(values);
  const { mean, variance } = channelStatistics(exact, channels);
  const { least, most } = ends(exact, channels);
  const zeros = new Uint32Array(channels);
  const counts = new Uint32Array(channels * bins);
  for (let i = 0; i < exact.length; i++) {
    const c = i % channels;
    const value = exact[i]!;
    const share = (value - least[c]!) / (most[c]! - least[c]!);
    // Where all values are one number, or none, there is no share.
    const bin = share >= 0 ? Math.min(bins - 1, Math.floor(share * bins)) : 0;
    if (value === 0) zeros[c]! += 1;
    else counts[c * bins + bin]! += 1;
  }
  return {
    bins,
    cells: exact.length / channels,
    mean: Float32Array.from(mean),
    variance: Float32Array.from(variance),
    least: Float32Array.from(least),
    most: Float32Array.from(most),
    zeros,
    counts,
  };
}
