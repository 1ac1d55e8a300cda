/**
 * All that figures ask of weights: read-only questions, answered in a worker of their own beside training. Plain data. A study
 * is a line in the table here, a file that answers it, and a line in `answerers.ts`.
 */
import type { ReadOut } from '../../core/connectivity/small-network.ts';
import type { SmallFindings, SmallProgress } from '../../core/connectivity/small-run.ts';
import type { Draw } from '../../core/dataset/browse.ts';
import type { Split } from '../../core/dataset/catalog.ts';
import type { MeanPictures } from '../../core/dataset/mean-picture.ts';
import type { Volume } from '../../core/math/volume.ts';
import type { ChannelReading } from '../../core/network/channel-reading.ts';
import type { ChannelAnswers } from '../../core/network/channel-answers.ts';
import type { MeasuredField } from '../../core/network/measured-field.ts';
import type { RecordedFilm, RecordedRun } from '../../core/network/recorded-run.ts';
import type { StepReading } from '../../core/network/step-reading.ts';
import type { TopPictures } from '../../core/network/top-pictures.ts';
import type { Way } from '../../core/network/way.ts';
import type { DataSource } from '../protocol.ts';

/** Pictures by their places in a split, or bytes of the reader's own: 3,072 each. */
export type Pictured =
  { readonly split: Split; readonly places: readonly number[] } | { readonly pixels: Uint8Array };

/** A file of weights and what vouches for it. */
interface WeightsFile {
  /** Absolute URL of its folder, ending in a slash. */
  readonly base: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** `weights` in a question is the key under which they were handed over; without a way, pictures pass in evaluation mode. */
interface Studies {
  /** Every layer's output for one picture; `dense` gives probabilities. The label is null for a reader's own picture. */
  readonly look: {
    readonly question: {
      readonly weights: string;
      readonly picture: Pictured;
      readonly way?: Way;
    };
    readonly answer: {
      readonly label: number | null;
      readonly pixels: Uint8Array;
      readonly layers: ReadonlyMap<string, Volume>;
      readonly milliseconds: number;
    };
    readonly partial: never;
  };
  /**
   * How much each pixel moves the values at one cell, as a mean over the pictures. Weights by their key, or those that a seed begins with; the
   * channel is null for all channels, some of them for each picture, in turn.
   */
  readonly field: {
    readonly question: {
      readonly weights: string | { readonly seed: number };
      readonly layer: string;
      readonly row: number;
      readonly column: number;
      readonly channel: number | null;
      readonly pictures: Pictured;
    };
    readonly answer: MeasuredField;
    readonly partial: MeasuredField;
  };
  /** Three probabilities for each picture, in the order asked for. No way with batch statistics: see `norms`. */
  readonly predict: {
    readonly question: {
      readonly weights: string;
      readonly pictures: Pictured;
      readonly way?: Way;
    };
    readonly answer: {
      readonly labels: Uint8Array | null;
      readonly pixels: Uint8Array;
      readonly probabilities: Float32Array;
    };
    readonly partial: never;
  };
  /** What comes to each batch norm when these pictures pass as one batch, by its id, and what is answered then. */
  readonly norms: {
    readonly question: {
      readonly weights: string;
      readonly pictures: Pictured;
      readonly way: Way;
      readonly bins: number;
    };
    readonly answer: {
      readonly labels: Uint8Array | null;
      readonly readings: ReadonlyMap<string, ChannelReading>;
      readonly probabilities: Float32Array;
    };
    readonly partial: never;
  };
  /** How the channels of every layer answer to the first `each` of these pictures of every class, by layer id. They need labels. */
  readonly channels: {
    readonly question: {
      readonly weights: string;
      readonly pictures: Pictured;
      readonly each: number;
    };
    readonly answer: {
      readonly pictures: number;
      readonly layers: ReadonlyMap<string, ChannelAnswers>;
    };
    readonly partial: never;
  };
  /**
   * The pictures that bring forth the largest value of each channel of a layer, among these and those compared `before`. Asked part by part, so
   * that there is something to see after each.
   */
  readonly 'top-pictures': {
    readonly question: {
      readonly weights: string;
      readonly layer: string;
      readonly pictures: { readonly split: Split; readonly places: readonly number[] };
      readonly before: TopPictures;
    };
    readonly answer: {
      readonly tops: TopPictures;
      /** Of the pictures asked for, in their order. */
      readonly pixels: Uint8Array;
      readonly labels: Uint8Array;
    };
    readonly partial: never;
  };
  /** Trains three small networks, dense, locally connected and convolutional, and tries them on test pictures moved sideways, in pixels. */
  readonly connectivity: {
    readonly question: {
      readonly readOut: ReadOut;
      readonly seed: number;
      readonly epochs: number;
      readonly training: Pictured;
      readonly test: Pictured;
      readonly shifts: readonly number[];
    };
    readonly answer: SmallFindings;
    readonly partial: SmallProgress;
  };
  /**
   * Training step number `step`, counted from 1, of those that begin with these weights and with moments of zero, each on the next `pictures`
   * training pictures, at the recipe's learning rate, with dropout masks of the seed.
   */
  readonly step: {
    readonly question: {
      readonly weights: string;
      readonly seed: number;
      readonly step: number;
      readonly pictures: number;
    };
    readonly answer: StepReading;
    readonly partial: { readonly taken: number };
  };
  /** Pictures drawn by chance from the `among` pictures of a split that begin at place `first`. */
  readonly browse: {
    readonly question: Draw & {
      readonly split: Split;
      readonly first: number;
      readonly among: number;
    };
    readonly answer: {
      /** Their places in the split, in the order drawn. */
      readonly places: readonly number[];
      readonly labels: Uint8Array;
      readonly pixels: Uint8Array;
    };
    readonly partial: never;
  };
  /** The average picture of each class over the first `count` pictures of a split; as far as it is known after each file. */
  readonly averages: {
    readonly question: { readonly split: Split; readonly count: number };
    readonly answer: MeanPictures;
    readonly partial: MeanPictures;
  };
  /** The recorded run of a folder: its curves and where its weights lie, every field checked. */
  readonly manifest: {
    readonly question: { readonly base: string };
    readonly answer: RecordedRun;
    readonly partial: never;
  };
  /** The frames of the recorded run's film, each as `frameOf` gives it, checked and decoded from 16 bits. */
  readonly film: {
    readonly question: { readonly base: string; readonly film: RecordedFilm };
    readonly answer: readonly Float32Array[];
    readonly partial: never;
  };
  /** Weights of the recorded run, flat, checked and decoded from 16 bits. */
  readonly recorded: {
    readonly question: WeightsFile;
    readonly answer: Float32Array;
    readonly partial: never;
  };
}

export type StudyName = keyof Studies;
export type Question<N extends StudyName> = Studies[N]['question'];
export type Answer<N extends StudyName> = Studies[N]['answer'];
export type Partial<N extends StudyName> = Studies[N]['partial'];

export type Ask = {
  [N in StudyName]: { readonly name: N; readonly question: Question<N> };
}[StudyName];

export type Order =
  | { readonly type: 'source'; readonly source: DataSource }
  | { readonly type: 'weights'; readonly key: string; readonly weights: Float32Array }
  | ({ readonly type: 'ask'; readonly id: number } & Ask)
  | { readonly type: 'cancel'; readonly id: number };

export type Return = { readonly id: number } & (
  | { readonly type: 'partial'; readonly value: unknown }
  | { readonly type: 'answer'; readonly value: unknown }
  /** One sentence for a reader. */
  | { readonly type: 'fault'; readonly sentence: string }
);
