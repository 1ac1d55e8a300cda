import { describe, expect, test } from 'vitest';
import { network } from './network.ts';
import { layOut, view } from './parameters.ts';

const layout = layOut(network);

describe('the layout of the parameters', () => {
  test('names the 26 parameters of the network, the trainable ones first, each in the listing’s order', () => {
    expect(layout.parameters.map((p) => p.name)).toEqual([
      ...[1, 2, 3].flatMap((n) => [
        `conv${n}a/kernel`,
        `conv${n}a/bias`,
        `bn${n}/gamma`,
        `bn${n}/beta`,
        `conv${n}b/kernel`,
        `conv${n}b/bias`,
      ]),
      'dense/kernel',
      'dense/bias',
      ...[1, 2, 3].flatMap((n) => [`bn${n}/moving_mean`, `bn${n}/moving_variance`]),
    ]);
    expect(layout.parameters.findIndex((p) => !p.trainable)).toBe(20);
  });

  test('leaves no gap and no overlap, and ends at 289,443', () => {
    let at = 0;
    for (const { offset, length, shape } of layout.parameters) {
      expect(offset).toBe(at);
      expect(length).toBe(shape.reduce((product, size) => product * size, 1));
      at += length;
    }
    expect(at).toBe(289_443);
    expect(layout.total).toBe(at);
  });

  test('keeps all trainable values before the first that is not', () => {
    const first = layout.parameters.find((p) => !p.trainable)!;
    expect(layout.trainable).toBe(first.offset);
    expect(layout.trainable).toBe(288_995);
  });

  test('gives kernels the shapes of Keras', () => {
    const shapeOf = (name: string) => layout.parameters.find((p) => p.name === name)!.shape;
    expect(shapeOf('conv2a/kernel')).toEqual([3, 3, 32, 64]);
    expect(shapeOf('bn3/gamma')).toEqual([128]);
    expect(shapeOf('dense/kernel')).toEqual([512, 3]);
  });
});

describe('a view', () => {
  test('is the parameter’s own part of the flat array, not a copy', () => {
    const flat = new Float32Array(layout.total);
    view(layout, flat, 'bn1/beta').fill(7);
    const { offset, length } = layout.parameters.find((p) => p.name === 'bn1/beta')!;
    expect(flat.reduce((sum, value) => sum + value, 0)).toBe(7 * 32);
    expect(flat.subarray(offset, offset + length)).toEqual(new Float32Array(32).fill(7));
  });

  test('is refused for a name that the network does not have', () => {
    expect(() => view(layout, new Float64Array(layout.total), 'conv1a/gamma')).toThrow(
      'weights: expected a parameter of the network, got "conv1a/gamma"',
    );
  });
});
