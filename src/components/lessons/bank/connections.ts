/** What the chapter on connections asks: what dense layers cost, what sharing saves, and where a map goes when its picture moves. */
import { connectionCounts } from '../../../core/connectivity/counts.ts';
import { connectivities } from '../../../core/connectivity/small-network.ts';
import { smallRecipe } from '../../../core/connectivity/small-run.ts';
import { fitOf } from '../../../core/math/sweep.ts';
import { network } from '../../../core/network/network.ts';
import { volumeOf } from '../../../core/network/shapes.ts';
import type { Network, Shape } from '../../../core/network/spec.ts';
import { kindNames } from '../../local-connectivity/connectivity-text.ts';
import { countText } from '../../marks/format.ts';
import type { Draw, Exercise, Lesson, Prediction } from '../lesson.ts';
import { toldApart } from '../mistakes.ts';

const first = connectionCounts(network)[0]!;
const sizeText = ({ height, width, channels }: Shape): string =>
  `${width} × ${height} px × ${channels} ch`;
const furthest = smallRecipe.shifts.at(-1)!;

const dense: Prediction = {
  kind: 'number',
  id: 'connections-dense',
  question: `A picture has ${countText(volumeOf(first.input))} numbers, and the network's first layer makes ${countText(volumeOf(first.output))} numbers of them. If every one of these had its own weight for every number of the picture, how many weights would that layer need?`,
  unit: 'weights',
  least: 1,
  most: 1e12,
  answer: () => volumeOf(first.input) * volumeOf(first.output),
  near: 2,
  reveal: () =>
    `${countText(volumeOf(first.input))} · ${countText(volumeOf(first.output))}; that many for a single layer. As it really is, the layer makes do with ${countText(first.counts.shared)}, biases included.`,
};

const moved: Prediction = {
  kind: 'choice',
  id: 'connections-moved',
  question: `Three small networks have learned the same pictures: in the first, every unit reads all pixels; in the second, a window, by weights of its own; in the third, a window, by weights that all windows share. At the end each takes the mean over places. Now the test pictures are moved sideways by ${furthest} px. Who suffers least?`,
  options: [
    ...connectivities.map((kind) => `The ${kindNames[kind].toLowerCase()} one.`),
    'All suffer about equally.',
  ],
  answer: () => connectivities.indexOf('shared'),
  reveal: () =>
    'The convolutional one hardly notices. What its filters know, they know at every place; the other two have learned each place by itself, and find strangers there now.',
};

const denseCount: Exercise = {
  id: 'connections-dense-count',
  title: 'The price of everything',
  make(draw) {
    const input = { height: 4 * draw(2, 8), width: 4 * draw(2, 8), channels: 3 };
    const units = 10 * draw(2, 12);
    const inputs = volumeOf(input);
    const answer = (inputs + 1) * units;
    return {
      kind: 'number',
      question: `A dense layer of ${units} units reads a picture of ${sizeText(input)}. How many parameters does it have, biases included?`,
      answer,
      unit: '',
      tolerance: 0,
      mistakes: toldApart(answer, 0, [
        {
          value: inputs * units,
          reason: `Those are the weights. Each of the ${units} units has a bias besides.`,
        },
        {
          value: inputs * units + 1,
          reason: `The bias is not one for the whole layer: each of the ${units} units has its own.`,
        },
        {
          value: (input.height * input.width + 1) * units,
          reason: `A unit reads all ${input.channels} channels of a pixel, each by a weight of its own.`,
        },
        { value: inputs + 1, reason: `That is one unit; the layer has ${units}.` },
        {
          value: inputs,
          reason: `Those are the numbers coming in; each unit has a weight for each of them.`,
        },
        {
          value: inputs * (units + 1),
          reason: 'The one more belongs to each unit, not to each input.',
        },
      ]),
      hint: 'How many numbers come in? Each unit has a weight for each of them, and one number more.',
      solution: `${countText(inputs)} numbers come in, so a unit has ${countText(inputs)} weights and a bias; ${units} units: (${countText(inputs)} + 1) · ${units} = ${countText(answer)}.`,
    };
  },
};

const pick = <T>(draw: Draw, list: readonly T[]): T => list[draw(0, list.length - 1)]!;

