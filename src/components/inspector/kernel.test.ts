import { expect, test } from 'vitest';
import { layout } from '../../core/network/layout.ts';
import { biasOf, kernelOf, normOf, paintComposite, paintKernel, sliceOf } from './kernel.ts';

const weights = Float32Array.from({ length: layout.total }, (_, index) => index);

test('a kernel is the block of one filter, picked out of height x width x in x out', () => {
  const block = kernelOf(layout, weights, 'conv1a', 5)!;
  const { offset } = layout.parameters.find(({ name }) => name === 'conv1a/kernel')!;
  expect([block.size, block.inputs, block.values.length]).toEqual([3, 3, 27]);
  // Row 1, column 2, input 1: ((1 * 3 + 2) * 3 + 1) * 32 + 5.
  expect(block.values[(1 * 3 + 2) * 3 + 1]).toBe(offset + ((1 * 3 + 2) * 3 + 1) * 32 + 5);
});

test('layers without such a kernel have none', () => {
  expect(kernelOf(layout, weights, 'bn1', 0)).toBeNull();
  expect(kernelOf(layout, weights, 'dense', 0)).toBeNull();
  expect(kernelOf(layout, weights, 'pool1', 0)).toBeNull();
  expect(kernelOf(layout, weights, 'conv1a', 32)).toBeNull();
});

test('a deep block is painted slice by slice with a transparent pixel between', () => {
  const raster = paintKernel(kernelOf(layout, weights, 'conv3b', 0)!, 16);
  expect([raster.width, raster.height]).toEqual([63, 31]);
  const alpha = (x: number, y: number) => raster.data[(y * raster.width + x) * 4 + 3];
  expect(alpha(0, 0)).toBe(255);
  expect(alpha(3, 0)).toBe(0);
  expect(alpha(4, 0)).toBe(255);
});

test('in the composite of a colour kernel zero is mid-grey and the ends are reached', () => {
  const values = new Float32Array(27);
  values[0] = 1;
  values[1] = -1;
  const { data } = paintComposite({ values, size: 3, inputs: 3 });
  expect([...data.slice(0, 4)]).toEqual([255, 0, 128, 255]);
});

test('a slice has the weights for one channel of the input, row by row', () => {
  const block = kernelOf(layout, weights, 'conv1b', 4)!;
  const { offset } = layout.parameters.find(({ name }) => name === 'conv1b/kernel')!;
  expect(sliceOf(block, 7)).toEqual(
    Array.from({ length: 9 }, (_, place) => offset + (place * 32 + 7) * 32 + 4),
  );
});

test('bias and the numbers of BatchNorm are those of the channel', () => {
  const at = (name: string) => layout.parameters.find((one) => one.name === name)!.offset;
  expect(biasOf(layout, weights, 'conv2a', 5)).toBe(at('conv2a/bias') + 5);
  expect(normOf(layout, weights, 'bn2', 5)).toEqual({
    gamma: at('bn2/gamma') + 5,
    beta: at('bn2/beta') + 5,
    mean: at('bn2/moving_mean') + 5,
    variance: at('bn2/moving_variance') + 5,
  });
  expect(normOf(layout, weights, 'conv2a', 5)).toBeNull();
});
