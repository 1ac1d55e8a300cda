/**
 * What a chapter asks of its reader: predictions in the text, and exercises at its end. Shapes only. Texts may hold `code` in
 * backticks and _stress_ in underscores; nothing else is markup.
 */
import type { RecordedRun } from '../../core/network/recorded-run.ts';

/** A whole number from `least` to `most`, both included; the same seed draws the same. */
export type Draw = (least: number, most: number) => number;

/** A wrong number that a reader comes to by a known way, and what that way overlooks. */
export interface Mistake {
  readonly value: number;
  readonly reason: string;
}

export interface NumberQuestion {
  readonly kind: 'number';
  readonly question: string;
  readonly answer: number;
  /** For example `px`, `ch`; empty for a bare number. */
  readonly unit: string;
  /** How far from the answer is right all the same; 0 for whole numbers. */
  readonly tolerance: number;
  readonly mistakes: readonly Mistake[];
  /** Said of a wrong number that is nobody's known mistake: where to begin. */
  readonly hint: string;
  /** The way to the answer, with its numbers; shown once it is right or asked for. */
  readonly solution: string;
}

export interface ChoiceQuestion {
  readonly kind: 'choice';
  readonly question: string;
  /** In this order. Exactly one is right; each says why it is or is not. */
  readonly options: readonly {
    readonly text: string;
    readonly right: boolean;
    readonly reason: string;
  }[];
  readonly solution: string;
}

export type Question = NumberQuestion | ChoiceQuestion;

export interface Exercise {
  /** Unique among all chapters, for example `convolution-size`. */
  readonly id: string;
  /** A few words, for the heading. */
  readonly title: string;
  /** One variant; another seed draws other numbers. Where nothing is drawn there is one variant only. */
  readonly make: (draw: Draw) => Question;
}

/** What the build knows when it works out what a prediction is held against. */
export interface Known {
  readonly run: RecordedRun;
}

interface Asked {
  /** Unique among all chapters. */
  readonly id: string;
  readonly question: string;
}

/** A number to type. */
interface NumberPrediction extends Asked {
  readonly kind: 'number';
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  readonly answer: (known: Known) => number;
  /** As a factor: within it a guess counts as near; 1.5 is from two thirds to one and a half times. */
  readonly near: number;
  readonly reveal: (known: Known) => string;
}

/** One of some answers. */
interface ChoicePrediction extends Asked {
  readonly kind: 'choice';
  readonly options: readonly string[];
  /** Index of the option that holds. */
  readonly answer: (known: Known) => number;
  readonly reveal: (known: Known) => string;
}

/** A curve to draw: one value for each of a few places on the x axis. */
interface CurvePrediction extends Asked {
  readonly kind: 'curve';
  readonly x: { readonly label: string; readonly values: readonly number[] };
  readonly y: { readonly label: string; readonly least: number; readonly most: number };
  /** As many values as there are places. */
  readonly answer: (known: Known) => readonly number[];
  readonly reveal: (known: Known) => string;
}

/** A place on the picture that the site shows first: a rectangle of pixels, both ends included. */
interface PlacePrediction extends Asked {
  readonly kind: 'place';
  readonly answer: (known: Known) => {
    readonly row: number;
    readonly column: number;
    readonly height: number;
    readonly width: number;
  };
  readonly reveal: (known: Known) => string;
}

export type Prediction = NumberPrediction | ChoicePrediction | CurvePrediction | PlacePrediction;

export interface Lesson {
  /** The chapter's file name without its ending. */
  readonly chapter: string;
  readonly predictions: readonly Prediction[];
  readonly exercises: readonly Exercise[];
}
