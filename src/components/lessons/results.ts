/** What a reader predicted and worked out, in words: for the page of notes and for the file that is handed in. It fetches and keeps nothing. */
import type { ExerciseNote, Notes } from '../../session/notebook.ts';
import type { Asked } from './asked.ts';
import { answerText, guessFor, guessText, ownGuessText } from './guess.ts';
import type { Question } from './lesson.ts';
import { plainText } from './marked-text.ts';
import { ownSeed } from './variants.ts';
import { answerWords } from './work.ts';

/** A chapter as far as its results need it. */
export interface NotedChapter {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly href: string;
  readonly predictions: readonly Asked[];
  readonly exercises: readonly { readonly id: string; readonly title: string }[];
}

interface PredictionResult {
  readonly question: string;
  readonly guess: string;
  /** Empty until the reader has looked. */
  readonly answer: string;
}

interface ExerciseResult {
  readonly title: string;
  readonly outcome: string;
  /** Of the variant on view; empty while it is not fetched. */
  readonly question: string;
  readonly answer: string;
}

export interface ChapterResults {
  readonly chapter: NotedChapter;
  /** Exercises with a variant answered rightly, whatever the class. */
  readonly solved: number;
  readonly predictions: readonly PredictionResult[];
  readonly exercises: readonly ExerciseResult[];
}

/** Questions of variants on view, by `noteKey`. */
export type Questions = ReadonlyMap<string, Question>;

export const noteKey = ({ seed, exercise, variant }: ExerciseNote): string =>
  `${seed}:${exercise}:${variant}`;

const counted = (count: number, one: string, many: string) =>
  `${count} ${count === 1 ? one : many}`;

function outcomeText({ solved, tries, aided, seed }: ExerciseNote): string {
  const said = [
    solved === 0 ? 'not solved yet' : solved === 1 ? 'solved' : `solved, ${solved} variants of it`,
    counted(tries, 'try', 'tries'),
    ...(aided ? ['with the way shown'] : []),
    ...(seed === ownSeed ? [] : [`class ${seed}`]),
  ];
  return said.join('; ');
}

function exerciseResult(title: string, note: ExerciseNote, questions: Questions): ExerciseResult {
  const question = questions.get(noteKey(note));
  const verdict = note.right ? 'right' : 'not right';
  return {
    title,
    outcome: outcomeText(note),
    question: question ? plainText(question.question) : '',
    answer:
      !question || note.answer === '' ? '' : `${answerWords(question, note.answer)} (${verdict})`,
  };
}

/** The chapters in which something was done, in their order. */
export function resultsOf(
  chapters: readonly NotedChapter[],
  notes: Notes,
  questions: Questions,
): readonly ChapterResults[] {
  const all = chapters.map((chapter): ChapterResults => {
    const predictions = chapter.predictions.flatMap((asked): PredictionResult[] => {
      const note = notes.predictions[asked.id];
      const guess = guessFor(asked, note?.guess ?? null);
      if (!note || (guess === null && !note.shown)) return [];
      const near = guess === null ? '' : ` ${guessText(asked, guess)}`;
      return [
        {
          question: plainText(asked.question),
          guess: guess === null ? 'none' : ownGuessText(asked, guess),
          answer: note.shown ? `${answerText(asked)}${near}` : '',
        },
      ];
    });
    const worked = chapter.exercises.flatMap(({ id, title }) =>
      Object.values(notes.exercises)
        .filter((note) => note.exercise === id && (note.tries > 0 || note.aided))
        .map((note) => ({ title, note })),
    );
    const right = worked.filter(({ note }) => note.solved > 0).map(({ note }) => note.exercise);
    return {
      chapter,
      solved: new Set(right).size,
      predictions,
      exercises: worked.map(({ title, note }) => exerciseResult(title, note, questions)),
    };
  });
  return all.filter(({ predictions, exercises }) => predictions.length + exercises.length > 0);
}

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);

/**
 * The file that is handed in: plain text, lines ending in a line feed.
 *
 * @param date as it is to stand there.
 */
export function resultsText(
  results: readonly ChapterResults[],
  { name, date, total }: { readonly name: string; readonly date: string; readonly total: number },
): string {
  const solved = results.reduce((sum, one) => sum + one.solved, 0);
  const chapters = results.flatMap(({ chapter, predictions, exercises }) => [
    '',
    `${chapter.number}. ${chapter.title}`,
    ...predictions.flatMap(({ question, guess, answer }) => [
      '',
      ...indented([
        `Predicted: ${question}`,
        `My guess: ${guess}`,
        answer === '' ? 'Not looked at yet.' : `The answer: ${answer}`,
      ]),
    ]),
    ...exercises.flatMap(({ title, outcome, question, answer }) => [
      '',
      ...indented([
        `Exercise: ${title}: ${outcome}`,
        ...(question === '' ? [] : [question]),
        ...(answer === '' ? [] : [`My answer: ${answer}`]),
      ]),
    ]),
  ]);
  return [
    'Three Blocks: my notes',
    ...(name.trim() === '' ? [] : [`Name: ${name.trim()}`]),
    `Date: ${date}`,
    `Exercises solved: ${solved} of ${total}`,
    ...(chapters.length > 0 ? chapters : ['', 'Nothing predicted and nothing worked out yet.']),
    '',
  ].join('\n');
}
