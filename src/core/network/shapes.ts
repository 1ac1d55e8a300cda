/** The size of what flows between layers. */
import type { Layer, Network, Shape } from './spec.ts';

/** Output shape of one layer. A vector of n values is 1 x 1 x n. Throws where a kernel does not fit its input. */
export function outputShape(layer: Layer, input: Shape): Shape {
  const { height, width, channels } = input;
  switch (layer.kind) {
    case 'convolution': {
      const loss = layer.padding === 'same' ? 0 : layer.kernel - 1;
      if (height <= loss || width <= loss)
        throw new Error(
          `${layer.id}: a kernel of ${layer.kernel} needs an input at least as large, got ${height}x${width}`,
        );
      return { height: height - loss, width: width - loss, channels: layer.filters };
    }
    case 'max-pool':
      if (height < layer.size || width < layer.size)
        throw new Error(
          `${layer.id}: a window of ${layer.size} needs an input at least as large, got ${height}x${width}`,
        );
      return {
        height: Math.floor(height / layer.size),
        width: Math.floor(width / layer.size),
        channels,
      };
    case 'flatten':
      return { height: 1, width: 1, channels: height * width * channels };
    case 'dense':
      return { height: 1, width: 1, channels: layer.units };
    case 'batch-norm':
    case 'dropout':
      return input;
  }
}

/** The shapes along a network: entry 0 is the input, entry i + 1 the output of layer i. */
export function shapes(network: Network): readonly Shape[] {
  const list: Shape[] = [network.input];
  for (const layer of network.layers) list.push(outputShape(layer, list[list.length - 1]!));
  return list;
}

/** How many values a shape holds. */
export const volumeOf = (shape: Shape): number => shape.height * shape.width * shape.channels;
