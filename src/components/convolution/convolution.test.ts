/** The stepper's arithmetic against the core's: its sums are those of the network's first layer, its formula is the sweep's. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convolve } from '../../core/math/convolution.ts';
import { fitOf, placesOver } from '../../core/math/sweep.ts';
import { initialWeights } from '../../core/network/initial.ts';
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import { look } from '../../core/network/oracle.ts';
import { checkedText } from '../figure/figure-text.ts';
import { convolutionText } from './convolution-text.ts';
import { carriedFilters, filterBytes } from './first-view.ts';
import { colourPart, greyPart, liveliestPart, signal } from './inputs.ts';
import { filterAt, filtersOf, firstLayer } from './learned.ts';
import { channelColour, outputShown } from './output-raster.ts';
import { greyKernel, patternKernel, picturePresets, presetsOf, signalPresets } from './presets.ts';
import {
  keepsBrightness,
  networkSettings,
  outputAt,
  partialSums,
  placeAfter,
  placeOnto,
  productsAt,
  sceneOf,
  strongestPlace,
} from './scene.ts';
import { placeWords, refusal, sizeSteps, unusedWords } from './scene-words.ts';

const whole = { row: 0, column: 0 };
const pixels = Uint8Array.from({ length: 3072 }, (_, i) => (i * 97 + (i >> 5) * 31) % 256);
const weights = initialWeights(layout, 5).map((value, i) => value + 0.01 * Math.sin(i));
const filters = filtersOf(weights);

test('on the last rung every sum, after ReLU, is the network’s own output of conv1a', () => {
  const map = look(network, layout, weights, pixels).get(firstLayer)!;
  for (const filter of [0, 7, 31]) {
    const { values, bias } = filterAt(filters, filter);
    const scene = sceneOf('filters', colourPart(pixels, 32, whole), values, bias, networkSettings);
    expect([scene.high, scene.wide]).toEqual([32, 32]);
    for (let row = 0; row < 32; row++)
      for (let column = 0; column < 32; column++) {
        const expected = map.data[(row * 32 + column) * 32 + filter]!;
        expect(Math.max(0, outputAt(scene, { row, column }))).toBeCloseTo(expected, 5);
      }
  }
});

test('partial sums and bias add up to the output, at any place and setting', () => {
  const settings = fc.record({
    side: fc.constantFrom(32, 12, 4),
    padding: fc.constantFrom(0, 1, 2),
    stride: fc.constantFrom(1, 2, 3),
    dilation: fc.constantFrom(1, 2),
  });
  fc.assert(
    fc.property(settings, fc.nat(), fc.nat(31), fc.boolean(), (set, at, filter, colour) => {
      const { values, bias } = filterAt(filters, filter);
      const scene = colour
        ? sceneOf('colour', colourPart(pixels, set.side, whole), values, bias, set)
        : sceneOf('grey', greyPart(pixels, set.side, whole), greyKernel(values), bias, set);
      if (!scene.output) {
        expect(refusal(scene)).toMatch(/there is no place for it/);
        return;
      }
      const place = placeAfter(scene, whole, at);
      const sums = partialSums(productsAt(scene, place), scene.channels);
      expect(sums).toHaveLength(colour ? 3 : 1);
      const total = sums.reduce((a, b) => a + b, bias);
      expect(total).toBeCloseTo(outputAt(scene, place), 10);
    }),
    { numRuns: 60 },
  );
});

test('a learned filter on a grey picture does what it does on that picture in three equal colours', () => {
  const { values, bias } = filterAt(filters, 3);
  const grey = greyPart(pixels, 12, whole);
  const settings = { ...networkSettings, side: 12 };
  const scene = sceneOf('grey', grey, greyKernel(values), bias, settings);
  const three = Float64Array.from({ length: 432 }, (_, i) => grey[Math.floor(i / 3)]!);
  const expected = convolve(three, values, Float64Array.of(bias), {
    count: 1,
    height: 12,
    width: 12,
    inputs: 3,
    filters: 1,
    kernel: 3,
    padding: 'same',
  });
  expected.forEach((value, i) => expect(scene.output![i]).toBeCloseTo(value, 10));
});

test('presets do what their words say: some keep brightness, edges answer nothing on an even ground', () => {
  const even = new Float64Array(144).fill(0.6);
  const settings = { ...networkSettings, side: 12, padding: 0 };
  const answers = Object.fromEntries(
    picturePresets.map(({ id, values }) => {
      const scene = sceneOf('grey', even, patternKernel(values, 1), 0, settings);
      return [id, { keeps: keepsBrightness(scene), value: outputAt(scene, whole) }];
    }),
  );
  for (const id of ['blur', 'sharpen', 'emboss', 'identity']) {
    expect(answers[id]?.keeps, id).toBe(true);
    expect(answers[id]?.value, id).toBeCloseTo(0.6, 12);
  }
  for (const id of ['sobel-x', 'sobel-y', 'edge']) {
    expect(answers[id]?.keeps, id).toBe(false);
    expect(answers[id]?.value, id).toBeCloseTo(0, 12);
  }
  expect(presetsOf('signal')).toBe(signalPresets);
  expect(signalPresets.every(({ values }) => values.length === 3)).toBe(true);
});

test('a pattern on three colours is the pattern on their mean', () => {
  const colour = colourPart(pixels, 4, whole);
  const mean = Float64Array.from({ length: 16 }, (_, i) =>
    [0, 1, 2].reduce((sum, k) => sum + colour[i * 3 + k]! / 3, 0),
  );
  const values = picturePresets[0]!.values;
  const settings = { ...networkSettings, side: 4 };
  const three = sceneOf('colour', colour, patternKernel(values, 3), 0, settings);
  const one = sceneOf('grey', mean, patternKernel(values, 1), 0, settings);
  three.output!.forEach((value, i) => expect(value).toBeCloseTo(one.output![i]!, 12));
});

test('the size formula ends where the sweep does, and shows its floor where it drops something', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
      (length, padding, stride, dilation) => {
        const axis = { length, kernel: 3, padding, stride, dilation };
        const steps = sizeSteps(axis);
        const { places, unused } = fitOf(axis);
        const last = Number(steps.at(-1)!.replace('−', '-'));
        expect(Math.max(0, last)).toBe(places);
        if (places > 0) expect(steps.some((step) => /⌊\d+\.\d+⌋/.test(step))).toBe(unused > 0);
      },
    ),
  );
  expect(sizeSteps({ length: 32, kernel: 3, padding: 0, stride: 2, dilation: 1 })).toEqual([
    '⌊(32 + 2·0 − 1·(3 − 1) − 1) / 2⌋ + 1',
    '⌊29 / 2⌋ + 1',
    '⌊14.5⌋ + 1',
    '14 + 1',
    '15',
  ]);
});

test('what cannot be says why, and what is left over is said', () => {
  const { values } = picturePresets[0]!;
  const scene = (side: number, part: object) =>
    sceneOf('grey', new Float64Array(side * side), patternKernel(values, 1), 0, {
      side,
      padding: 0,
      stride: 1,
      dilation: 1,
      ...part,
    });
  expect(refusal(scene(4, { dilation: 2 }))).toBe(
    'The kernel spans 5 px (2 × 2 + 1, because of the dilation) and the input has only 4: there is no place for it, so there is no output. Take a larger input, more padding or less dilation.',
  );
  expect(refusal(scene(4, {}))).toBeNull();
  expect(unusedWords(scene(32, { stride: 3 }))).toBe(
    'The floor drops what fills no step: the last 2 rows and columns, hatched, are read by no output.',
  );
  expect(unusedWords(scene(32, { stride: 1 }))).toBeNull();
  const line = sceneOf('signal', signal, Float64Array.of(1, 1, 1), 0, {
    ...networkSettings,
    stride: 2,
  });
  expect(unusedWords(line)).toBe(
    'The floor drops what fills no step: the last cell, hatched, is read by no output.',
  );
});

test('a place is said with its sum, its padding, and the pixel pointed at', () => {
  const input = Float64Array.from({ length: 16 }, (_, i) => i / 16);
  const settings = { ...networkSettings, side: 4 };
  const kernel = Float64Array.of(0, 0, 0, 0, 2, 0, 0, 0, 0);
  const scene = sceneOf('grey', input, kernel, 0.5, settings);
  expect(placeWords(scene, { row: 0, column: 1 }, null)).toBe(
    'Output row 1, column 2 of 4 × 4: 9 products, bias 0.500 add up to 0.625. 3 taps of 9 on padding.',
  );
  expect(placeWords(scene, { row: 1, column: 1 }, { row: 0, column: 0 })).toMatch(
    /^Pixel row 1, column 1 is 0\.000; 4 outputs read it\. Output row 2, column 2/,
  );
});

test('a pixel that anyone reads is shown under a kernel that reads it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(4, 12, 32),
      fc.constantFrom(0, 1, 2),
      fc.constantFrom(1, 2, 3),
      fc.constantFrom(1, 2),
      fc.nat(31),
      (length, padding, stride, dilation, at) => {
        const axis = { length, kernel: 3, padding, stride, dilation };
        fc.pre(at < length && fitOf(axis).places > 0);
        const place = placeOnto(axis, at);
        const read = placesOver(axis, at);
        expect(place >= 0 && place < fitOf(axis).places).toBe(true);
        if (read.length > 0) expect(read).toContain(place);
      },
    ),
  );
});

test('the liveliest part is where the contrast is, and inside the picture', () => {
  const flat = new Uint8Array(3072).fill(90);
  for (const at of [0, 1, 2]) flat[(20 * 32 + 25) * 3 + at] = 255;
  const { row, column } = liveliestPart(flat, 4);
  expect(row <= 20 && row + 4 > 20 && column <= 25 && column + 4 > 25).toBe(true);
  expect(liveliestPart(pixels, 32)).toEqual(whole);
});

test('the kernel starts where its answer is strongest without help from padding', () => {
  const input = new Float64Array(144);
  input[0] = 1;
  input[5 * 12 + 5] = 0.5;
  const kernel = Float64Array.of(0, 0, 0, 0, -3, 0, 0, 0, 0);
  const scene = sceneOf('grey', input, kernel, 0, { ...networkSettings, side: 12 });
  expect(strongestPlace(scene)).toEqual({ row: 5, column: 5 });
});

test('what keeps brightness is painted in grey from 0 to 1, other sums with both signs, ReLU from 0', () => {
  const input = Float64Array.from({ length: 16 }, (_, i) => i / 15);
  const settings = { ...networkSettings, side: 4 };
  const scene = (id: string) =>
    sceneOf(
      'grey',
      input,
      patternKernel(picturePresets.find((one) => one.id === id)!.values, 1),
      0,
      settings,
    );
  const grey = outputShown(scene('identity'), false)!;
  expect(grey.ends).toEqual([0, 1]);
  expect(grey.raster.data[15 * 4]).toBe(255);
  const [low, high] = outputShown(scene('sobel-x'), false)!.ends;
  expect(low).toBe(-high);
  expect(outputShown(scene('sobel-x'), true, 7)!.ends).toEqual([0, 7]);
  expect(channelColour(2, 0, 1)).toEqual([255, 255, 255]);
});

test('the filters that a page carries are those of the weights', () => {
  const carried = carriedFilters(Buffer.from(filterBytes(filters)).toString('base64'));
  expect(carried.kernel).toEqual(filters.kernel);
  expect(carried.bias).toEqual(filters.bias);
  expect(() => carriedFilters('AAAAAA==')).toThrow('expected 896 values, got 1');
  expect(() => filterAt(filters, 32)).toThrow('a number from 0 to 31, got 32');
});

test('the figure has all its words', () => {
  expect(checkedText(convolutionText)).toBe(convolutionText);
});
