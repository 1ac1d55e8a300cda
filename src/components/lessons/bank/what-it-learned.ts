/** What the chapter on what was learned asks: the commonest mistake, sure answers that are wrong, and the reading of both kinds of table. */
import { classes } from '../../../core/dataset/catalog.ts';
import { surerThan } from '../../../core/network/confidence.ts';
import type { RecordedRun } from '../../../core/network/recorded-run.ts';
import { recordedAnswers } from '../../facts/recorded-answers.ts';
import { percentText } from '../../marks/format.ts';
import type { Draw, Exercise, Lesson, Prediction } from '../lesson.ts';
import { toldApart } from '../mistakes.ts';

type Counts = readonly (readonly number[])[];

const confusionOf = ({ epochs, best }: RecordedRun): Counts => epochs[best - 1]!.confusion;

/** The six ways to be wrong, by true class. */
const ways = classes.flatMap(({ label }) =>
  classes.flatMap(({ label: answer }) => (answer === label ? [] : [{ label, answer }])),
);
const wayText = ({ label, answer }: (typeof ways)[number]): string =>
  `${classes[label]!.plural} called ${classes[answer]!.plural}`;

const commonest: Prediction = {
  kind: 'choice',
  id: 'commonest-mistake',
  question: 'Which mistake does the recorded run make most often?',
  options: ways.map(wayText),
  answer({ run }) {
    const counts = ways.map(({ label, answer }) => confusionOf(run)[label]![answer]!);
    return counts.indexOf(Math.max(...counts));
  },
  reveal({ run }) {
    const sorted = ways
      .map((way) => ({ way, count: confusionOf(run)[way.label]![way.answer]! }))
      .sort((a, b) => b.count - a.count);
    const [most, least] = [sorted[0]!, sorted.at(-1)!];
    return `Most often it is ${wayText(most.way)}: ${most.count} pictures. The rarest are ${wayText(least.way)}, ${least.count} of them.`;
  },
};

const answersOf = (run: RecordedRun) =>
  recordedAnswers[run.data.id === 'procedural' ? 'procedural' : 'cifar10'].own;

const sureAndWrong: Prediction = {
  kind: 'number',
  id: 'sure-and-wrong',
  question:
    'Take all validation pictures to which the recorded run answers with a share of 90% or more. Of a hundred such answers, how many are wrong?',
  unit: '',
  least: 0,
  most: 67,
  near: 1.6,
  answer({ run }) {
    const { pictures, right } = surerThan(answersOf(run), 0.9);
    return Number(((100 * (pictures - right)) / pictures).toFixed(1));
  },
  reveal({ run }) {
    const { pictures, right, share } = surerThan(answersOf(run), 0.9);
    return `${pictures - right} of ${pictures.toLocaleString('en')}, which is ${percentText(1 - right / pictures)}. Its mean confidence there is ${percentText(share)}, so that about ${percentText(1 - share)} were to be expected.`;
  },
};

/** A confusion matrix of `each` pictures a class, its diagonal the largest in each row. */
function matrixFrom(draw: Draw, each: number): Counts {
  return classes.map((_, label) => {
    const wrong = [draw(20, 160), draw(20, 160)];
    const row = classes.map((__, answer) => (answer === label ? 0 : wrong.pop()!));
    row[label] = each - row.reduce((sum, count) => sum + count, 0);
    return row;
  });
}

const inPercent = (part: number, whole: number): number => (100 * part) / whole;

