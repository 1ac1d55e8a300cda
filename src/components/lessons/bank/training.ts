/** What the chapter on training asks: how the curves go, what a share costs, what Adam's first step does, and when the recipe stops. */
import { stepsPerEpoch } from '../../../core/dataset/batches.ts';
import { classes } from '../../../core/dataset/catalog.ts';
import { adam } from '../../../core/math/adam.ts';
import { recipe } from '../../../core/network/recipe.ts';
import type { RecordedRun } from '../../../core/network/recorded-run.ts';
import type { EpochResult } from '../../../core/network/run.ts';
import { bestEpoch, verdict } from '../../../core/network/stopping.ts';
import { publishedBest, publishedRun } from '../../facts/published-run.ts';
import { percentText } from '../../marks/format.ts';
import type { Draw, Exercise, Lesson, Prediction } from '../lesson.ts';
import { toldApart } from '../mistakes.ts';
import { numberText } from '../number-answer.ts';

const { batchSize, trainingPictures } = recipe.hyperparameters;
const guessing = Math.log(classes.length);
/** How many steps a mean is taken over. */
const over = 10;

/** The first step, counted from 1, at which the mean loss of the last ten is below that of guessing; the last step where none is. */
function stepsToGuessing({ steps: { loss } }: RecordedRun): number {
  const below = loss.findIndex((_, at) => {
    const last = loss.slice(at + 1 - over, at + 1);
    return at + 1 >= over && last.reduce((sum, one) => sum + one, 0) / over < guessing;
  });
  return below < 0 ? loss.length : below + 1;
}

const toGuessing: Prediction = {
  kind: 'number',
  id: 'steps-to-guessing',
  question: `Guessing costs ${guessing.toFixed(2)}, and the fresh network does worse. A step takes one batch. How many steps does it take until the mean loss of ten steps in a row is below that of guessing?`,
  unit: 'steps',
  least: 1,
  most: recipe.epochs * stepsPerEpoch(trainingPictures, batchSize),
  answer: ({ run }) => stepsToGuessing(run),
  near: 2,
  reveal: ({ run }) =>
    `In the recorded run it was after ${stepsToGuessing(run)} steps, ${percentText(stepsToGuessing(run) / run.stepsPerEpoch)} of the first epoch: most of the training pictures had not been looked at once.`,
};

const inPercent = (share: number): number => Number((100 * share).toFixed(1));

const validation: Prediction = {
  kind: 'curve',
  id: 'validation-curve',
  question: `After each of ${recipe.epochs} epochs the published run counted how many of the validation pictures the network named rightly. Draw how that went, epoch by epoch. Guessing would name a third.`,
  x: { label: 'epoch', values: publishedRun.map(({ epoch }) => epoch) },
  y: { label: 'validation pictures named rightly, %', least: 0, most: 100 },
  answer: () => publishedRun.map(({ validationAccuracy }) => inPercent(validationAccuracy)),
  reveal: () => {
    const [first, second] = publishedRun;
    return `It hardly moves at first: ${percentText(first!.validationAccuracy)} and ${percentText(second!.validationAccuracy)}, while ${percentText(first!.accuracy)} of the training pictures were already named rightly. Then it climbs to ${percentText(publishedBest.validationAccuracy)} in epoch ${publishedBest.epoch} and falls to ${percentText(publishedRun.at(-1)!.validationAccuracy)} at the end. Hardly anyone draws that, and the reasons follow below.`;
  },
};

const hundredths = (value: number): number => Number(value.toFixed(2));

const share: Exercise = {
  id: 'loss-of-share',
  title: 'What an answer costs',
  make(draw) {
    const truth = draw(0, classes.length - 1);
    const shares = [0, 0, 0];
    shares[truth] = draw(4, 60) / 100;
    const [next, last] = [(truth + 1) % 3, (truth + 2) % 3];
    const rest = Math.round(100 * (1 - shares[truth]));
    shares[next] = draw(1, rest - 1) / 100;
    shares[last] = Math.round(rest - 100 * shares[next]) / 100;
    const right = shares[truth];
    const most = Math.max(...shares);
    const answer = hundredths(-Math.log(right));
    const tolerance = 0.006;
    const said = classes.map(({ name, label }) => `${shares[label]} ${name}`).join(', ');
    return {
      kind: 'number',
      question: `The picture shows one of the ${classes[truth]!.plural}; the network answers ${said}. What is the loss of this picture, to two decimals? A calculator is allowed.`,
      answer,
      unit: '',
      tolerance,
      mistakes: toldApart(answer, tolerance, [
        {
          value: hundredths(-Math.log10(right)),
          reason: 'That is the logarithm to base 10; the loss takes the natural one, `ln`.',
        },
        {
          value: hundredths(Math.log(right)),
          reason:
            'The logarithm of a share below 1 is negative. The loss is its opposite, so that 0 is the best there is.',
        },
        {
          value: hundredths(-Math.log(most)),
          reason:
            'That is the cost of the largest share. What counts is the share of the true class, however small.',
        },
        {
          value: hundredths(1 - right),
          reason:
            'How much is missing to 1 would be a measure, too; this one takes the logarithm, which punishes small shares far more.',
        },
        {
          value: hundredths(-shares.reduce((sum, one) => sum + Math.log(one), 0)),
          reason: 'The other classes have no term of their own: only the true class is looked up.',
        },
      ]),
      hint: 'Find the share that the true class got, and take the negative natural logarithm of it.',
      solution: `The true class got ${right}, and −ln ${right} = ${answer.toFixed(2)}. The other two shares have no term of their own.`,
    };
  },
};