const saving: Exercise = {
  id: 'connections-saving',
  title: 'What sharing saves',
  make(draw) {
    const input = { height: draw(10, 28), width: draw(10, 28), channels: pick(draw, [1, 3, 8]) };
    const kernel = pick(draw, [3, 5, 7]);
    const filters = 4 * draw(1, 8);
    const spec: Network = {
      input,
      layers: [{ kind: 'convolution', id: 'window', filters, kernel, padding: 'valid' }],
    };
    const { counts, output } = connectionCounts(spec)[0]!;
    const answer = counts.local / counts.shared;
    const places = `${output.width} · ${output.height}`;
    return {
      kind: 'number',
      question: `A layer reads an input of ${sizeText(input)} through windows of ${kernel} × ${kernel} px that lie wholly inside it, one window at every place where it fits, with ${filters} filters. How many times as many parameters does it have if every window gets weights and biases of its own instead of sharing them?`,
      answer,
      unit: '',
      tolerance: 0,
      mistakes: toldApart(answer, 0, [
        {
          value: input.height * input.width,
          reason: `A window of ${kernel} × ${kernel} px does not fit at the last ${kernel - 1} rows and columns: there are fewer windows than pixels.`,
        },
        {
          value: answer * filters,
          reason: `Both layers have ${filters} filters; that many does not make the difference.`,
        },
        {
          value: answer * input.channels,
          reason: 'A window reads all channels in either layer; that cancels.',
        },
        {
          value: (input.height - kernel) * (input.width - kernel),
          reason: `One too few each way: a window of ${kernel} fits into ${kernel} px once, not zero times.`,
        },
        {
          value: counts.local,
          reason:
            'That is the count without sharing. The question is how many times the shared one it is.',
        },
        {
          value: output.width,
          reason: 'That is one row of windows; there are as many rows as fit, too.',
        },
      ]),
      hint: 'What does the one layer have once and the other once for each window?',
      solution: `Shared, there is one set of (${kernel} · ${kernel} · ${input.channels} + 1) · ${filters} = ${countText(counts.shared)}; unshared, one such set for each window. There are ${places} = ${countText(answer)} windows, so ${countText(answer)} times as many, whatever the filters and channels.`,
    };
  },
};

const moving: Exercise = {
  id: 'connections-moving',
  title: 'Where the map goes',
  make(draw) {
    const stride = draw(2, 4);
    const steps = draw(2, 4);
    const kernel = draw(stride, 5);
    const by = stride * steps;
    const away = draw(3, 6);
    const width = kernel + stride * (away + steps + draw(1, 3));
    const { places } = fitOf({ length: width, kernel, padding: 0, stride, dilation: 1 });
    const answer = away + steps;
    return {
      kind: 'number',
      question: `A layer with shared weights has windows ${kernel} px wide whose beginnings are ${stride} px apart; a row of its map has ${places} cells, counted from 0. Its filter answers to a bird's head in column ${away}. Now the bird flies ${by} px to the right. In which column does the map answer?`,
      answer,
      unit: '',
      tolerance: 0,
      mistakes: toldApart(answer, 0, [
        {
          value: away,
          reason:
            'The map does not stay: shared weights make it move along. What would stay is its mean, or its largest value.',
        },
        {
          value: away + by,
          reason: `A column of the map is not a pixel: from one window to the next it is ${stride} px.`,
        },
        { value: away - steps, reason: 'The map moves the same way as the picture, to the right.' },
        {
          value: steps,
          reason: `By so many columns it moves; it was in column ${away} before.`,
        },
        {
          value: away + by * stride,
          reason:
            'Columns of the map are further apart than pixels, so there are fewer to go: divide.',
        },
      ]),
      hint: `By how many windows has the bird moved, if the next window is ${stride} px further on?`,
      solution: `${by} px are ${by} / ${stride} = ${steps} windows. The window in column ${answer} now sees exactly what that in column ${away} saw, has the same weights, and so gives the same answer.`,
    };
  },
};

export const lesson: Lesson = {
  chapter: 'connections',
  predictions: [dense, moved],
  exercises: [denseCount, saving, moving],
};
