/** Terms of convolution, of receptive fields, and of the three blocks. */
import { layerFacts } from '../../components/facts/layer-facts.ts';
import type { Terms } from './term.ts';

const first = layerFacts('conv1a');
const second = layerFacts('conv1b');
const deepest = layerFacts('conv3b');
const flat = layerFacts('flatten');

export const convolutionAndBlocks = {
  convolution: {
    term: 'convolution',
    forms: ['convolution', 'convolutional layer'],
    said: 'Sliding a small table of weights over the input and taking, in each place, the sum of products. The same weights serve all places.',
    chapter: 'convolution',
    also: ['filter', 'kernel', 'cross-correlation'],
  },
  kernel: {
    term: 'kernel',
    forms: ['kernel'],
    said: 'The table of weights that a convolution slides over its input. A filter of a layer has one slice of it for each channel that comes in.',
    chapter: 'convolution',
    also: ['filter', 'convolution'],
  },
  filter: {
    term: 'filter',
    forms: ['filter'],
    said: `All the weights that make one output channel, with one bias. It spans all channels of its input: a filter of conv1b holds 3 × 3 × ${first.channels} weights.`,
    chapter: 'convolution',
    also: ['kernel', 'channel', 'activation-map'],
  },
  'cross-correlation': {
    term: 'cross-correlation',
    forms: ['cross-correlation'],
    said: 'What networks compute under the name of convolution. In mathematics a convolution turns the kernel by half a circle first; as the weights are learned anyway, nobody bothers.',
    chapter: 'convolution',
    also: ['convolution'],
  },
  stride: {
    term: 'stride',
    forms: ['stride'],
    said: 'How many places a window moves on at a time. All convolutions here have a stride of 1, and all poolings one of 2.',
    chapter: 'convolution',
    also: ['padding', 'pooling', 'jump'],
  },
  padding: {
    term: 'padding',
    forms: ['padding', 'padded'],
    said: `Rows and columns of zeros around the input. With “same” padding the output is as large as the input; with “valid” there is none, and a window of 3 × 3 makes ${first.height} rows ${second.height}.`,
    chapter: 'convolution',
    also: ['stride', 'convolution'],
  },
  'activation-map': {
    term: 'activation map',
    forms: ['activation map', 'feature map'],
    said: 'One output channel seen as a picture: how strongly one filter answers in each place. Also called a feature map.',
    chapter: 'convolution',
    also: ['channel', 'filter'],
  },
  relu: {
    term: 'ReLU',
    forms: ['ReLU', 'rectified linear unit'],
    said: 'Short for rectified linear unit: what is negative becomes 0, the rest stays as it is. Without some such bend, layer upon layer would still be one single weighted sum.',
    chapter: 'convolution',
    also: ['dead-channel'],
  },
  'dead-channel': {
    term: 'dead channel',
    forms: ['dead channel', 'dead filter', 'dead unit'],
    said: 'A channel that is 0 everywhere for every picture. No gradient gets through it, so it hardly ever comes back.',
    chapter: 'what-it-learned',
    also: ['relu', 'gradient'],
  },
  'receptive-field': {
    term: 'receptive field',
    forms: ['receptive field'],
    said: `The part of the picture that one value depends on: change a pixel outside it, and the value stays the same. It grows from layer to layer, up to ${deepest.field} pixels a side in conv3b.`,
    chapter: 'receptive-fields',
    also: ['effective-receptive-field', 'jump', 'local-connectivity'],
  },
  'effective-receptive-field': {
    term: 'effective receptive field',
    forms: ['effective receptive field'],
    said: 'How much each pixel of a receptive field really counts. The middle can reach a value by many ways and the rim by few, so the weight falls off towards the edges.',
    chapter: 'receptive-fields',
    also: ['receptive-field', 'gradient'],
  },
  jump: {
    term: 'jump',
    forms: [],
    said: 'How many pixels of the picture lie between the fields of two neighbouring cells. Each pooling doubles it.',
    chapter: 'receptive-fields',
    also: ['receptive-field', 'stride'],
  },
  'convolutional-network': {
    term: 'convolutional network',
    forms: ['convolutional network', 'convolutional neural network', 'CNN'],
    said: 'A network that begins with convolutions and ends with a decision. Often shortened to CNN.',
    chapter: 'three-blocks',
    also: ['convolution', 'pooling', 'dense-layer', 'residual-network'],
  },
  pooling: {
    term: 'pooling',
    forms: ['pooling', 'max pooling', 'max-pooling', 'pooling layer'],
    said: 'Keeping one value for each small window: here the largest of 2 × 2. Height and width are halved, and it matters a little less where exactly a thing was.',
    chapter: 'three-blocks',
    also: ['stride', 'translation'],
  },
  'batch-normalization': {
    term: 'batch normalization',
    forms: ['batch normalization', 'batch normalisation', 'BatchNorm', 'batch norm'],
    said: 'Shifting and scaling each channel so that over a batch its mean is 0 and its variance 1, and then by two learned numbers to whatever suits. Training becomes faster and less touchy.',
    chapter: 'three-blocks',
    also: ['moving-average', 'batch'],
  },
  'moving-average': {
    term: 'moving average',
    forms: ['moving average', 'running average'],
    said: 'A mean that follows along: each new value counts for a small share, and what is long past fades. Batch normalization keeps two for each channel, Adam two for each weight.',
    chapter: 'training',
    also: ['batch-normalization', 'adam'],
  },
  dropout: {
    term: 'dropout',
    forms: ['dropout'],
    said: 'Setting values to 0 by chance while training, here one half of them after each block, so that no part of the network comes to rely on one other part. When the network is asked, nothing is dropped.',
    chapter: 'three-blocks',
    also: ['overfitting', 'regularization'],
  },
  flatten: {
    term: 'flatten',
    forms: ['flatten', 'flattened', 'flattening'],
    said: `Writing a volume as one long list, row by row; no number changes. Here the list has ${flat.cells} entries.`,
    chapter: 'three-blocks',
    also: ['volume', 'dense-layer'],
  },
  logit: {
    term: 'score',
    forms: ['logit'],
    said: 'What the last layer gives each class before softmax makes shares of them: any number, also a negative one. Often called a logit.',
    chapter: 'three-blocks',
    also: ['softmax', 'dense-layer', 'flatten'],
  },
  softmax: {
    term: 'softmax',
    forms: ['softmax'],
    said: 'Turns scores into positive shares that add up to 1: each score becomes the exponent of e, and each is divided by the sum. Only differences between scores count.',
    chapter: 'three-blocks',
    also: ['logit', 'confidence', 'cross-entropy'],
  },
} as const satisfies Terms;
