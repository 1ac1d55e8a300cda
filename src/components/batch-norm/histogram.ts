/** A channel's histogram as bars on an axis, before a batch norm and behind it. Arithmetic only; nothing is drawn here. */
import { scaleLinear } from 'd3';
import type { ChannelReading } from '../../core/network/channel-reading.ts';
import type { Line } from './norms.ts';

/** One channel's histogram. `counts` are of equal bins from `least` to `most`; `zeros` are in none of them. */
export interface Counted {
  readonly least: number;
  readonly most: number;
  readonly counts: ArrayLike<number>;
  readonly zeros: number;
  /** All values. */
  readonly cells: number;
}

/** One channel of a reading. */
export function countedOf(reading: ChannelReading, channel: number): Counted {
  const { bins, cells } = reading;
  return {
    least: reading.least[channel]!,
    most: reading.most[channel]!,
    counts: reading.counts.subarray(channel * bins, (channel + 1) * bins),
    zeros: reading.zeros[channel]!,
    cells,
  };
}

interface Bar {
  readonly from: number;
  readonly to: number;
  /** Of all values, 0 to 1. */
  readonly share: number;
}

export interface Bars {
  readonly bars: readonly Bar[];
  /** Where the values stand that were exactly 0, and their share. */
  readonly zero: { readonly at: number; readonly share: number };
  /** The highest bar, zeros left out; above 0. */
  readonly highest: number;
}

/** What 99 of 100 of the values above zero do not exceed: a long tail would press all else together. */
export function upperEnd({ least, most, counts }: Counted): number {
  const all = Array.from(counts).reduce((sum, count) => sum + count, 0);
  let sum = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    sum += counts[bin]!;
    if (sum >= 0.99 * all) return least + ((bin + 1) / counts.length) * (most - least) || 1;
  }
  return most || 1;
}

const through = { scale: 1, shift: 0 };

/** The bars behind a line; those of the channel itself without one. A falling line turns them round. */
export function barsOf({ least, most, counts, zeros, cells }: Counted, line: Line = through): Bars {
  const edge = (bin: number) =>
    line.scale * (least + (bin / counts.length) * (most - least)) + line.shift;
  const bars = Array.from(counts, (count, bin) => {
    const [one, other] = [edge(bin), edge(bin + 1)];
    return { from: Math.min(one, other), to: Math.max(one, other), share: count / cells };
  });
  return {
    bars,
    zero: { at: line.shift, share: zeros / cells },
    highest: Math.max(...bars.map(({ share }) => share), Number.MIN_VALUE),
  };
}

/** How much of the values stands outside of an axis, 0 to 1. */
export const beyond = ({ bars, zero }: Bars, [low, high]: readonly [number, number]): number =>
  bars.reduce(
    (sum, { from, to, share }) => sum + (to > high + 1e-9 || from < low - 1e-9 ? share : 0),
    zero.at < low || zero.at > high ? zero.share : 0,
  );

/** Round ends of an axis that holds all of `values`, `air` times their reach wider on both sides. */
export function domainAround(values: readonly number[], air = 0): readonly [number, number] {
  const finite = values.filter(Number.isFinite);
  const [least, most] = [Math.min(0, ...finite), Math.max(0, ...finite)];
  const more = air * (most - least || 1);
  const [low, high] = scaleLinear([least - more, most + more], [0, 1])
    .nice(6)
    .domain();
  return [low!, high!];
}

export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** About `count` round values on an axis, with a real minus. */
export function ticksOf(domain: readonly [number, number], count = 5): readonly Tick[] {
  const scale = scaleLinear(domain, [0, 1]);
  const format = scale.tickFormat(count);
  return scale.ticks(count).map((value) => ({ value, text: format(value).replace('-', '−') }));
}

/** Per cent from the left edge; beyond an end of the axis, that end. */
export const placeOn = (value: number, [low, high]: readonly [number, number]): number =>
  Math.min(100, Math.max(0, (100 * (value - low)) / (high - low)));
