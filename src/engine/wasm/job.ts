/**
 * What a shard is asked to do. A step is a chain of jobs: between two of them the coordinator adds up the shards' sums, so that
 * batch norm and the gradient are those of the whole batch. Plain data, so that it can cross to another thread.
 */
import type { Way } from '../../core/network/way.ts';

export type Job =
  /** The flat weights from now on. Answer: nothing. */
  | { readonly type: 'weights'; readonly weights: Float32Array }
  /** A part of a batch, from picture `first` of `total` on. Answer: the sums of the first block's maps. */
  | {
      readonly type: 'begin';
      readonly pixels: Uint8Array;
      readonly labels: Uint8Array;
      readonly first: number;
      readonly total: number;
      readonly seed: number;
      readonly step: number;
      readonly dropout: boolean;
    }
  /**
   * On from block `block`, normalised with these statistics. Answer: the sums of the next block's maps; behind the last block
   * what `backward` gives for it, with the loss's sum and the right answers before it.
   */
  | {
      readonly type: 'forward';
      readonly block: number;
      readonly mean: Float64Array;
      readonly variance: Float64Array;
    }
  /**
   * Back through block `block`, whose gradient's sums over the whole batch these are. Answer: the sums for the block before it; for
   * the first block nothing.
   */
  | { readonly type: 'backward'; readonly block: number; readonly sums: Float64Array }
  /** Answer: this shard's part of the gradient, flat. */
  | { readonly type: 'gradient' }
  /** Evaluation mode, unless another way is asked for; the pictures given are then the batch. Answer: the logits. */
  | { readonly type: 'answer'; readonly pixels: Uint8Array; readonly way?: Way };

export type Answer = Float64Array | Float32Array;

/** One that does jobs, in this thread or in another. One job at a time. */
export interface Shard {
  run(job: Job): Promise<Answer>;
  /** Pages of memory in use, as far as known here. */
  readonly pages: number;
  close(): void;
}
