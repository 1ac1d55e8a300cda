/** The words of the layer inspector as a figure. */
import type { FigureText } from '../figure/figure-text.ts';

export const inspectorText: FigureText = {
  name: 'inspector',
  title: 'One layer, opened up',
  purpose:
    'Shows all that one layer has and makes: its maps for the chosen picture, its filters with every weight, its shape and its cost.',
  howToRead:
    'Choose a layer. Each small square is the output of one filter, all on the colour scale under them: dark is zero, bright is a strong answer; after BatchNorm blue is below zero and red above. Point at a map and it stands large beside the sheet, with the filter that made it: a 3 × 3 slice for every channel that it reads, orange above zero, purple below. Click or Enter pins, arrow keys move, Escape steps back. Point at a number of the formula to see where it lives.',
  takeaway:
    'A filter is a block, not a square: it is as deep as its input has channels. Many of its answers are zero, and those that are not say where in the picture it found what it looks for.',
};
