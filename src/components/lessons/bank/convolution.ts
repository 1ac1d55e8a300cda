/** What the chapter on convolution asks: what a kernel says, how many weights a filter has, and how large a map comes out. */
import { fitOf, sweep, type Axis } from '../../../core/math/sweep.ts';
import { describe } from '../../../core/network/describe.ts';
import { network } from '../../../core/network/network.ts';
import { shapes } from '../../../core/network/shapes.ts';
import type { Convolution } from '../../../core/network/spec.ts';
import { countText } from '../../marks/format.ts';
import type { Draw, Exercise, Lesson, Prediction } from '../lesson.ts';
import { toldApart } from '../mistakes.ts';
import { numberText } from '../number-answer.ts';

const across = (length: number, kernel: number): Axis => ({
  length,
  kernel,
  padding: 0,
  stride: 1,
  dilation: 1,
});

/** What a kernel makes of a line of numbers, without padding. */
function over(signal: readonly number[], kernel: readonly number[], bias = 0): readonly number[] {
  const size = { rows: across(1, 1), columns: across(signal.length, kernel.length), channels: 1 };
  return Array.from(sweep(Float64Array.from(signal), Float64Array.from(kernel), bias, size));
}

const listed = (values: readonly number[]): string =>
  values.map((value) => numberText(Number(value.toFixed(3)))).join(', ');

const step = [2, 2, 2, 7, 7, 7];
const difference = [-1, 0, 1];

const edge: Prediction = {
  kind: 'choice',
  id: 'convolution-edge',
  question: `The weights ${listed(difference)} move along the line ${listed(step)}. At each place the three numbers under them are multiplied and the products added. What comes out?`,
  options: [
    'The line again, with its step made softer.',
    'Nothing where the line is level, something at the step.',
    'Small numbers on the left and large ones on the right.',
    'Nothing at all: the weights add up to zero.',
  ],
  answer: () => 1,
  reveal: () =>
    `${listed(over(step, difference))}: zero on the level parts, however high they lie, and ${listed([5])} where the right neighbour is ${listed([5])} more than the left one.`,
};

const second = network.layers.findIndex(({ id }) => id === 'conv1b');
const conv1b = network.layers[second] as Convolution;
const inputs = shapes(network)[second]!.channels;
const ownWeights = conv1b.kernel ** 2 * inputs;

const depth: Prediction = {
  kind: 'number',
  id: 'convolution-depth',
  question: `\`conv1b\`, the second convolution, reads the ${inputs} maps that the first one made, through windows of ${conv1b.kernel} × ${conv1b.kernel}. How many weights does _one_ of its filters have, without its bias?`,
  unit: 'weights',
  least: 1,
  most: 100_000,
  answer: () => ownWeights,
  near: 1.2,
  reveal: () =>
    `${conv1b.kernel} · ${conv1b.kernel} · ${inputs}: a slice of ${conv1b.kernel ** 2} weights for each of the ${inputs} maps. And still the filter makes one map only, for all ${ownWeights} products go into the same sum.`,
};

const value: Exercise = {
  id: 'convolution-value',
  title: 'One number of a map',
  make(draw) {
    const signal = Array.from({ length: 6 }, () => draw(0, 9));
    const kernel = Array.from({ length: 3 }, (_, at) => (at === 0 ? draw(1, 3) : draw(-3, 2)));
    const bias = draw(0, 1) === 0 ? draw(-6, -1) : draw(1, 6);
    const at = draw(0, 3);
    const sum = over(signal, kernel, bias)[at]!;
    const answer = Math.max(0, sum);
    const turned = over(signal, [...kernel].reverse(), bias)[at]!;
    const seen = signal.slice(at, at + 3);
    const products = kernel.map((weight, i) => `${listed([weight])} · ${seen[i]}`).join(' + ');
    return {
      kind: 'number',
      question: `A kernel with the weights ${listed(kernel)} and the bias ${listed([bias])} moves along ${listed(signal)}, without padding, and ReLU follows. What comes out at the ${['first', 'second', 'third', 'fourth'][at]} place?`,
      answer,
      unit: '',
      tolerance: 0,
      mistakes: toldApart(answer, 0, [
        {
          value: sum,
          reason: 'That is the sum before ReLU, which makes everything below zero a zero.',
        },
        {
          value: Math.max(0, sum - bias),
          reason: `The bias, ${listed([bias])}, is added to every sum, before ReLU.`,
        },
        {
          value: sum - bias,
          reason: 'Those are the three products; the bias and ReLU are still to come.',
        },
        {
          value: Math.max(0, turned),
          reason:
            'That turns the kernel round first, as mathematicians do. Networks lay the first weight on the first number.',
        },
        {
          value: Math.max(0, over(signal, kernel, bias)[(at + 1) % 4]!),
          reason:
            'That is another place: at the first place the kernel lies on the first three numbers.',
        },
        {
          value: Math.max(0, seen.reduce((all, one) => all + one, 0) + bias),
          reason: 'Those numbers are added as they are; each is multiplied by its weight first.',
        },
      ]),
      hint: `At this place the kernel lies on ${listed(seen)}. Three products, their sum, the bias; then ReLU.`,
      solution:
        `${products} + ${listed([bias])} = ${listed([sum])}; ${sum < 0 ? 'that is below zero, so ReLU makes it 0' : 'ReLU lets it pass'}: ${answer}.`.replaceAll(
          '+ −',
          '− ',
        ),
    };
  },
};

