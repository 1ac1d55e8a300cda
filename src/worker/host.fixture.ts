/** A real host in Node with a counting engine and pictures in memory: every report it posts is cloned, as a worker's is. */
import { CountingEngine, type Behaviour } from '../engine/counting-engine.fixture.ts';
import { fetchFrom, tinyData, type TinyData } from '../engine/tiny-data.fixture.ts';
import type { OpenEngine } from './equipment.ts';
import { createHost, type Host, type HostOptions } from './host.ts';
import type { Command, DataSource, Report } from './protocol.ts';

export const data: TinyData = tinyData({ training: [30, 30], validation: [20, 20] });
const source: DataSource = { base: 'memory:/', manifest: data.manifest };

export const hyperparameters = { learningRate: 0.001, batchSize: 8, trainingPictures: 40 };
export const runCommand: Extract<Command, { type: 'run' }> = {
  type: 'run',
  run: 1,
  ticket: 1,
  seed: 7,
  hyperparameters,
  preference: 'auto',
  source,
  checkpoint: null,
  known: null,
};

type Of<T extends Report['type']> = Extract<Report, { type: T }>;

export interface Bench {
  readonly host: Host;
  readonly reports: Report[];
  readonly engines: CountingEngine[];
  /** Loses the device of the engine opened last. */
  lose(reason: string): void;
  of<T extends Report['type']>(type: T): Of<T>[];
  /** The modes told, in words. */
  modes(): string[];
  until(what: () => unknown): Promise<void>;
}

export const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** For what takes real time, as loading a module does: turns of the loop alone may all be over before it is done. */
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** `clock` may be set by a test; else each look at it is a millisecond later. */
export function openHost(
  behaviour: Behaviour = {},
  changes: Partial<HostOptions> & { readonly clock?: { time: number } } = {},
): Bench {
  const reports: Report[] = [];
  const engines: CountingEngine[] = [];
  let lost: (reason: string) => void = () => undefined;
  const { clock, ...options } = changes;
  let looks = 0;
  const openEngine: OpenEngine = async (_, { onLost, avoid }) => {
    if (avoid.includes('cpu')) throw new Error('not A counter, because it is to be avoided');
    const engine = new CountingEngine(behaviour);
    engines.push(engine);
    lost = onLost;
    return { engine, backend: 'cpu', reason: 'It counts.', rejected: [], race: null };
  };
  const host = createHost({
    post: (report, transfer) => void reports.push(structuredClone(report, { transfer })),
    openEngine,
    fetch: fetchFrom(data),
    wait: async () => undefined,
    now: () => clock?.time ?? looks++,
    breathe: tick,
    ...options,
  });
  const of = <T extends Report['type']>(type: T): Of<T>[] =>
    reports.filter((report): report is Of<T> => report.type === type);
  const modes = (): string[] =>
    reports.flatMap((report) => {
      if (report.type === 'idle') return report.ended === null ? ['idle'] : ['ended'];
      if (report.type === 'problem' && report.stops) return ['failed'];
      return report.type === 'training' ? ['training'] : [];
    });
  const until = async (what: () => unknown): Promise<void> => {
    for (let i = 0; i < 20_000 && !what(); i++) await (i < 2000 ? tick() : rest());
    if (!what()) throw new Error(`not reached: ${String(what)}; modes ${modes().join(' ')}`);
  };
  return { host, reports, engines, lose: (reason) => lost(reason), of, modes, until };
}

export const go = (
  bench: Bench,
  ticket: number,
  stride: 'step' | 'epoch' | 'finish',
  run = 1,
): void => bench.host.handle({ type: 'go', run, ticket, stride, takeOver: false });
/** Tells a run and waits until it rests. */
export const begin = async (
  bench: Bench,
  changes: Partial<typeof runCommand> = {},
): Promise<void> => {
  bench.host.handle({ ...runCommand, ...changes });
  await bench.until(() => bench.modes().length === 1);
};
export const pause = (bench: Bench, ticket: number): void =>
  bench.host.handle({ type: 'pause', run: 1, ticket });