/** One weight after Adam's first step. */
function afterFirst(weight: number, gradient: number, learningRate: number): number {
  const arrays = {
    weights: Float64Array.of(weight),
    gradient: Float64Array.of(gradient),
    firstMoment: new Float64Array(1),
    secondMoment: new Float64Array(1),
  };
  adam(arrays, 1, { ...recipe.adam, learningRate });
  return arrays.weights[0]!;
}

const firstStep: Exercise = {
  id: 'adam-first-step',
  title: 'Adam’s very first step',
  make(draw) {
    const learningRate = [0.001, 0.002, 0.005, 0.01][draw(0, 3)]!;
    const weight = draw(-40, 40) / 100;
    const gradient = ((draw(0, 1) === 0 ? -1 : 1) * draw(3, 90)) / [10, 100, 1000][draw(0, 2)]!;
    const way = gradient > 0 ? -1 : 1;
    const answer = Number(afterFirst(weight, gradient, learningRate).toFixed(6));
    const tolerance = learningRate / 100;
    const { beta1, beta2 } = recipe.adam;
    const uncorrected = (learningRate * (1 - beta1)) / Math.sqrt(1 - beta2);
    return {
      kind: 'number',
      question: `Before the first step a weight is ${numberText(weight)}; its gradient in the first batch is ${numberText(gradient)}. The learning rate is ${learningRate}, and Adam’s two averages start at 0. What is the weight after the step?`,
      answer,
      unit: '',
      tolerance,
      mistakes: toldApart(answer, tolerance, [
        {
          value: weight - way * learningRate,
          reason: `The wrong way: a ${gradient > 0 ? 'positive' : 'negative'} gradient says that the loss falls when the weight is ${gradient > 0 ? 'lowered' : 'raised'}.`,
        },
        {
          value: weight - learningRate * gradient,
          reason:
            'That is plain gradient descent. Adam divides by the size of the slopes it has seen, which here is the size of this one.',
        },
        {
          value: weight + learningRate * gradient,
          reason: 'Plain gradient descent, and uphill at that.',
        },
        {
          value: weight + way * uncorrected,
          reason:
            'Both averages start at 0 and are too small at first; without dividing by 1 − β to the power of the step, the first step comes out three times too long.',
        },
      ]),
      hint: 'After one step both corrected averages are made of this gradient alone: g over the root of g².',
      solution: `The corrected averages are g and g², so the step is the learning rate times g / √g², which is ${gradient > 0 ? '1' : '−1'}: however steep or flat it is, the first step is ${learningRate} long. ${numberText(weight)} ${way > 0 ? '+' : '−'} ${learningRate} = ${numberText(answer)}.`,
    };
  },
};

/** Ten validation accuracies, in whole per cent: a dip before the best, three worse ones after it, then a better one that comes too late. */
function accuraciesOf(draw: Draw): { readonly list: readonly number[]; readonly best: number } {
  const best = draw(3, 5);
  const peak = draw(78, 86);
  const rise = Array.from({ length: best }, (_, at) => peak - 7 * (best - 1 - at) - draw(0, 2));
  rise[best - 1] = peak;
  rise[best - 2] = rise[best - 3]! - draw(1, 3);
  const fall = [peak - draw(5, 8), peak - draw(1, 2), peak - draw(3, 4)];
  const late = Array.from({ length: recipe.epochs - best - 3 }, (_, at) => peak + 2 + at);
  return { list: [...rise, ...fall, ...late], best };
}

const epochOf = (accuracy: number, index: number): EpochResult => ({
  epoch: index + 1,
  loss: 0,
  accuracy: 0,
  validationLoss: 0,
  validationAccuracy: accuracy / 100,
  confusion: [],
  seconds: 0,
});

const stopping: Exercise = {
  id: 'early-stopping',
  title: 'When does it stop?',
  make(draw) {
    const { list, best } = accuraciesOf(draw);
    const results = list.map(epochOf);
    const answer = results.findIndex((_, at) => verdict(results.slice(0, at + 1)) !== null) + 1;
    const { patience } = recipe;
    return {
      kind: 'number',
      question: `Left alone, a run would reach these validation accuracies in its ten epochs: ${list.map((one) => `${one}%`).join(', ')}. With a patience of ${patience}, after which epoch does the recipe stop it?`,
      answer,
      unit: '',
      tolerance: 0,
      mistakes: toldApart(answer, 0, [
        {
          value: best,
          reason: `Epoch ${best} is the one whose weights are kept; at that time nobody knows that the next ones will be worse.`,
        },
        {
          value: best - 1,
          reason: `In epoch ${best - 1} it falls for the first time, but patience allows that: the next epoch is better than all before.`,
        },
        {
          value: best + 1,
          reason: `One epoch without a new best is not enough: it takes ${patience} of them in a row.`,
        },
        {
          value: answer + 1,
          reason: `Epoch ${best + 2} is better than the one before it, but not than the best so far, so it does not start the count anew; and the rise after epoch ${answer} is never seen.`,
        },
        {
          value: bestEpoch(results)!,
          reason:
            'That is the best of all ten, and the run never gets there: it has been stopped by then.',
        },
      ]),
      hint: 'Keep the best so far in mind, and count the epochs since. At the third one without a new best it is over.',
      solution: `The best so far is ${list[best - 1]}% in epoch ${best}. The next ${patience}, ${list
        .slice(best, best + patience)
        .map((one) => `${one}%`)
        .join(
          ', ',
        )}, don’t reach it: stopped after epoch ${answer}, with the weights of epoch ${best}. The better epochs that would have come are the price of not waiting.`,
    };
  },
};

export const lesson: Lesson = {
  chapter: 'training',
  predictions: [toGuessing, validation],
  exercises: [share, firstStep, stopping],
};
