/** An exercise under a reader's hands: what a given answer makes of its note. It fetches, draws and keeps nothing. */
import type { ExerciseNote } from '../../session/notebook.ts';
import { judgeChoice, judgeNumber, type Verdict } from './judging.ts';
import type { Question } from './lesson.ts';
import { plainText } from './marked-text.ts';
import { readNumber } from './number-answer.ts';

export type Checked =
  { readonly ok: true; readonly verdict: Verdict } | { readonly ok: false; readonly fault: string };

/** @param answer a number as typed, or the index of an option as text. */
export function checked(question: Question, answer: string): Checked {
  if (question.kind === 'number') {
    const read = readNumber(answer, question.unit);
    return read.ok ? { ok: true, verdict: judgeNumber(question, read.value) } : read;
  }
  const index = /^\d+$/.test(answer) ? Number(answer) : -1;
  return question.options[index]
    ? { ok: true, verdict: judgeChoice(question, index) }
    : { ok: false, fault: 'Nothing is chosen yet: choose one of the answers.' };
}

/** The note after an answer; the same answer again is no further try. */
export function answered(note: ExerciseNote, answer: string, right: boolean): ExerciseNote {
  if (note.right || note.answer === answer) return note;
  return {
    ...note,
    answer,
    right,
    tries: note.tries + 1,
    solved: note.solved + (right ? 1 : 0),
  };
}

/** The note with another variant on view. */
export const turned = (note: ExerciseNote, variant: number): ExerciseNote => ({
  ...note,
  variant,
  answer: '',
  right: false,
  aided: false,
});

/** An answer in words: what was typed, or what the chosen option says. */
export function answerWords(question: Question, answer: string): string {
  if (answer === '') return 'no answer yet';
  if (question.kind === 'number') return answer.trim();
  const option = question.options[Number(answer)];
  return option ? plainText(option.text) : 'no answer yet';
}
