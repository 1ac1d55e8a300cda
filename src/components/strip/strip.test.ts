import { expect, test } from 'vitest';
import { describe as describeNetwork } from '../../core/network/describe.ts';
import { network } from '../../core/network/network.ts';
import { initialState } from '../../session/session-state.ts';
import { paintPlate, plateSize } from './plate.ts';
import { isRunning, modeWords, runWords, share } from './run-words.ts';

const { rows } = describeNetwork(network);

test('plates shrink as maps do and gain sheets as channels double', () => {
  const sizes = new Map(rows.map(({ id, output }) => [id, plateSize(output)]));
  const spatial = ['conv1a', 'conv1b', 'pool1', 'conv2b', 'pool2', 'conv3b', 'pool3'];
  const sides = spatial.map((id) => sizes.get(id)!.width);
  expect(sides).toEqual([...sides].sort((a, b) => b - a));
  expect([
    sizes.get('conv1a')!.behind,
    sizes.get('conv2a')!.behind,
    sizes.get('conv3a')!.behind,
  ]).toEqual([1, 2, 3]);
});

test('all plates and their margins fit the width of a laptop', () => {
  const margins = 10;
  const total = rows.reduce(
    (sum, { output }) => sum + Math.max(28, plateSize(output).width) + margins,
    0,
  );
  expect(total).toBeLessThan(820);
});

test('a flattened vector is folded to eight values a row, all of them', () => {
  const data = Float32Array.from({ length: 512 }, (_, index) => index);
  const raster = paintPlate({ height: 1, width: 1, channels: 512, data }, 0, 'sequential');
  expect([raster.width, raster.height]).toEqual([8, 64]);
});

test('the words follow the mode', () => {
  expect([modeWords(initialState), runWords(initialState)]).toEqual(['Not begun', 'seed 1']);
  const going = {
    ...initialState,
    mode: 'training' as const,
    goal: 'finish' as const,
    step: 130,
    steps: [{ step: 129, loss: 0.91234, accuracy: 0.5 }],
  };
  expect(modeWords(going)).toBe('Training');
  expect(runWords(going)).toBe('epoch 2 of 10 · step 130 · loss 0.912');
  expect(isRunning(going)).toBe(true);
  expect(share(going)).toBeCloseTo(12 / 118);
  expect(share({ ...going, validating: { done: 3, total: 12 } })).toBe(0.25);
});

test('a run that is over names its epochs and the best of them, not the next one', () => {
  const epoch = {
    epoch: 1,
    loss: 1,
    accuracy: 0.5,
    validationLoss: 1,
    validationAccuracy: 0.5,
    confusion: [],
    seconds: 1,
  };
  const over = {
    ...initialState,
    mode: 'ended' as const,
    step: 9 * 118,
    epochs: Array.from({ length: 9 }, () => epoch),
    best: 6,
  };
  expect([modeWords(over), runWords(over)]).toEqual(['Trained', '9 epochs · best: epoch 6']);
  expect(share(over)).toBe(1);
});
