/** Asks what comes to every batch norm for one batch, in training and in evaluation. The study worker computes. */
import type { ChannelReading } from '../../core/network/channel-reading.ts';
import { evaluation, type Way } from '../../core/network/way.ts';
import type { Session } from '../../session/session.ts';
import type { Whose } from './norm-words.ts';

/** Pictures of the batch: the first ones, whose file is here already. */
export const batchSize = 64;
export const bins = 120;

/** As in training: the batch's statistics, and dropout's first masks. */
const training: Way = { statistics: 'batch', draw: { seed: 0, step: 0, first: 0 } };

/** By batch-norm id. */
export type Readings = Readonly<Record<Whose, ReadonlyMap<string, ChannelReading>>>;

const key = 'batch norm';

export async function askReadings(
  study: Pick<Session['study'], 'ask' | 'hold'>,
  weights: Float32Array,
  signal: AbortSignal,
): Promise<Readings> {
  study.hold(key, weights);
  const ask = async (way: Way) => {
    const places = Array.from({ length: batchSize }, (_, place) => place);
    const pictures = { split: 'validation', places } as const;
    return (await study.ask('norms', { weights: key, pictures, way, bins }, { signal })).readings;
  };
  return { batch: await ask(training), moving: await ask(evaluation) };
}
