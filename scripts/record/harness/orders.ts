/** What the recording program and the engine in the page's worker say to each other. Shapes only. */
import type { EpochResult } from '../../../src/core/network/run.ts';

/** The sets by their folders beside the page. */
export const sets = ['cifar10', 'procedural'] as const;
export type SetName = (typeof sets)[number];

export type Order =
  | {
      readonly type: 'train';
      readonly set: SetName;
      readonly seed: number;
      /** At most; the recipe may stop the run before. */
      readonly epochs: number;
      readonly film: { readonly layer: string; readonly every: number };
    }
  /** Weights are base64 of float32. */
  | { readonly type: 'evaluate'; readonly set: SetName; readonly weights: string };

/** How weights answer to the validation pictures of a set. */
export interface Answering {
  readonly loss: number;
  readonly accuracy: number;
  readonly confusion: EpochResult['confusion'];
}

/** Arrays are base64 of float32. */
export type Word =
  | { readonly type: 'opened'; readonly engine: string }
  | {
      readonly type: 'weights';
      readonly epoch: number;
      readonly step: number;
      readonly weights: string;
    }
  /** `ended`: why the recipe ended the run, as a sentence; null where it goes on. */
  | { readonly type: 'epoch'; readonly result: EpochResult; readonly ended: string | null }
  | {
      readonly type: 'trained';
      readonly steps: { readonly loss: readonly number[]; readonly accuracy: readonly number[] };
      /** Frame after frame, each the layer's trainable parameters. */
      readonly film: string;
    }
  | { readonly type: 'evaluated'; readonly answering: Answering }
  | { readonly type: 'failed'; readonly reason: string };
