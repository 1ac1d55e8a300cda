/**
 * What the reader predicted and worked out, on this device alone, from one visit to the next. Storage that is not there, is full or
 * holds something else makes it forgetful and never fails. What is right is not decided here.
 */
import { atom, type ReadableAtom } from 'nanostores';
import type { OpenStorage } from './race-memory.ts';

/** Pixels of a picture, counted from its corner. */
export interface Rectangle {
  readonly row: number;
  readonly column: number;
  readonly height: number;
  readonly width: number;
}

/** A number or the index of an option; a curve's values; a place. */
export type Guess = number | readonly number[] | Rectangle;

export interface PredictionNote {
  readonly guess: Guess | null;
  /** The answer was looked at. */
  readonly shown: boolean;
}

/** One exercise under one seed. */
export interface ExerciseNote {
  readonly chapter: string;
  readonly exercise: string;
  readonly seed: number;
  /** On view, from 1 on. */
  readonly variant: number;
  /** Answers given in all, right ones included. */
  readonly tries: number;
  /** Variants answered rightly. */
  readonly solved: number;
  /** The variant on view: the last answer as it was given, empty for none; whether it was right; whether the way was shown. */
  readonly answer: string;
  readonly right: boolean;
  readonly aided: boolean;
}

export interface Notes {
  /** By the prediction's id. */
  readonly predictions: Readonly<Record<string, PredictionNote>>;
  /** By `seed:exercise`. */
  readonly exercises: Readonly<Record<string, ExerciseNote>>;
}

const key = 'three-blocks:notebook';
const version = 1;
const empty: Notes = { predictions: {}, exercises: {} };
/** More than the site asks, by far; what is beyond was not written by it. */
const mostNotes = 400;
const mostAnswer = 40;

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
const name = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z0-9-]{1,60}$/.test(value);
const whole = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;
const finite = (value: unknown): value is number => Number.isFinite(value);

function guessIn(value: unknown): Guess | null {
  if (finite(value)) return value;
  if (Array.isArray(value)) return value.length <= 64 && value.every(finite) ? value : null;
  const { row, column, height, width } = record(value);
  return whole(row) && whole(column) && whole(height) && whole(width)
    ? { row, column, height, width }
    : null;
}

const exerciseKey = (seed: number, exercise: string) => `${seed}:${exercise}`;

function exerciseIn(value: unknown): ExerciseNote | null {
  const { chapter, exercise, seed, variant, tries, solved, answer, right, aided } = record(value);
  if (!name(chapter) || !name(exercise) || typeof answer !== 'string') return null;
  if (!whole(seed) || !whole(variant) || !whole(tries) || !whole(solved)) return null;
  if (variant === 0 || typeof right !== 'boolean' || typeof aided !== 'boolean') return null;
  const said = answer.slice(0, mostAnswer);
  return { chapter, exercise, seed, variant, tries, solved, answer: said, right, aided };
}

/** What fits of what was read; the rest is left out. */
function notesIn(value: unknown): Notes {
  const held = record(value);
  if (held.version !== version) return empty;
  const predictions: Record<string, PredictionNote> = {};
  for (const [id, note] of Object.entries(record(held.predictions)).slice(0, mostNotes)) {
    const { guess, shown } = record(note);
    if (name(id)) predictions[id] = { guess: guessIn(guess), shown: shown === true };
  }
  const exercises: Record<string, ExerciseNote> = {};
  for (const note of Object.values(record(held.exercises)).slice(0, mostNotes)) {
    const read = exerciseIn(note);
    if (read) exercises[exerciseKey(read.seed, read.exercise)] = read;
  }
  return { predictions, exercises };
}

export class Notebook {
  readonly #open: OpenStorage;
  readonly #notes = atom<Notes>(empty);
  /** False where the browser keeps nothing: what was written holds for this visit. */
  #keeps = true;

  constructor(open: OpenStorage = () => localStorage) {
    this.#open = open;
  }

  get notes(): ReadableAtom<Notes> {
    return this.#notes;
  }

  /** Takes up what was kept in an earlier visit, and what another tab has written since. */
  readonly recall = (): void => {
    try {
      const text = this.#open().getItem(key);
      this.#notes.set(notesIn(JSON.parse(text ?? 'null')));
    } catch {
      // Then what this visit knows stands.
    }
  };

  readonly predict = (id: string, note: Partial<PredictionNote>): void =>
    this.#change((notes) => {
      const before = notes.predictions[id] ?? { guess: null, shown: false };
      return { ...notes, predictions: { ...notes.predictions, [id]: { ...before, ...note } } };
    });

  readonly unpredict = (id: string): void =>
    this.#change((notes) => {
      const others = Object.entries(notes.predictions).filter(([other]) => other !== id);
      return { ...notes, predictions: Object.fromEntries(others) };
    });

  /** The note of an exercise, as if it were new where there is none. */
  readonly exercise = (chapter: string, exercise: string, seed: number): ExerciseNote =>
    this.#notes.get().exercises[exerciseKey(seed, exercise)] ?? {
      ...{ chapter, exercise, seed, variant: 1, tries: 0, solved: 0 },
      ...{ answer: '', right: false, aided: false },
    };

  readonly work = (note: ExerciseNote): void =>
    this.#change((notes) => {
      const kept = { ...note, answer: note.answer.slice(0, mostAnswer) };
      const at = exerciseKey(note.seed, note.exercise);
      return { ...notes, exercises: { ...notes.exercises, [at]: kept } };
    });

  readonly clear = (): void => {
    this.#notes.set(empty);
    this.#attempt((storage) => storage.removeItem(key));
  };

  #change(change: (notes: Notes) => Notes): void {
    // Another tab may have written since; where nothing can be kept, nothing can have been written either.
    if (this.#keeps) this.recall();
    this.#notes.set(change(this.#notes.get()));
    const text = JSON.stringify({ version, ...this.#notes.get() });
    this.#keeps = this.#attempt((storage) => storage.setItem(key, text));
  }

  #attempt(what: (storage: ReturnType<OpenStorage>) => void): boolean {
    try {
      what(this.#open());
      return true;
    } catch {
      return false;
    }
  }
}

export const notebook = new Notebook();
