/** What the last chapter asks: what choosing does to a score, how far chance moves one, how large a file is, and which test is honest. */
import { accuracyError } from '../../../core/network/chosen-epoch.ts';
import { layout } from '../../../core/network/layout.ts';
import { recordedAnswers } from '../../facts/recorded-answers.ts';
import { countText, percentText } from '../../marks/format.ts';
import type { Exercise, Known, Lesson, Prediction } from '../lesson.ts';
import { toldApart } from '../mistakes.ts';

const choicesOf = ({ run }: Known) =>
  recordedAnswers[run.data.id === 'procedural' ? 'procedural' : 'cifar10'].choices;

const chosenOnFew: Prediction = {
  kind: 'number',
  id: 'chosen-on-few',
  question:
    'Suppose that only 100 of the validation pictures choose among the epochs of the recorded run, the others being locked away. How many percentage points lower is the chosen epoch on the others than on the 100 that chose it? A mean over thousands of such choices.',
  unit: 'points',
  least: -5,
  most: 30,
  near: 2,
  answer(known) {
    const [{ chosenOn, fresh }] = choicesOf(known);
    return Number((100 * (chosenOn - fresh)).toFixed(1));
  },
  reveal(known) {
    const [few, half] = choicesOf(known);
    return `On the ${few.pictures} that chose it, it names ${percentText(few.chosenOn)} rightly, on the others ${percentText(few.fresh)}. Where ${countText(half.pictures)} choose, it is ${percentText(half.chosenOn)} and ${percentText(half.fresh)}.`;
  },
};

const scatter: Exercise = {
  id: 'accuracy-scatter',
  title: 'How far chance moves a score',
  make(draw) {
    const percent = [60, 70, 75, 80, 85, 90, 95][draw(0, 6)]!;
    const pictures = [100, 250, 400, 1000, 2500, 3000, 10_000][draw(0, 6)]!;
    const p = percent / 100;
    const answer = 100 * accuracyError(p, pictures);
    const tolerance = Math.max(0.006, answer / 100);
    return {
      kind: 'number',
      question: `A network names ${percent}% of pictures of some kind rightly, in the long run. You count on ${countText(pictures)} of them, drawn by chance. By how many percentage points will your count typically be off? Work out √(p (1 − p) / n), to two decimals.`,
      answer,
      unit: 'points',
      tolerance,
      mistakes: toldApart(answer, tolerance, [
        {
          value: (100 * p * (1 - p)) / pictures,
          reason: 'The root is missing: that is the variance, whose unit is a square.',
        },
        {
          value: 100 * Math.sqrt(p / pictures),
          reason:
            'The factor 1 − p is missing. It says that a network which is nearly always right leaves chance little to do.',
        },
        {
          value: 100 * Math.sqrt(p * (1 - p)),
          reason: 'That is how far one picture scatters. Divide by the root of how many there are.',
        },
        {
          value: (100 * Math.sqrt(p * (1 - p))) / pictures,
          reason:
            'You divided by the number of pictures; it stands under the root. To halve the error takes four times as many.',
        },
        {
          value: answer / 100,
          reason: 'That is a share. In percentage points it is a hundred times as much.',
        },
      ]),
      hint: `p is ${p}, 1 − p is what is left of 1, n is ${countText(pictures)}. The root comes last, then times 100.`,
      solution: `√(${p} × ${(1 - p).toFixed(2)} / ${countText(pictures)}) = ${(answer / 100).toPrecision(3)}, which is ${answer.toFixed(2)} points. Two networks whose scores differ by less than about twice that can't be told apart on these pictures.`,
    };
  },
};

const float32Bytes = 4;
const kernels = layout.parameters.filter(
  ({ part, shape }) => part === 'kernel' && shape.length === 4,
);

const bytes: Exercise = {
  id: 'kernel-bytes',
  title: 'What one array weighs',
  make(draw) {
    const { name, layer, shape, length } = kernels[draw(0, kernels.length - 1)]!;
    const filters = shape.at(-1)!;
    const answer = float32Bytes * length;
    return {
      kind: 'number',
      question: `In the file of weights the array \`${name}\` has the shape ${shape.join(' × ')}, as Keras keeps it, in numbers of 32 bits. How many bytes does it take?`,
      answer,
      unit: 'bytes',
      tolerance: 0,
      mistakes: toldApart(answer, 0, [
        { value: length, reason: 'So many numbers there are. Each takes 32 bits, four bytes.' },
        {
          value: 32 * length,
          reason: 'Those are bits. There are eight of them in a byte.',
        },
        {
          value: float32Bytes * (length + filters),
          reason: `You counted the biases, too. They are an array of their own, \`${layer}/bias\`.`,
        },
        {
          value: float32Bytes * shape[0]! * shape[1]! * filters,
          reason: `Each filter is as deep as its input: ${shape[2]} channels. They all have weights of their own.`,
        },
        {
          value: 2 * length,
          reason:
            'That would be numbers of 16 bits, as the site itself keeps its recorded run; in this file there are 32.',
        },
      ]),
      hint: 'Multiply the four numbers of the shape, then think of how many bytes 32 bits are.',
      solution: `${shape.join(' × ')} = ${countText(length)} numbers, times ${float32Bytes} bytes: ${countText(answer)}.`,
    };
  },
};

const honest: Exercise = {
  id: 'honest-test',
  title: 'An honest score',
  make: () => ({
    kind: 'choice',
    question:
      'You want to know how good your network will be on new pictures. Which of these scores may be quoted without a footnote?',
    options: [
      {
        text: 'Five learning rates were tried, the best was chosen on validation pictures, and that one network was asked once about test pictures',
        right: true,
        reason:
          'The test pictures took no part in any choice, so luck with them had no way into the network.',
      },
      {
        text: 'The best validation accuracy of all epochs',
        right: false,
        reason:
          'It was the best because of these pictures, and part of what made it best may be luck with them.',
      },
      {
        text: 'Five networks were asked about the test pictures, and the best of the five scores is quoted',
        right: false,
        reason:
          'That is choosing on the test pictures. Quote the mean of the five, or choose beforehand and on other pictures.',
      },
      {
        text: 'The test accuracy after the network was changed until it was satisfactory',
        right: false,
        reason:
          'Every look that led to a change was a choice made on the test pictures, even though no gradient of theirs was taken.',
      },
    ],
    solution:
      'A score is honest if the pictures behind it had no say in anything: not in the weights, nor in the epoch, the learning rate or the design. One set for learning, one for choosing, one for asking once.',
  }),
};

export const lesson: Lesson = {
  chapter: 'afterwards',
  predictions: [chosenOnFew],
  exercises: [scatter, bytes, honest],
};
