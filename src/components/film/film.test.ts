import { describe, expect, test } from 'vitest';
import { initialWeights } from '../../core/network/initial.ts';
import { layout } from '../../core/network/layout.ts';
import { frameOf } from '../../core/network/recorded-run.ts';
import { checkedText } from '../figure/figure-text.ts';
import { kernelOf, paintComposite } from '../inspector/kernel.ts';
import { filmText } from './film-text.ts';
import { filterWords, stepWords, summaryWords } from './film-words.ts';
import {
  changeOf,
  columns,
  courseOf,
  filmed,
  filterOf,
  filters,
  filterStill,
  frameOfStep,
  lengthAxis,
  lengthsOf,
  middleOf,
  paintSheet,
  rows,
  sheetStill,
  tile,
} from './frames.ts';

const start = frameOf(initialWeights(layout, 3), filmed);
const end = start.map((value, at) => value + 0.01 * ((at % 5) - 2));

describe('a frame', () => {
  test('is read as all weights are: the filmed layer comes first', () => {
    const weights = initialWeights(layout, 3);
    for (const filter of [0, 17, filters - 1])
      expect(filterOf(start, filter)).toEqual(kernelOf(layout, weights, filmed, filter));
    expect(() => filterOf(start, filters)).toThrow('from 0 to 31, got 32');
  });

  test('is the one nearest to a step, and none beyond the ends', () => {
    const film = { every: 10, frames: 119 };
    expect([0, 4, 6, 1062, 9999, -3].map((step) => frameOfStep(step, film))).toEqual([
      0, 0, 1, 106, 118, 0,
    ]);
  });
});

describe('how far filters move', () => {
  test('is the Euclidean distance from the first frame, over the weights and not the bias', () => {
    const { moved, reach, changeReach, furthest } = courseOf([start, end]);
    expect(moved[0]).toEqual(new Array(filters).fill(0));
    let squares = 0;
    for (let i = 0; i < 27; i++) squares += (end[i * filters + 9]! - start[i * filters + 9]!) ** 2;
    expect(moved[1]![9]).toBeCloseTo(Math.sqrt(squares), 9);
    expect(moved[1]).toEqual(lengthsOf(changeOf(end, start)));
    expect(reach).toBe(
      Math.max(
        ...Array.from(end.subarray(0, 864), Math.abs),
        ...Array.from(start.subarray(0, 864), Math.abs),
      ),
    );
    expect(changeReach).toBeCloseTo(0.02, 6);
    expect(furthest).toBe(Math.max(...moved[1]!));
  });

  test('has a middle: half of them move less, half more', () => {
    expect(middleOf([3, 1, 2])).toBe(2);
    expect(middleOf([4, 1, 2, 3])).toBe(2.5);
    expect(() => middleOf([])).toThrow('got none');
  });
});

describe('a sheet', () => {
  const { width, height, data } = paintSheet(end, 0.2);
  const pixel = (x: number, y: number) => [
    ...data.slice(4 * (y * width + x), 4 * (y * width + x) + 4),
  ];

  test('has a place for each filter, in which its composite stands', () => {
    expect([width, height]).toEqual([columns * (tile + 1), rows * (tile + 1)]);
    const small = paintComposite(filterOf(end, 11), 0.2).data;
    const [left, top] = [(11 % columns) * (tile + 1), Math.floor(11 / columns) * (tile + 1)];
    // The weights in the middle row, right column: place 5 of nine.
    expect(pixel(left + tile - 1, top + 5)).toEqual([...small.slice(20, 24)]);
    expect(pixel(left, top)).toEqual([...small.slice(0, 4)]);
  });

  test('is transparent between filters', () => {
    expect(pixel(tile, 0)).toEqual([0, 0, 0, 0]);
    expect(pixel(0, tile)).toEqual([0, 0, 0, 0]);
  });

  test('is found in a still that holds several', () => {
    expect(sheetStill('a.png', 3, 4)).toBe('url(a.png) 0 100% / 100% 400%');
    expect(filterStill('a.png', 0, 4, 0)).toContain('url(a.png) 0.000% 0.000% / ');
    // The last filter of the last sheet ends a line short of the corner.
    expect(filterStill('a.png', 3, 4, filters - 1)).toContain(
      ` ${((100 * 91) / 92).toFixed(3)}% ${((100 * 195) / 196).toFixed(3)}% / `,
    );
  });
});

test('the axis of lengths starts at zero and holds the largest', () => {
  const { place, domain, ticks } = lengthAxis(0.2, 100);
  expect([place(0), place(0.1), place(0.2)]).toEqual([100, 50, 0]);
  expect(domain).toEqual([0, 0.2]);
  expect(ticks.length).toBeGreaterThan(1);
});

describe('the words', () => {
  test('fit the contract of figures', () => {
    expect(checkedText(filmText)).toBe(filmText);
  });

  test('say where a step lies', () => {
    expect(stepWords(0, 118)).toBe('step 0, before training');
    expect(stepWords(1180, 118)).toBe('step 1,180, the end of epoch 10');
    expect(stepWords(120, 118)).toBe('step 120, in epoch 2');
  });

  test('say how far filters have come', () => {
    expect(filterWords(15, 0.4444, 0.2)).toBe(
      'Filter 16 is 0.444 long and has moved by 0.200 since the start.',
    );
    expect(summaryWords([0.4, 0.4], [0.1, 0.3], 1060)).toBe(
      'After 1,060 steps the 2 filters have moved by 0.100 to 0.300, the middle one by 0.200: 50% of the length they began with, 0.400.',
    );
    expect(summaryWords([0.4, 0.4], [0, 0], 0)).toContain('filters of chance');
  });
});
