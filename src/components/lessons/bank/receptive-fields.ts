/** What the chapter on receptive fields asks: where a cell looks, how a field grows through windows, and what a pool leaves over. */
import { network } from '../../../core/network/network.ts';
import { cellField, receptiveFields, unreadEdge } from '../../../core/network/receptive-field.ts';
import { shapes } from '../../../core/network/shapes.ts';
import type { Layer, MaxPool } from '../../../core/network/spec.ts';
import { waysAlong } from '../../../core/network/ways.ts';
import { pixelText, rangeText } from '../../receptive-field/field-words.ts';
import type { Draw, Exercise, Lesson, NumberQuestion, Prediction } from '../lesson.ts';
import { toldApart } from '../mistakes.ts';

const cell = { layer: 'conv3b', row: 1, column: 1 } as const;
const field = cellField(network, cell.layer, cell.row, cell.column);
const ways = waysAlong(network, cell.layer, cell.row);

const place: Prediction = {
  kind: 'place',
  id: 'field-place',
  question:
    'The last convolution, `conv3b`, has a grid of 4 × 4 cells. Mark the part of this picture that can reach the cell in its second row and second column.',
  answer: () => field.seen,
  reveal: () =>
    `Pixel rows and columns ${rangeText(field.seen.row, field.seen.height)}: nearly the whole picture. The cell’s window is 3 × 3, but it is a window on windows; followed all the way down it is ${field.whole.height} × ${field.whole.width} px, and a strip of it hangs over the picture’s edge.`,
};

const weight: Prediction = {
  kind: 'choice',
  id: 'field-weight',
  question:
    'All of these pixels can reach the cell. If each is changed a little, which of them move it most?',
  options: [
    'All about equally: they are all in reach.',
    'Those in the middle of what it sees.',
    'Those at the rim, where new things come into view.',
  ],
  answer: () => 1,
  reveal: () => {
    const most = Math.max(...ways) ** 2;
    return `Those in the middle. There is one chain of windows from the corner pixel of the field up to the cell, and there are ${most.toLocaleString('en')} from a pixel in its middle.`;
  },
};

const pick = <T>(draw: Draw, list: readonly T[]): T => list[draw(0, list.length - 1)]!;

const growth: Exercise = {
  id: 'field-growth',
  title: 'How far does it see?',
  make(draw) {
    const [first, second] = [pick(draw, [3, 5, 7]), pick(draw, [3, 5, 7])];
    const [size, last] = [draw(2, 4), pick(draw, [3, 5, 7])];
    const convolution = (id: string, kernel: number): Layer => ({
      kind: 'convolution',
      id,
      filters: 1,
      kernel,
      padding: 'valid',
    });
    const layers: readonly Layer[] = [
      convolution('first', first),
      convolution('second', second),
      { kind: 'max-pool', id: 'pool', size },
      convolution('last', last),
    ];
    const [, one, two, three, end] = receptiveFields({ input: network.input, layers });
    const answer = end!.size;
    return {
      kind: 'number',
      question: `Another network begins with a convolution ${first} × ${first}, then one of ${second} × ${second}, then max pooling ${size} × ${size}, then a convolution ${last} × ${last}. How many pixels in a line does a cell of the last one see?`,
      answer,
      unit: 'px',
      tolerance: 0,
      mistakes: toldApart(answer, 0, [
        {
          value: last,
          reason: `${last} cells is what its own window holds; each of those cells already sees more than one pixel.`,
        },
        {
          value: three!.size + last - 1,
          reason: `Behind the pool, neighbouring cells are ${size} px apart: each further cell of the last window brings ${size} px, not 1.`,
        },
        {
          value: two!.size + (last - 1) * size,
          reason: `The pool has a window, too: it adds ${size - 1} px of its own before the last convolution.`,
        },
        {
          value: three!.size + last * size,
          reason: `The first cell of the last window is in the count already: ${last} cells add ${last - 1} steps, not ${last}.`,
        },
        {
          value: first + second + size + last,
          reason:
            'Windows overlap: each adds one less than its width, and what lies behind a pool counts by the step.',
        },
      ]),
      hint: 'Begin with one pixel. Each window adds its width less one, times the step between neighbouring cells at that depth; a pool multiplies the step afterwards.',
      solution: `1 px, then ${one!.size}, then ${two!.size}; the pool makes it ${three!.size} and the step ${size}; the last window adds ${last - 1} steps of ${size} px: ${three!.size} + ${(last - 1) * size} = ${answer}.`,
    };
  },
};

