/** The recorded run, epoch by epoch: the moving statistics it kept, what a batch really had, and what it named rightly with each. */
import { float16Bytes, decodeFloat16 } from '../../core/math/float16.ts';
import { rightAnswers } from '../../core/network/right-answers.ts';
import type { Way } from '../../core/network/way.ts';
import type { RecordedRun } from '../../core/network/recorded-run.ts';
import { normOf } from '../inspector/kernel.ts';
import { layout } from '../../core/network/layout.ts';
import type { Session } from '../../session/session.ts';
import { norms, type Statistics } from './norms.ts';

/** All channels of all batch norms after one epoch, in the order of the listing: means, then variances. */
const perEpoch = 2 * norms.reduce((sum, { channels }) => sum + channels, 0);

/** Where a channel's mean stands among an epoch's values; its variance stands `half` later. */
function indexOf(norm: string, channel: number): number {
  const before = norms.slice(
    0,
    norms.findIndex(({ id }) => id === norm),
  );
  return before.reduce((sum, { channels }) => sum + channels, 0) + channel;
}

/** All moving statistics of some weights, in that order. */
export function movingOf(weights: Float32Array): Float32Array {
  const means: number[] = [];
  const variances: number[] = [];
  for (const { id, channels } of norms)
    for (let channel = 0; channel < channels; channel++) {
      const { mean, variance } = normOf(layout, weights, id, channel)!;
      means.push(mean);
      variances.push(variance);
    }
  return Float32Array.from([...means, ...variances]);
}

/** One channel's statistics in an epoch's values. */
export function statisticsIn(values: Float32Array, norm: string, channel: number): Statistics {
  const at = indexOf(norm, channel);
  return { mean: values[at]!, variance: values[at + perEpoch / 2]! };
}

/** The moving statistics of all epochs, from the text that the page brings along: base64 of 16-bit floats, epoch after epoch. */
export function unpackedMoving(base64: string): readonly Float32Array[] {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const size = perEpoch * float16Bytes;
  return Array.from({ length: bytes.length / size }, (_, epoch) =>
    decodeFloat16(bytes.subarray(epoch * size, (epoch + 1) * size)),
  );
}

/** What was measured of one epoch's weights. */
export interface EpochMeasure {
  /** What a batch had, dropout on as in training; as `movingOf` has the moving ones. */
  readonly batch: Float32Array;
  /** Share of the pictures named rightly with the statistics of the batch they were in, dropout off. */
  readonly accuracy: number;
}

type Study = Pick<Session['study'], 'ask' | 'hold'>;

/** Pictures that pass together, and how often: two files of validation pictures. */
const together = 60;
const rounds = 8;
export const measured = together * rounds;

const key = 'batch norm, epoch by epoch';
const off: Way = { statistics: 'batch', draw: null };
const places = (from: number): readonly number[] =>
  Array.from({ length: together }, (_, index) => from + index);

/** Measures one epoch's weights. Rejects with the signal's reason, or with a sentence for readers. */
export async function measureEpoch(
  study: Study,
  base: string,
  { file, bytes, sha256 }: RecordedRun['weights'][number],
  signal: AbortSignal,
): Promise<EpochMeasure> {
  const weights = await study.ask('recorded', { base, file, bytes, sha256 }, { signal });
  study.hold(key, weights);
  const ask = (from: number, way: Way) =>
    study.ask(
      'norms',
      { weights: key, pictures: { split: 'validation', places: places(from) }, way, bins: 1 },
      { signal },
    );
  const draw = { seed: 0, step: 0, first: 0 };
  const { readings } = await ask(0, { statistics: 'batch', draw });
  const means = norms.flatMap(({ id }) => [...readings.get(id)!.mean]);
  const variances = norms.flatMap(({ id }) => [...readings.get(id)!.variance]);
  let right = 0;
  for (let round = 0; round < rounds; round++) {
    const { probabilities, labels } = await ask(round * together, off);
    right += rightAnswers(probabilities, labels!);
  }
  return { batch: Float32Array.from([...means, ...variances]), accuracy: right / measured };
}
