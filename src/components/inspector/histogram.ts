/** How the values of a layer are spread, and which of its channels are silent: counts only, no drawing. */
import type { Volume } from '../../core/math/volume.ts';
import type { ChannelAnswers } from '../../core/network/channel-answers.ts';
import { domainOf, type ScaleKind } from '../marks/colour.ts';
import { extent } from '../marks/paint.ts';

interface Bin {
  /** The last bin holds its upper end, too. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface Histogram {
  readonly bins: readonly Bin[];
  /** Values that are exactly zero: in no bin. */
  readonly zeros: number;
  /** All values. */
  readonly total: number;
}

/** Over the same range as the colour scale of the layer's maps, so that a bin has a colour. */
export function histogramOf(volume: Volume, kind: ScaleKind, count: number): Histogram {
  const [low, high] = domainOf(kind, ...extent(volume));
  const counts = Array.from({ length: count }, () => 0);
  let zeros = 0;
  for (const value of volume.data) {
    if (value === 0) zeros += 1;
    else counts[Math.min(count - 1, Math.floor(((value - low) / (high - low)) * count))]! += 1;
  }
  const edge = (index: number): number => low + ((high - low) * index) / count;
  return {
    bins: counts.map((held, index) => ({ from: edge(index), to: edge(index + 1), count: held })),
    zeros,
    total: volume.data.length,
  };
}

/** Nothing comes through: zero everywhere, or on a signed scale the same value everywhere. */
const silent = (kind: ScaleKind, least: number, most: number): boolean =>
  kind === 'signed' ? least === most : least === 0 && most === 0;

/** Channels that are silent in this picture, by number from 0. */
export const silentHere = (volume: Volume, kind: ScaleKind): readonly number[] =>
  Array.from({ length: volume.channels }, (_, channel) => channel).filter((channel) =>
    silent(kind, ...extent(volume, channel)),
  );

/** Channels that were silent in all pictures. */
export const silentAlways = (answers: ChannelAnswers, kind: ScaleKind): readonly number[] =>
  Array.from({ length: answers.channels }, (_, channel) => channel).filter((channel) =>
    silent(kind, answers.least[channel]!, answers.most[channel]!),
  );