const along = shapes(network);
const fields = receptiveFields(network);
/** Layers whose cells are more than a pixel apart and whose fields begin outside of the picture. */
const stepping = network.layers.flatMap(({ id, kind }, index) => {
  const own = fields[index + 1];
  const wide = kind === 'convolution' || kind === 'max-pool';
  return wide && own && own.jump > 1 ? [{ id, ...own, width: along[index + 1]!.width }] : [];
});

const start: Exercise = {
  id: 'field-start',
  title: 'Where does it begin?',
  make(draw): NumberQuestion {
    const { id, size, jump, start: begin, width } = pick(draw, stepping);
    const column = draw(1, width - 1);
    const answer = begin + column * jump;
    return {
      kind: 'number',
      question: `In this site’s network a cell of \`${id}\` sees ${size} px in a line, its neighbour the same moved by ${jump} px, and the first cell’s field begins at pixel ${pixelText(begin)}. The picture’s pixels are 0 to ${network.input.width - 1}. At which pixel does the field of the cell in column ${column + 1} of ${width} begin?`,
      answer,
      unit: '',
      tolerance: 0,
      mistakes: toldApart(answer, 0, [
        {
          value: column * jump,
          reason: `That would be so if the first field began at pixel 0. It begins at ${pixelText(begin)}, in the padding.`,
        },
        {
          value: begin + (column + 1) * jump,
          reason: `From column 1 to column ${column + 1} there are ${column} steps, not ${column + 1}.`,
        },
        {
          value: begin + column,
          reason: `Neighbouring cells are ${jump} px apart here, not 1: two rows of cells became one in each pool below.`,
        },
        {
          value: begin + column * size,
          reason: 'Fields overlap: the next one begins a step further, not where this one ends.',
        },
      ]),
      hint: `Start at ${pixelText(begin)} and take one step of ${jump} px for each column after the first.`,
      solution: `Column ${column + 1} is ${column} steps from the first: ${pixelText(begin)} + ${column} · ${jump} = ${pixelText(answer)}. It sees the pixels ${rangeText(answer, size)}.`,
    };
  },
};

const unread: Exercise = {
  id: 'pool-unread',
  title: 'What is left over',
  make(draw) {
    const size = draw(2, 4);
    const side = size * draw(3, 6) + draw(1, size - 1);
    const pool: MaxPool = { kind: 'max-pool', id: 'pool', size };
    const { rows } = unreadEdge(pool, { height: side, width: side, channels: 1 });
    const read = side - rows;
    const answer = side * side - read * read;
    const lines = rows === 1 ? 'row and column' : `${rows} rows and columns`;
    return {
      kind: 'number',
      question: `Max pooling ${size} × ${size}, in steps of ${size} and without padding, gets a grid of ${side} × ${side} cells. How many of these cells does no window hold?`,
      answer,
      unit: '',
      tolerance: 0,
      mistakes: toldApart(answer, 0, [
        {
          value: 0,
          reason: `${side} is not a multiple of ${size}: the windows stop before the last ${lines}.`,
        },
        {
          value: rows * side,
          reason:
            'That is what is left over at the bottom; at the right edge there is as much again.',
        },
        {
          value: 2 * rows * side,
          reason: `The ${rows * rows} ${rows === 1 ? 'cell' : 'cells'} in the corner are counted twice: they lie in both strips.`,
        },
        {
          value: rows,
          reason: `That counts rows. The question is about cells: a row has ${side}.`,
        },
      ]),
      hint: `How many windows of ${size} fit into ${side}, and how many cells do they hold together?`,
      solution: `${side} = ${read / size} · ${size} + ${rows}, so the windows hold ${read} × ${read} cells: ${side * side} − ${read * read} = ${answer}.`,
    };
  },
};

export const lesson: Lesson = {
  chapter: 'receptive-fields',
  predictions: [place, weight],
  exercises: [growth, start, unread],
};
