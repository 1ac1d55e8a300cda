import { describe as suite, expect, test } from 'vitest';
import { stepsPerEpoch } from '../dataset/batches.ts';
import { describe } from './describe.ts';
import { network } from './network.ts';
import { layOut } from './parameters.ts';
import { recipe } from './recipe.ts';

const { rows, totals } = describe(network);

/** Id, name, Keras's name, output, parameters, trainable, formula, multiply-adds. */
const facts = [
  [
    'conv1a',
    'Convolution 3×3, same',
    'Conv2D',
    '32×32×32',
    896,
    896,
    '(3 · 3 · 3 + 1) · 32 = 896',
    884_736,
  ],
  [
    'bn1',
    'Batch normalisation',
    'BatchNormalization',
    '32×32×32',
    128,
    64,
    '(2 + 2) · 32 = 128',
    0,
  ],
  [
    'conv1b',
    'Convolution 3×3, valid',
    'Conv2D',
    '30×30×32',
    9248,
    9248,
    '(3 · 3 · 32 + 1) · 32 = 9,248',
    8_294_400,
  ],
  ['pool1', 'Max pooling 2×2', 'MaxPooling2D', '15×15×32', 0, 0, '0', 0],
  ['drop1', 'Dropout 50 %', 'Dropout', '15×15×32', 0, 0, '0', 0],
  [
    'conv2a',
    'Convolution 3×3, same',
    'Conv2D',
    '15×15×64',
    18_496,
    18_496,
    '(3 · 3 · 32 + 1) · 64 = 18,496',
    4_147_200,
  ],
  [
    'bn2',
    'Batch normalisation',
    'BatchNormalization',
    '15×15×64',
    256,
    128,
    '(2 + 2) · 64 = 256',
    0,
  ],
  [
    'conv2b',
    'Convolution 3×3, valid',
    'Conv2D',
    '13×13×64',
    36_928,
    36_928,
    '(3 · 3 · 64 + 1) · 64 = 36,928',
    6_230_016,
  ],
  ['pool2', 'Max pooling 2×2', 'MaxPooling2D', '6×6×64', 0, 0, '0', 0],
  ['drop2', 'Dropout 50 %', 'Dropout', '6×6×64', 0, 0, '0', 0],
  [
    'conv3a',
    'Convolution 3×3, same',
    'Conv2D',
    '6×6×128',
    73_856,
    73_856,
    '(3 · 3 · 64 + 1) · 128 = 73,856',
    2_654_208,
  ],
  [
    'bn3',
    'Batch normalisation',
    'BatchNormalization',
    '6×6×128',
    512,
    256,
    '(2 + 2) · 128 = 512',
    0,
  ],
  [
    'conv3b',
    'Convolution 3×3, valid',
    'Conv2D',
    '4×4×128',
    147_584,
    147_584,
    '(3 · 3 · 128 + 1) · 128 = 147,584',
    2_359_296,
  ],
  ['pool3', 'Max pooling 2×2', 'MaxPooling2D', '2×2×128', 0, 0, '0', 0],
  ['drop3', 'Dropout 50 %', 'Dropout', '2×2×128', 0, 0, '0', 0],
  ['flatten', 'Flatten', 'Flatten', '1×1×512', 0, 0, '0', 0],
  ['dense', 'Dense, 3 classes', 'Dense', '1×1×3', 1539, 1539, '(512 + 1) · 3 = 1,539', 1_536],
];

suite('the rows of the network', () => {
  test('have the shapes, counts, formulas and multiply-adds of the table', () => {
    const shown = rows.map((row) => [
      row.id,
      row.name,
      row.kerasName,
      `${row.output.height}×${row.output.width}×${row.output.channels}`,
      row.parameters.total,
      row.parameters.trainable,
      row.parameters.formula,
      row.macs,
    ]);
    expect(shown).toEqual(facts);
  });

  test('say formulas that compute to their count, from the terms that they name', () => {
    const withWeights = rows.filter((row) => row.parameters.total > 0);
    expect(withWeights).toHaveLength(10);
    for (const { parameters } of withWeights) {
      const [product, result] = parameters.formula.replaceAll(',', '').split(' = ');
      // (a · b + c) · d, read from the text itself.
      const [inner, outer] = product!.slice(1).split(') · ');
      const sum = inner!
        .split(' + ')
        .map((part) => part.split(' · ').reduce((all, factor) => all * Number(factor), 1))
        .reduce((all, value) => all + value, 0);
      expect(sum * Number(outer)).toBe(parameters.total);
      expect(Number(result)).toBe(parameters.total);
      const named = product!.match(/\d+/g)!.map(Number);
      expect(parameters.terms.map((term) => term.value)).toEqual(named);
      for (const { meaning } of parameters.terms) expect(meaning).not.toBe('');
    }
  });
});

suite('the totals of the network', () => {
  test('are those of the article: 289,443 parameters, 288,995 of them trainable', () => {
    expect(totals.parameters).toBe(289_443);
    expect(totals.trainable).toBe(288_995);
    expect(totals.nonTrainable).toBe(448);
    const layout = layOut(network);
    expect([layout.total, layout.trainable]).toEqual([289_443, 288_995]);
  });

  test('count 287,008 shared weights, and 24,663,296 if no cell shared its own', () => {
    expect(totals.shared).toBe(287_008);
    expect(totals.unshared).toBe(24_663_296);
  });

  test('count the multiply-adds of a picture, of a step and of an epoch', () => {
    expect(totals.convolutionMacs).toBe(24_569_856);
    expect(totals.macs).toBe(24_569_856 + 1_536);
    expect(totals.trainingMacs / 1e6).toBeCloseTo(72.8, 1);
    expect((2 * totals.trainingMacs) / 1e6).toBeCloseTo(145.7, 1);
    const { batchSize, trainingPictures } = recipe.hyperparameters;
    expect((2 * totals.trainingMacs * batchSize) / 1e9).toBeCloseTo(18.64, 2);
    expect((totals.trainingMacs * trainingPictures) / 1e12).toBeCloseTo(1.1, 1);
    expect(stepsPerEpoch(trainingPictures, batchSize)).toBe(118);
  });

  test('make a checkpoint of 1.16 MB, 0.58 MB in half precision, and a history too large to keep', () => {
    const bytes = 4 * totals.parameters;
    expect(bytes / 1e6).toBeCloseTo(1.16, 2);
    expect(bytes / 2 / 1e6).toBeCloseTo(0.58, 2);
    expect((10 * bytes) / 1e6).toBeCloseTo(11.6, 1);
    const { batchSize, trainingPictures } = recipe.hyperparameters;
    const steps = recipe.epochs * stepsPerEpoch(trainingPictures, batchSize);
    expect(Math.round(((steps / 10) * bytes) / 1e6)).toBe(137);
  });
});
