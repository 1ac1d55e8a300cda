import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layout } from '../../core/network/layout.ts';
import { view } from '../../core/network/parameters.ts';
import { kernelOf, sliceOf } from '../inspector/kernel.ts';
import { indexOf, kernels, kernelSize, normNear, placeIn } from './place.ts';

/** Weights that are their own index. */
const numbered = Float32Array.from({ length: layout.total }, (_, index) => index);

const places = fc
  .record({
    layer: fc.constantFrom(...kernels.filter(({ side }) => side > 1).map(({ layer }) => layer)),
    filter: fc.nat(),
    input: fc.nat(),
    tap: fc.nat(),
  })
  .map(placeIn);

test('a place of a convolution is where the inspector finds the same tap of the same slice', () => {
  fc.assert(
    fc.property(places, (place) => {
      const block = kernelOf(layout, numbered, place.layer, place.filter)!;
      expect(sliceOf(block, place.input)[place.tap]).toBe(indexOf(place));
    }),
  );
});

test('a place of the dense layer is the weight from one value to one class', () => {
  const kernel = view(layout, numbered, 'dense/kernel');
  const place = { layer: 'dense', filter: 2, input: 511, tap: 0 };
  expect(indexOf(place)).toBe(kernel[511 * 3 + 2]);
  expect(indexOf(place)).toBe(kernel.at(-1));
});

test('every layer with weights can be chosen, and no other', () => {
  expect(kernels.map(({ layer }) => layer)).toEqual([
    'conv1a',
    'conv1b',
    'conv2a',
    'conv2b',
    'conv3a',
    'conv3b',
    'dense',
  ]);
  expect(() => kernelSize('pool1')).toThrow('expected a layer with weights, got "pool1"');
});

test('a place outside of the kernel is refused, and can be brought inside', () => {
  const outside = { layer: 'conv1a', filter: 40, input: 7, tap: 9 };
  expect(() => indexOf(outside)).toThrow('(9, 3, 32), got 9, 7, 40');
  expect(placeIn(outside)).toEqual({ layer: 'conv1a', filter: 31, input: 2, tap: 8 });
});

test('the batch norm that goes with a layer is that of its block, and the last one with the answer', () => {
  expect(['conv1a', 'conv1b', 'conv3a', 'dense'].map((layer) => normNear(layer).id)).toEqual([
    'bn1',
    'bn1',
    'bn3',
    'bn3',
  ]);
});
