/** What the chapter on the three blocks asks: what layers cost, what they do to sizes, and two of them worked out by hand. */
import { classes } from '../../../core/dataset/catalog.ts';
import { stepsPerEpoch } from '../../../core/dataset/batches.ts';
import { normalise } from '../../../core/math/batch-norm.ts';
import { dropOut } from '../../../core/math/dropout.ts';
import { describe } from '../../../core/network/describe.ts';
import { shareOfStart } from '../../../core/network/moving-average.ts';
import { network } from '../../../core/network/network.ts';
import { recipe } from '../../../core/network/recipe.ts';
import { shapes } from '../../../core/network/shapes.ts';
import type { RecordedRun } from '../../../core/network/recorded-run.ts';
import { countText } from '../../marks/format.ts';
import { norms } from '../../batch-norm/norms.ts';
import type { Exercise, Lesson, Prediction } from '../lesson.ts';
import { toldApart } from '../mistakes.ts';
import { numberText } from '../number-answer.ts';

const { rows, totals } = describe(network);
const { batchSize, trainingPictures } = recipe.hyperparameters;
const rowOf = (id: string) => rows.find((row) => row.id === id)!;
const candidates = ['conv1a', 'conv1b', 'conv3b', 'dense'];
const most = (value: (id: string) => number): string =>
  candidates.reduce((best, id) => (value(id) > value(best) ? id : best));
const largest = most((id) => rowOf(id).parameters.total);
const busiest = most((id) => rowOf(id).macs);

const heaviest: Prediction = {
  kind: 'choice',
  id: 'heaviest-layer',
  question: `The network has ${countText(totals.parameters)} parameters. One of these layers holds more of them than all other layers together. Which?`,
  options: [
    '`conv1a`, which meets the picture',
    '`conv1b`, which works on the largest maps',
    '`conv3b`, the last convolution',
    '`dense`, which every value is connected to',
  ],
  answer: () => candidates.indexOf(largest),
  reveal: () =>
    `\`${largest}\`, with ${countText(rowOf(largest).parameters.total)}. It has the most channels on both sides, and that is what a convolution’s count goes by; the size of the map does not come into it. The most multiplying is done by \`${busiest}\`, ${countText(rowOf(busiest).macs)} multiplications a picture.`,
};

const leftAfterEpoch = ({ stepsPerEpoch }: RecordedRun): number =>
  Number((100 * shareOfStart(norms[0]!.momentum, stepsPerEpoch)).toFixed(1));

const leftover: Prediction = {
  kind: 'number',
  id: 'moving-leftover',
  question: `A running average keeps 99 percent of itself at every step and takes 1 percent of what is new. It began with a number that had nothing to do with the data. After the ${stepsPerEpoch(trainingPictures, batchSize)} steps of one epoch, how much of that number is still in it?`,
  unit: '%',
  least: 0,
  most: 100,
  answer: ({ run }) => leftAfterEpoch(run),
  near: 1.3,
  reveal: ({ run }) =>
    `0.99 to the power of ${run.stepsPerEpoch} steps: ${numberText(leftAfterEpoch(run), '%')}. Whoever is judged by such an average after one epoch is judged largely by its arbitrary beginning.`,
};

/** Side of the output of each layer for square pictures of this side. */
const sides = (side: number): ReadonlyMap<string, number> => {
  const along = shapes({ ...network, input: { ...network.input, height: side, width: side } });
  return new Map(network.layers.map(({ id }, index) => [id, along[index + 1]!.height]));
};

const pictureSide: Exercise = {
  id: 'picture-side',
  title: 'A larger picture',
  make(draw) {
    const side = draw(36, 120);
    const at = sides(side);
    const answer = at.get('pool3')!;
    const { channels } = rowOf('pool3').output;
    const thrice = (step: (value: number) => number) => step(step(step(side)));
    const inputs = answer * answer * channels;
    const way = ['conv1b', 'pool1', 'conv2b', 'pool2', 'conv3b', 'pool3'].map(
      (id) => `\`${id}\` ${at.get(id)}`,
    );
    return {
      kind: 'number',
      question: `Give the same three blocks a picture of ${side} × ${side} px. How many rows has the output of \`pool3\`?`,
      answer,
      unit: '',
      tolerance: 0,
      mistakes: toldApart(answer, 0, [
        {
          value: thrice((value) => Math.floor(value / 2)),
          reason:
            'Three halvings and nothing else: but the second convolution of each block is `valid` and takes a row at the top and one at the bottom first.',
        },
        {
          value: thrice((value) => Math.ceil((value - 2) / 2)),
          reason: 'A pool rounds down: a last odd row fills no window and is dropped.',
        },
        {
          value: thrice((value) => Math.floor((value - 1) / 2)),
          reason:
            'A 3 × 3 kernel without padding costs two rows, one at the top and one at the bottom, not one.',
        },
        {
          value: thrice((value) => Math.floor((value - 4) / 2)),
          reason:
            'Only one of the two convolutions of a block is `valid`; the other keeps its size.',
        },
        {
          value: at.get('conv3b')!,
          reason: 'That is the output of `conv3b`; `pool3` still halves it.',
        },
      ]),
      hint: 'In each block: the first convolution keeps the size, the second takes 2 away, the pool halves and rounds down.',
      solution: `${side} px, then rows: ${way.join(', ')}. Flattened that is ${answer} · ${answer} · ${channels} = ${countText(inputs)} values, so that of all layers only \`dense\` has another number of parameters than before: ${countText((inputs + 1) * classes.length)}.`,
    };
  },
};

