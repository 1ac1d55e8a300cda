/** The words of the table of layers. */
import { describe } from '../../core/network/describe.ts';
import { network } from '../../core/network/network.ts';
import type { FigureText } from '../figure/figure-text.ts';
import { countText } from '../marks/format.ts';

const { rows, totals } = describe(network);
const largest = rows.reduce((most, row) =>
  row.parameters.total > most.parameters.total ? row : most,
);

export const summaryText: FigureText = {
  name: 'summary',
  title: 'Every layer, and what it costs',
  purpose:
    'The whole network as a table beside the code that makes it: each row and each line of code is one layer.',
  howToRead:
    'From top to bottom a picture passes through the layers. Output is height × width × channels; parameters are counted with their formula, its colours saying what each number counts; multiply-adds are those of one picture; the last column is the side of the square of pixels that one value can see. Point at a row or a line of code, or move with the arrow keys, and the layer answers everywhere on the page.',
  takeaway: `Of ${countText(totals.parameters)} parameters ${largest.id} alone has ${countText(largest.parameters.total)}, but it works on a small map: most of the multiplying is done by the early layers, which have few weights and use each of them at every place.`,
};
