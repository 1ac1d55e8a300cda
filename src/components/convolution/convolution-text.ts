/** The words of the convolution stepper. */
import type { FigureText } from '../figure/figure-text.ts';
import type { Rung } from './scene.ts';

export const convolutionText: FigureText = {
  name: 'convolution',
  title: 'A kernel at work, place by place',
  purpose:
    'Moves a small kernel over a signal, a grey picture, a colour picture and through the filters that the network has learned.',
  howToRead:
    'Point at the input or at the output, or focus one and use the arrow keys: the kernel stands there, and below each value its weight and their product are written; the products add up to one number of the output. Click or press Enter to hold it, Escape to let go. Change a weight, or take another kernel; padding, stride and dilation change how far it reaches and how large the output is.',
  takeaway:
    'A kernel is a handful of weights used again at every place. It spans all channels of its input and makes one map; as many filters as there are, so many maps come out.',
};

export const rungs: readonly {
  readonly value: Rung;
  readonly text: string;
  readonly note: string;
}[] = [
  { value: 'signal', text: 'Signal', note: '3 weights, one line' },
  { value: 'grey', text: 'Grey picture', note: '3 × 3 weights, one map' },
  { value: 'colour', text: 'Three channels', note: '3 × 3 × 3 weights, one map' },
  { value: 'filters', text: 'Many filters', note: '32 filters, 32 maps' },
];
