/** Convolution with bias and ReLU on TensorFlow.js tensors, forward and backward. Knows no layers and keeps no state. */
import * as tf from '@tensorflow/tfjs-core';
import type { Convolution } from '../../core/network/spec.ts';

/** relu(x * kernel + bias); `x` is batch x height x width x in, `kernel` height x width x in x out. */
export function convolve(
  { padding }: Convolution,
  x: tf.Tensor4D,
  kernel: tf.Tensor4D,
  bias: tf.Tensor1D,
): tf.Tensor4D {
  // Outside of TensorFlow.js's own gradients the three steps run as one kernel.
  return tf.fused.conv2d({ x, filter: kernel, strides: 1, pad: padding, bias, activation: 'relu' });
}

/** Gradient before the ReLU: what came back from above where the output was positive, 0 elsewhere. */
export function throughRelu(dy: tf.Tensor4D, y: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => tf.mul(dy, tf.step(y)));
}

/**
 * Gradient of the input: the correlation of `dz` with the kernel turned by half a turn, its channels in and out
 * exchanged. A plain convolution again, for which every backend has its fastest kernel.
 */
export function inputGradient(
  { padding, kernel: size }: Convolution,
  dz: tf.Tensor4D,
  kernel: tf.Tensor4D,
): tf.Tensor4D {
  return tf.tidy(() => {
    const turned = tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2]);
    // `same` pads (size - 1) in all, of which the smaller half stands before; turned, the halves change places.
    const all = size - 1;
    const before = padding === 'valid' ? all : all - Math.floor(all / 2);
    const after = padding === 'valid' ? all : Math.floor(all / 2);
    const around: [number, number] = [before, after];
    return tf.conv2d(dz, turned, 1, [[0, 0], around, around, [0, 0]]);
  });
}

/** Most rows of one product below: enough to outweigh its overhead, few enough that a device can share the products out. */
const most = 1024;

/**
 * Gradient of the kernel: place (i, j) of it gets the sum over all outputs of the input under that place, transposed, times
 * `dz`. Written as rows of channels, one row a pixel of the padded picture, the input under (i, j) is the whole input
 * moved up by i * width + j rows; `dz` has zero rows where no output is. So each place is one product of two matrices, cut into
 * pieces that are summed afterwards.
 *
 * The library's own kernel for this (`Conv2DBackpropFilter`) walks the whole batch in one thread a weight on GPUs, and takes
 * seconds a picture on the cpu backend.
 */
export function kernelGradient(
  { padding, kernel: size }: Convolution,
  x: tf.Tensor4D,
  dz: tf.Tensor4D,
): tf.Tensor4D {
  return tf.tidy(() => {
    const [batch, rows, columns, out] = dz.shape;
    const into = x.shape[3];
    const before = padding === 'valid' ? 0 : Math.floor((size - 1) / 2);
    const [height, width] = [rows + size - 1, columns + size - 1];
    const pixels = batch * height * width;
    const pieces = Math.ceil(pixels / most);
    const together = Math.ceil(pixels / pieces);
    const length = pieces * together;
    const frame = (t: tf.Tensor4D, first: number) => {
      const [, tall, wide, channels] = t.shape;
      const around: [number, number][] = [
        [0, 0],
        [first, height - tall - first],
        [first, width - wide - first],
        [0, 0],
      ];
      const grown = tall === height && wide === width ? t : tf.pad(t, around);
      return tf.reshape(grown, [pixels, channels]) as tf.Tensor2D;
    };
    const reach = (size - 1) * (width + 1);
    const under = tf.pad(frame(x, before), [
      [0, length - pixels + reach],
      [0, 0],
    ]);
    const above = tf.reshape(
      tf.pad(frame(dz, 0), [
        [0, length - pixels],
        [0, 0],
      ]),
      [pieces, together, out],
    );
    const places = Array.from({ length: size * size }, (_, place) => {
      const shift = Math.floor(place / size) * width + (place % size);
      return tf.tidy(() => {
        const moved = tf.reshape(tf.slice(under, [shift, 0], [length, into]), [
          pieces,
          together,
          into,
        ]);
        return tf.sum(tf.matMul(moved, above, true), 0);
      });
    });
    return tf.reshape(tf.stack(places), [size, size, into, out]);
  });
}
