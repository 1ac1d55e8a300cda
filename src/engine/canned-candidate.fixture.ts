/** Candidates whose engines answer from a can: right or wrong, quick or slow on a clock of their own, there or not. Nothing is computed. */
import { env } from '@tensorflow/tfjs-core';
import { layout } from '../core/network/layout.ts';
import { network } from '../core/network/network.ts';
import { candidates } from './choose.ts';
import {
  startState,
  type BackendName,
  type EngineState,
  type StepResult,
  type TrainingEngine,
} from './engine.ts';
import { Unavailable, type Candidate, type Opening } from './opening.ts';
import { probeBatch, probeLearningRate, probeSeed, probeWeights } from './probe-step.ts';
import { openCpu } from './tfjs/cpu.ts';

/** What a right engine answers to the probe. */
export interface Right {
  readonly result: StepResult;
  readonly state: EngineState;
}

/** Computed once for all tests of a file. */
export async function rightAnswer(): Promise<Right> {
  // Else the library recommends its native build.
  env().set('IS_NODE', false);
  const engine = await openCpu({ network });
  await engine.restore(startState(probeWeights(), layout.trainable), probeSeed);
  const result = await engine.step(probeBatch(), { learningRate: probeLearningRate });
  const right = { result, state: await engine.state() };
  engine.dispose();
  return right;
}

export interface Manner {
  /** Of the engine's identity, and what the candidate says of itself. */
  readonly device?: string;
  readonly software?: boolean;
  /** Milliseconds of a full batch: the first, the second and so on; the last one again for all further ones. Default: 100. */
  readonly paces?: readonly number[];
  /** Called at each step; `full`: of a full batch, not the probe's. What it gives, if anything, is the step's result. */
  readonly step?: (opening: Opening, full: boolean) => unknown;
  /** Called when it is opened. */
  readonly start?: (opening: Opening) => Promise<void> | void;
}

/** A place for engines from the can: their clock, and what became of them. */
export class Bench {
  /** Backends in the order in which their engines were opened, timed and disposed of. */
  readonly events: string[] = [];
  /** Those open now, and the most that were so at once. */
  readonly open = new Set<BackendName>();
  mostOpen = 0;
  time = 0;
  readonly #right: Right;

  constructor(right: Right) {
    this.#right = right;
  }

  readonly now = (): number => this.time;
  readonly onLost = (sentence: string): void => void this.events.push(sentence);

  candidate(backend: BackendName, manner: Manner = {}): Candidate {
    const { name, library, lastResort } = candidates.find((known) => known.backend === backend)!;
    const { device = '', software = false } = manner;
    const open = async (opening: Opening): Promise<TrainingEngine> => {
      await manner.start?.(opening);
      if (software && !opening.emulated)
        throw new Unavailable(`this browser emulates ${name} in software`);
      this.events.push(`${backend} opened`);
      this.open.add(backend);
      this.mostOpen = Math.max(this.mostOpen, this.open.size);
      return this.#engine(backend, opening, manner);
    };
    return { backend, name, library, lastResort, device: () => Promise.resolve(device), open };
  }

  absent(backend: BackendName, reason: string): Candidate {
    return this.candidate(backend, { start: () => Promise.reject(new Unavailable(reason)) });
  }

  #engine(backend: BackendName, opening: Opening, manner: Manner): TrainingEngine {
    const { device = '', software = false, paces = [100] } = manner;
    let timed = 0;
    return {
      identity: { id: `canned-${backend}`, name: `Canned ${backend}`, software, device },
      restore: () => Promise.resolve(),
      state: () => Promise.resolve(this.#right.state),
      step: async ({ labels }) => {
        const full = labels.length > 3;
        if (full) {
          this.events.push(`${backend} timed`);
          this.time += paces[Math.min(timed++, paces.length - 1)]!;
        }
        const other = (await manner.step?.(opening, full)) as StepResult | undefined;
        return other ?? this.#right.result;
      },
      evaluate: () => Promise.reject(new Error('not asked for at a trial')),
      forward: () => Promise.reject(new Error('not asked for at a trial')),
      handles: () => 0,
      dispose: () => {
        this.open.delete(backend);
        this.events.push(`${backend} disposed of`);
      },
    };
  }
}