const normByHand: Exercise = {
  id: 'norm-by-hand',
  title: 'BatchNorm by hand',
  make(draw) {
    const deviation = draw(2, 5);
    // Behind a ReLU no value is negative.
    const mean = 3 * deviation + draw(0, 4);
    const away = draw(1, 3) * (draw(0, 1) === 0 ? -1 : 1);
    const [gamma, beta] = [draw(2, 4), draw(1, 5)];
    const value = mean + away * deviation;
    const only = (number: number) => Float64Array.of(number);
    const statistics = { mean: only(mean), variance: only(deviation ** 2) };
    const answer = normalise(only(value), only(gamma), only(beta), statistics, 0)[0]!;
    const tolerance = 0.01;
    return {
      kind: 'number',
      question: `In a batch, one channel has mean ${mean} and variance ${deviation ** 2}. Its γ is ${gamma} and its β is ${beta}; leave ε out. What becomes of the value ${numberText(value)}?`,
      answer,
      unit: '',
      tolerance,
      mistakes: toldApart(answer, tolerance, [
        {
          value: (gamma * (value - mean)) / deviation ** 2 + beta,
          reason: `Divided by the variance. It is divided by its root, the standard deviation: ${deviation}.`,
        },
        {
          value: away,
          reason: 'Normalised, and then γ and β were forgotten: stretch, then shift.',
        },
        { value: gamma * away, reason: `Right as far as γ; β still shifts it by ${beta}.` },
        { value: away + beta, reason: `Shifted by β, but not stretched by γ = ${gamma}.` },
        {
          value: gamma * (away + beta),
          reason: 'γ stretches the normalised value only; β is added afterwards.',
        },
        {
          value: (gamma * value) / deviation + beta,
          reason: `The mean, ${mean}, was not taken away first.`,
        },
      ]),
      hint: 'Take the mean away, divide by the root of the variance, multiply by γ, add β.',
      solution: `(${numberText(value)} − ${mean}) / √${deviation ** 2} = ${numberText(away)}; then ${gamma} · ${away < 0 ? `(${numberText(away)})` : away} + ${beta} = ${numberText(answer)}.`,
    };
  },
};

const keptValue: Exercise = {
  id: 'kept-value',
  title: 'What dropout passes on',
  make(draw) {
    const rate = [0.2, 0.4, 0.5, 0.75][draw(0, 3)]!;
    const value = draw(2, 12) / 2;
    const training = draw(0, 2) > 0;
    const kept = dropOut(Float64Array.of(value), Uint8Array.of(1), rate)[0]!;
    const answer = training ? kept : value;
    const tolerance = 0.005;
    const when = training
      ? 'In a training step this value is one of those that stay.'
      : 'Training is over and the network is asked about a picture.';
    return {
      kind: 'number',
      question: `A dropout layer of rate ${rate} gets the value ${value}. ${when} What does the layer pass on?`,
      answer,
      unit: '',
      tolerance,
      mistakes: toldApart(answer, tolerance, [
        training
          ? {
              value,
              reason: `It stays, but not as it is: the values that go would be missing from every sum, so those that stay are divided by ${1 - rate}, the share that stays.`,
            }
          : {
              value: kept,
              reason:
                'That is what training does. Asked for an answer, dropout drops nothing and so makes up for nothing.',
            },
        {
          value: value * (1 - rate),
          reason: training
            ? 'The wrong way round: what stays has to be made larger, to stand in for what goes.'
            : 'No scaling is left to do: it was done in training, where the values that stayed were made larger.',
        },
        {
          value: value * rate,
          reason: `That multiplies by ${rate}, which is the share that goes.`,
        },
        {
          value: 0,
          reason: training
            ? 'That is what becomes of the values that go; this one stays.'
            : 'Nothing is dropped when the network is asked for an answer.',
        },
      ]),
      hint: 'Dropout works in training only; and there the sum over many values should come out about the same with it as without.',
      solution: training
        ? `${1 - rate} of the values stay, so each of them is divided by that: ${value} / ${1 - rate} = ${numberText(kept)}.`
        : `Just what came in: ${value}. In training, too, the mean over many masks is this value.`,
    };
  },
};

export const lesson: Lesson = {
  chapter: 'three-blocks',
  predictions: [heaviest, leftover],
  exercises: [pictureSide, normByHand, keptValue],
};