const column: Exercise = {
  id: 'confusion-column',
  title: 'What an answer is worth',
  make(draw) {
    const each = 500;
    const matrix = matrixFrom(draw, each);
    const of = draw(0, classes.length - 1);
    const { name, plural } = classes[of]!;
    const right = matrix[of]![of]!;
    const said = matrix.reduce((sum, row) => sum + row[of]!, 0);
    const all = each * classes.length;
    const diagonal = matrix.reduce((sum, row, label) => sum + row[label]!, 0);
    const answer = inPercent(right, said);
    const tolerance = 0.1;
    const rows = matrix.map(
      (row, label) =>
        `Of ${each} ${classes[label]!.plural}, ${row.map((count, at) => `${count} were called ${classes[at]!.name}`).join(', ')}.`,
    );
    return {
      kind: 'number',
      question: `A network was asked about ${all.toLocaleString('en')} pictures. ${rows.join(' ')} When it answers _${name}_, in how many per cent of cases is it one? One decimal.`,
      answer,
      unit: '%',
      tolerance,
      mistakes: toldApart(answer, tolerance, [
        {
          value: inPercent(right, each),
          reason: `That is how many of the ${plural} were found: you read along the row. What the answer _${name}_ is worth stands in its column.`,
        },
        {
          value: inPercent(diagonal, all),
          reason: 'That is the accuracy, all classes together. The question is about one answer.',
        },
        {
          value: inPercent(right, all),
          reason: `You divided by all pictures. Only those that were called ${name} are in question.`,
        },
        {
          value: inPercent(said - right, said),
          reason: `That is how often the answer _${name}_ is wrong; the rest of it is right.`,
        },
        {
          value: inPercent(said, all),
          reason: `That is how often it says _${name}_ at all, rightly or wrongly.`,
        },
      ]),
      hint: `Collect everything that was called ${name}, from all three rows. How many of these are ${plural}?`,
      solution: `${name[0]!.toUpperCase()}${name.slice(1)} was the answer ${matrix.map((row) => row[of]).join(' + ')} = ${said} times, and ${right} of these were right: ${right} / ${said} = ${answer.toFixed(1)}%. Of the ${each} ${plural} it found ${inPercent(right, each).toFixed(1)}%, which is another question.`,
    };
  },
};

const expected: Exercise = {
  id: 'calibrated-mistakes',
  title: 'How many mistakes were promised',
  make(draw) {
    const answer = draw(6, 60);
    const percent = [80, 84, 88, 90, 92, 95, 96][draw(0, 6)]!;
    // So many answers that a whole number of them is to be wrong.
    const pictures = Math.round((100 * answer) / (100 - percent));
    const wrong = (pictures * (100 - percent)) / 100;
    const found = Math.round(wrong * (1.5 + draw(0, 10) / 10));
    const tolerance = 0.5;
    return {
      kind: 'number',
      question: `${pictures} answers were given with a confidence of ${percent}% on average; ${found} of them turned out wrong. Had the network been calibrated, how many would have been wrong? To the nearest whole number.`,
      answer: wrong,
      unit: '',
      tolerance,
      mistakes: toldApart(wrong, tolerance, [
        {
          value: pictures - wrong,
          reason: 'So many would have been right. The others are the mistakes.',
        },
        {
          value: found,
          reason:
            'So many were wrong in fact. Calibrated would mean that the confidence had said so beforehand.',
        },
        {
          value: 0,
          reason:
            'Calibrated does not mean faultless: it means that the share of mistakes is the one that the confidence leaves room for.',
        },
        {
          value: found - wrong,
          reason: 'That is how many mistakes there were beyond the promise.',
        },
        {
          value: 100 - percent,
          reason: `That would hold for a hundred answers; here there are ${pictures}.`,
        },
      ]),
      hint: `A confidence of ${percent}% leaves ${100 - percent} answers of a hundred for mistakes.`,
      solution: `${pictures} × (1 − ${percent / 100}) = ${wrong.toFixed(0)}. In fact ${found} were wrong, so the network was surer than it was right.`,
    };
  },
};

const oneAnswer: Exercise = {
  id: 'sure-of-one-picture',
  title: 'One picture, 99.9%',
  make: () => ({
    kind: 'choice',
    question:
      'A picture from the validation set is answered with _bird_, 99.9%. What follows from that, before you have looked at the picture?',
    options: [
      {
        text: 'That such answers, to pictures of this kind, have nearly all been right so far',
        right: true,
        reason:
          'Just that, where it was counted and found so. It is a statement about many answers to pictures like these.',
      },
      {
        text: 'That the chance of a mistake is one in a thousand, whatever the picture',
        right: false,
        reason:
          'Only if the network is calibrated, and for pictures of the kind on which that was counted. Shown another kind, it gives such shares as well.',
      },
      {
        text: 'That the picture resembles the training pictures of birds closely',
        right: false,
        reason:
          'The shares compare three classes with one another. A picture that resembles none of them can leave one class far ahead all the same.',
      },
      {
        text: 'That the picture shows a bird',
        right: false,
        reason:
          'The surest mistake of the recorded run has a share above 98%. What a picture shows is decided by the picture.',
      },
    ],
    solution:
      'Confidence is a number that the network works out from the picture; being right is a fact about the picture. That the two go together has to be counted on many pictures, and holds for pictures like those.',
  }),
};

export const lesson: Lesson = {
  chapter: 'what-it-learned',
  predictions: [commonest, sureAndWrong],
  exercises: [column, expected, oneAnswer],
};
