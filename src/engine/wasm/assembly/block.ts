/**
 * One block of the network as the kernels see it: sizes, and where things lie in this memory. The page's side writes it
 * field by field, in this order; it computes nothing.
 *
 * A block is: convolution a (3 x 3, same), ReLU, batch norm, convolution b (3 x 3, valid), ReLU, max pooling 2 x 2, dropout.
 * "Image" fields are the bytes from one picture to the next; they are never a multiple of 4,096, or six pictures at once
 * would compete for the same cache lines.
 */
@unmanaged
export class Block {
  /** Of the input and of convolution a's maps. */
  height: i32;
  width: i32;
  inputs: i32;
  /** Of both convolutions; a multiple of 16. */
  filters: i32;
  /** Of what pooling leaves. */
  pooledHeight: i32;
  pooledWidth: i32;

  /** The input with a border of zeros one cell wide: (height + 2) x (width + 2) x inputs floats a picture. */
  input: usize;
  inputImage: usize;
  /** height x width x filters floats a picture: convolution a after ReLU; on the way back its gradient, in place. */
  maps: usize;
  mapsImage: usize;
  /** Where dropout's output goes: its first cell, the bytes of a row, and of a picture. */
  output: usize;
  outputRow: usize;
  outputImage: usize;
  /**
   * pooledHeight x pooledWidth x filters bytes a picture, without gaps. Before pooling 1 where dropout keeps the value, else
   * 0; after it 1 + the place of the winner in its window, 0 where dropout or ReLU lets no gradient through.
   */
  mask: usize;
  /** As `mask`, floats: the gradient of dropout's output. */
  gradient: usize;
  /** As `input` without the border and without gaps, floats; 0 in the first block, where nobody needs it. */
  inputGradient: usize;

  /** Convolution a: panels of 8 filters, and bias. See `pack.ts` for the first block's, `pack-tiles.ts` for all other panels. */
  panelsA: usize;
  biasA: usize;
  /** Convolution b with batch norm folded in: panels and bias. */
  panelsB: usize;
  biasB: usize;
  /** Convolution a turned around, for the gradient of its input; 0 in the first block. */
  panelsBack: usize;
  /** Convolution b's kernel, unfolded, as row, column, filter, input channel. */
  spread: usize;

  /** Doubles: the sums of `maps` by channel, then the sums of their squares. */
  sums: usize;
  /** Floats by channel, three rows: what the gradient, the map's value and 1 are multiplied with on the way back. */
  affine: usize;

  /** Gradient of convolution a's kernel, in the flat order of the weights, and of its bias. */
  kernelA: usize;
  gradientBiasA: usize;
  /** Of convolution b's kernel on the raw maps, batch norm left out: filter, row, column, input channel; and of its bias. */
  rawB: usize;
  gradientBiasB: usize;

  /** Room for the lists of winners, and for where each list starts or how long it is. */
  list: usize;
  marks: usize;
  /** Room for the tiles of `winograd.ts`; all blocks share it. */
  tiles: usize;
}

/** For the page's side, to check that it writes as many fields. */
export function blockBytes(): usize {
  return offsetof<Block>();
}

/** The first byte that the kernels' own constants leave free. */
export function freeFrom(): usize {
  return __heap_base;
}
