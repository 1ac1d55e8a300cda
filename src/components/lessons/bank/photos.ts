/** What the chapter on photographs asks: what is said of nothing, what a shift costs, what softmax does, and what is left of a photograph. */
import { classes, picture } from '../../../core/dataset/catalog.ts';
import { softmax } from '../../../core/math/softmax.ts';
import { answersOf } from '../../../core/network/right-answers.ts';
import { recordedAnswers } from '../../facts/recorded-answers.ts';
import { percentText } from '../../marks/format.ts';
import type { Exercise, Known, Lesson, Prediction } from '../lesson.ts';
import { toldApart } from '../mistakes.ts';
import { numberText } from '../number-answer.ts';

const greyOf = ({ run }: Known): readonly number[] =>
  recordedAnswers[run.data.id === 'procedural' ? 'procedural' : 'cifar10'].grey;

/** A highest share below this counts as undecided: a third is the least there can be. */
const undecided = 0.4;

const greySquare: Prediction = {
  kind: 'choice',
  id: 'grey-square',
  question:
    'The recorded run is shown a square of one even grey, in which there is nothing at all. What does it answer?',
  options: ['About a third for each', ...classes.map(({ name }) => `More ${name} than anything`)],
  answer(known) {
    const { answer, share } = answersOf(greyOf(known), 1)[0]!;
    return share < undecided ? 0 : 1 + answer;
  },
  reveal(known) {
    const shares = greyOf(known);
    return `It says ${classes.map(({ name, label }) => `${name} ${percentText(shares[label]!)}`).join(', ')}. With nothing to see, biases and what zero padding does at the edges decide.`;
  },
};

const transferAccuracy: Prediction = {
  kind: 'number',
  id: 'transfer-accuracy',
  question:
    'Of the pictures of the other set, how many per cent does the recorded run name rightly? Guessing would give 33.3%.',
  unit: '%',
  least: 0,
  most: 100,
  near: 1.1,
  answer: ({ run }) => Number((100 * run.transfer.accuracy).toFixed(1)),
  reveal: ({ run }) =>
    `${percentText(run.transfer.accuracy)}, after ${percentText(run.epochs[run.best - 1]!.validationAccuracy)} on pictures like those that it was trained on.`,
};

const share: Exercise = {
  id: 'softmax-share',
  title: 'From scores to a share',
  make(draw) {
    const scores = classes.map(() => draw(-20, 30) / 10);
    const added = draw(2, 9);
    const of = draw(0, classes.length - 1);
    const { name } = classes[of]!;
    const answer = 100 * softmax(Float64Array.from(scores), scores.length)[of]!;
    const powers = scores.map(Math.exp);
    const sum = powers.reduce((total, power) => total + power, 0);
    const tolerance = 0.15;
    const said = classes.map((one) => `${one.name} ${numberText(scores[one.label]!)}`).join(', ');
    const plain = scores.reduce((total, score) => total + score, 0);
    return {
      kind: 'number',
      question: `The last layer gives these scores: ${said}. Then ${added} is added to all three. What share does softmax give to _${name}_, in per cent, to one decimal? A calculator is allowed.`,
      answer,
      unit: '%',
      tolerance,
      mistakes: toldApart(answer, tolerance, [
        {
          value: (100 * scores[of]!) / plain,
          reason:
            'Those are shares of the scores themselves. Softmax first raises e to the power of each, so that nothing is negative.',
        },
        {
          value: (100 * (scores[of]! + added)) / (plain + classes.length * added),
          reason:
            'Those are shares of the raised scores themselves. Softmax first raises e to the power of each.',
        },
        {
          value:
            (100 * Math.exp(scores[of]! + added)) /
            (Math.exp(scores[of]! + added) + sum - powers[of]!),
          reason: `You added ${added} to the score of ${name} alone. It is added to all three, and then drops out.`,
        },
        {
          value: 100 / (1 + Math.exp(-scores[of]!)),
          reason:
            'That is the sigmoid, which looks at one score by itself. Softmax compares it with the others.',
        },
        {
          value: (100 * 2 ** scores[of]!) / scores.reduce((total, score) => total + 2 ** score, 0),
          reason: 'That takes powers of 2. Softmax takes powers of e, which is about 2.718.',
        },
      ]),
      hint: `Adding the same to all changes no share. Work out e to the power of each score, and divide the one of ${name} by the sum.`,
      solution: `The ${added} drops out. The powers are ${powers.map((power) => power.toFixed(3)).join(', ')}, their sum ${sum.toFixed(3)}, and ${powers[of]!.toFixed(3)} / ${sum.toFixed(3)} = ${answer.toFixed(1)}%.`,
    };
  },
};

const left: Exercise = {
  id: 'pixels-in-a-pixel',
  title: 'What goes into one pixel',
  make(draw) {
    const side = picture.width;
    const each = draw(20, 110);
    const short = each * side;
    const long = short + each * draw(5, 16);
    const answer = each ** 2;
    return {
      kind: 'number',
      question: `A photograph is ${long} pixels wide and ${short} high. The largest square is cut from its middle and made ${side} pixels a side, each the average of what lies under it. How many pixels of the photograph go into one pixel of the small picture?`,
      answer,
      unit: 'px',
      tolerance: 0,
      mistakes: toldApart(answer, 0, [
        {
          value: each,
          reason: `So many lie under it in a row. There are as many rows of them.`,
        },
        {
          value: (long * short) / side ** 2,
          reason:
            'That counts the whole photograph. What lies beside the square is cut away and goes into no pixel.',
        },
        {
          value: (long / side) ** 2,
          reason: `The square can be no wider than the photograph is high, ${short} px.`,
        },
        {
          value: short ** 2 / side,
          reason: `You divided by ${side} once; the small picture is ${side} px wide and ${side} px high.`,
        },
        {
          value: 3 * answer,
          reason: 'Those are numbers, three to a pixel. The question counts pixels.',
        },
      ]),
      hint: `How wide is the square, and how many of its columns come together in one of ${side}?`,
      solution: `The square is ${short} px a side. ${short} / ${side} = ${each} columns and as many rows come together: ${each} × ${each} = ${answer.toLocaleString('en')} px.`,
    };
  },
};

const cat: Exercise = {
  id: 'cat-is-a-bird',
  title: 'A cat, 97% bird',
  make: () => ({
    kind: 'choice',
    question:
      'You show the network your cat. It answers _bird_, 97%. Which account of this is right?',
    options: [
      {
        text: 'Its score for bird is a good deal higher than the other two',
        right: true,
        reason:
          'That is all the shares tell. The three scores may have been high or low: softmax keeps only their differences.',
      },
      {
        text: 'The network takes it for a bird with a probability of 97%, and for something else with 3%',
        right: false,
        reason:
          'The other 3% are not for something else: they are for airplane and car. _Something else_ has no share.',
      },
      {
        text: 'It has not been trained enough; a better one would say a third each',
        right: false,
        reason:
          'Nothing in the training asks for that: it never saw a picture that was none of the three, so no weight was ever changed to be modest about one.',
      },
      {
        text: 'There must be something in the cat that looks like a bird',
        right: false,
        reason:
          'Perhaps there is. But noise and an even grey get such answers, too, and there is nothing in them at all.',
      },
    ],
    solution:
      'Softmax divides one whole among three classes by the differences of their scores. A picture that is none of them is divided like any other.',
  }),
};

export const lesson: Lesson = {
  chapter: 'photos',
  predictions: [greySquare, transferAccuracy],
  exercises: [share, left, cat],
};
