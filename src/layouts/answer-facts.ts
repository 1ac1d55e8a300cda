/**
 * What prose may say of how sure the recorded run is, of its mistakes, and of what choosing its epoch did: words made of a table that
 * was written down once. It asks no network.
 */
import { recordedAnswers } from '../components/facts/recorded-answers.ts';
import { middleOf } from '../components/film/frames.ts';
import { percentText } from '../components/marks/format.ts';
import { classes, counts } from '../core/dataset/catalog.ts';
import { accuracyError, luckOfBest } from '../core/network/chosen-epoch.ts';
import { surerThan } from '../core/network/confidence.ts';
import { answersOf } from '../core/network/right-answers.ts';
import { dataLabel, recordedRun } from './build-data.ts';
import { builtFilm } from './recorded-film.ts';

const judged = recordedAnswers[dataLabel.drawn ? 'procedural' : 'cifar10'];
const { best, epochs, transfer, weights } = recordedRun;
if (judged.weights !== weights[best]!.sha256)
  throw new Error(
    `answers: expected those of the recorded weights ${weights[best]!.sha256}, got ${judged.weights}; scripts/answers.ts makes them anew`,
  );

const count = (value: number): string => value.toLocaleString('en');
const points = (share: number): string => (100 * share).toFixed(1);
const accuracy = epochs[best - 1]!.validationAccuracy;
const { own, other, choices } = judged;
const everyone = surerThan(own, own.bands[0]!.from);
const elsewhere = surerThan(other, other.bands[0]!.from);
const sure = surerThan(own, 0.9);
const surest = surerThan(own, 0.99);
const sureElsewhere = surerThan(other, 0.9);
const torn = own.bands[0]!;
const [few, half] = choices;
const secondBest = Math.max(
  ...epochs.filter(({ epoch }) => epoch !== best).map((epoch) => epoch.validationAccuracy),
);
const luck = luckOfBest(epochs.length) * accuracyError(accuracy, counts.validation);

/** The mistake that is made most often: rows of `confusion` are true classes, columns answers. */
function commonest(confusion: readonly (readonly number[])[]) {
  const mistakes = confusion.flatMap((row, label) =>
    row.map((pictures, answer) => ({ label, answer, pictures })),
  );
  const { label, answer, pictures } = mistakes
    .filter((mistake) => mistake.label !== mistake.answer)
    .reduce((most, mistake) => (mistake.pictures > most.pictures ? mistake : most));
  return { true: classes[label]!.plural, said: classes[answer]!.plural, pictures };
}

/** What shares amount to, for example `bird, with 61.2%`. */
function said(shares: readonly number[]): string {
  const { answer, share } = answersOf(shares, 1)[0]!;
  return `${classes[answer]!.name}, with ${percentText(share)}`;
}

const mistake = commonest(epochs[best - 1]!.confusion);
const otherMistake = commonest(transfer.confusion);
const { surestMistake } = own;
if (!surestMistake) throw new Error('answers: expected at least one mistake, got none');

export const answerFacts = {
  /** How far the middle filter of the first layer moves by the best epoch, in per cent of the length that filters begin with. */
  filmPart: `${Math.round((100 * middleOf(builtFilm.moved)) / middleOf(builtFilm.lengths))}%`,
  wrong: count(everyone.pictures - everyone.right),
  mistakeTrue: mistake.true,
  mistakeSaid: mistake.said,
  mistakePictures: count(mistake.pictures),
  /** Mean of the highest shares on all validation pictures. */
  meanShare: percentText(everyone.share),
  /** Pictures with a highest share of 90% or more. */
  sure: count(sure.pictures),
  sureRight: percentText(sure.right / sure.pictures),
  sureWrong: count(sure.pictures - sure.right),
  /** The same with 99%. */
  surest: count(surest.pictures),
  surestWrong: count(surest.pictures - surest.right),
  surestMistakeShare: `${(100 * surestMistake.share).toFixed(2)}%`,
  surestMistakeTrue: classes[surestMistake.label]!.name,
  surestMistakeSaid: classes[surestMistake.answer]!.name,
  /** Pictures with a highest share under a half. */
  torn: count(torn.pictures),
  tornRight: percentText(torn.right / torn.pictures),
  /** The same weights on the pictures of the other set. */
  transferMeanShare: percentText(elsewhere.share),
  transferSureWrong: count(sureElsewhere.pictures - sureElsewhere.right),
  transferMistakeTrue: otherMistake.true,
  transferMistakeSaid: otherMistake.said,
  transferMistakePictures: count(otherMistake.pictures),
  grey: said(judged.grey),
  noise: said(judged.noise),
  /** Percentage points from the second-best epoch to the best one. */
  bestLead: points(accuracy - secondBest),
  /** Percentage points: standard error of the best accuracy, and how far luck lifts the best of as many equal epochs. */
  accuracyError: points(accuracyError(accuracy, counts.validation)),
  luckOfEpochs: points(luck),
  /** An epoch chosen on so many pictures: its accuracy on these, and on the others. */
  half: count(half.pictures),
  halfChosen: percentText(half.chosenOn),
  halfFresh: percentText(half.fresh),
  few: count(few.pictures),
  fewChosen: percentText(few.chosenOn),
  fewFresh: percentText(few.fresh),
  choiceDraws: count(half.draws),
} as const satisfies Record<string, string>;
