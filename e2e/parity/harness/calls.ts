/** What a parity test and the engine in the page's worker say to each other: plain JSON, arrays as base64. */
import type { EngineIdentity, StepResult } from '../../../src/engine/engine.ts';
import type { Preference } from '../../../src/core/network/run.ts';
import type { Verdict } from '../../../src/engine/probe.ts';

/** Noise pictures of the fixture by their seed, or given ones. */
export type Pictures =
  | { readonly count: number; readonly seed: number }
  | { readonly pixels: string; readonly labels: string };

/** Each method's argument and answer. */
export interface Calls {
  open: [
    Preference,
    { identity: EngineIdentity; reason: string; rejected: { backend: string; reason: string }[] },
  ];
  /** A run from these weights, or from the seed's own. */
  start: [{ weights: string | null; seed: number }, null];
  step: [
    { pictures: Pictures; learningRate: number; dropout: boolean },
    StepResult & { milliseconds: number },
  ];
  state: [null, { weights: string; firstMoment: string; secondMoment: string; step: number }];
  /** Puts the state back as it was read. */
  resume: [null, null];
  evaluate: [
    { pictures: Pictures },
    { loss: number; accuracy: number; probabilities: string; milliseconds: number },
  ];
  forward: [{ pictures: Pictures }, { maps: Record<string, string>; milliseconds: number }];
  handles: [null, number];
  /** The engine as it is (`nothing`, to be asked first), or the answers that it gave then with one fault in them. */
  probe: [{ spoil: 'nothing' | 'gradient' | 'loss' | 'statistics' }, Verdict];
  /** Takes the device away from under the engine. */
  lose: [null, null];
  /** The sentences that the engine gave on losing its device. */
  losses: [null, string[]];
  dispose: [null, null];
}

export type Method = keyof Calls;
export type Argument<M extends Method> = Calls[M][0];
export type Answer<M extends Method> = Calls[M][1];