const pick = <T>(draw: Draw, list: readonly T[]): T => list[draw(0, list.length - 1)]!;

const parameters: Exercise = {
  id: 'convolution-parameters',
  title: 'Count the weights',
  make(draw) {
    const kernel = pick(draw, [1, 3, 5, 7]);
    const channels = pick(draw, [2, 3, 8, 12, 16, 24]);
    const filters = pick(draw, [4, 10, 20, 40, 48]);
    const layer: Convolution = {
      kind: 'convolution',
      id: 'layer',
      filters,
      kernel,
      padding: 'same',
    };
    const input = { height: 20, width: 20, channels };
    const { parameters: count } = describe({ input, layers: [layer] }).rows[0]!;
    const answer = count.total;
    const window = kernel ** 2;
    return {
      kind: 'number',
      question: `A convolution with ${filters} filters of ${kernel} × ${kernel} px reads an input of ${input.height} × ${input.width} px and ${channels} ch. How many parameters does it have, biases included?`,
      answer,
      unit: '',
      tolerance: 0,
      mistakes: toldApart(answer, 0, [
        {
          value: (window + 1) * filters,
          reason: `A filter is not flat: it has ${window === 1 ? 'a weight' : `${window} weights`} for each of the ${channels} channels that come in.`,
        },
        {
          value: window * channels * filters,
          reason: `Those are the weights. Each of the ${filters} filters has a bias besides.`,
        },
        {
          value: (window + 1) * channels * filters,
          reason:
            'The bias belongs to the filter, not to each of its slices: all channels go into one sum, and the bias is added once.',
        },
        {
          value: window * channels * filters + 1,
          reason: `There is not one bias for the layer but one for each of the ${filters} filters.`,
        },
        {
          value: window * channels + 1,
          reason: `That is one filter; the layer has ${filters}.`,
        },
        {
          value: (window * filters + 1) * channels,
          reason:
            'Filters and channels are swapped: the channels coming in give a filter its depth.',
        },
        {
          value: answer * input.height * input.width,
          reason:
            'The same weights serve all places; the size of the picture does not come into it.',
        },
      ]),
      hint: 'How many numbers does one window hold, through all channels? That many weights has one filter, and one bias.',
      solution: `${count.formula}: ${countText(window * channels)} weights and a bias in each of ${filters} filters.`,
    };
  },
};

const size: Exercise = {
  id: 'convolution-size',
  title: 'How large is the map?',
  make(draw) {
    const kernel = pick(draw, [3, 5, 7]);
    const padding = draw(1, (kernel - 1) / 2);
    const stride = draw(2, 4);
    const length = draw(20, 64);
    const { places, padded } = fitOf({ length, kernel, padding, stride, dilation: 1 });
    const answer = places;
    const exact = (padded - kernel) / stride;
    return {
      kind: 'number',
      question: `A window of ${kernel} × ${kernel} px moves over a picture of ${length} × ${length} px with a padding of ${padding} px on each side, in steps of ${stride} px. How many rows has the map that comes out?`,
      answer,
      unit: '',
      tolerance: 0,
      mistakes: toldApart(answer, 0, [
        {
          value: Math.floor(exact),
          reason:
            'One is missing: that counts the steps, and the window stands at one place before its first step.',
        },
        {
          value: Math.ceil(exact) + 1,
          reason: 'That rounds up. A last step that does not fit whole is not taken.',
        },
        {
          value: exact + 1,
          reason:
            'There are no parts of a row: a step that does not fit is not taken, so round down.',
        },
        {
          value: Math.floor((length + padding - kernel) / stride) + 1,
          reason: 'The padding lies on both sides: it counts twice.',
        },
        {
          value: Math.floor((length - kernel) / stride) + 1,
          reason: 'That is the map without padding.',
        },
        {
          value: padded - kernel + 1,
          reason: `That is the map in steps of 1 px; here the window leaps ${stride}.`,
        },
        {
          value: Math.floor(padded / stride),
          reason: `The window itself takes room: its ${kernel} px have to come off before the steps are counted.`,
        },
        { value: answer * answer, reason: 'Those are all its places. The question is about rows.' },
      ]),
      hint: 'Pad first. How far can the window still go after its first place, and how many whole steps is that?',
      solution: `${length} + 2 · ${padding} = ${padded} px; the window can go ${padded} − ${kernel} = ${padded - kernel} px further, that is ${Math.floor(exact)} whole steps of ${stride} px${Number.isInteger(exact) ? '' : ' and a rest'}. With its first place: ${answer}.`,
    };
  },
};

export const lesson: Lesson = {
  chapter: 'convolution',
  predictions: [edge, depth],
  exercises: [value, parameters, size],
};
