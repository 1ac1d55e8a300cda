/** The words of the dropout microscope. */
import type { FigureText } from '../figure/figure-text.ts';

export const dropoutText: FigureText = {
  name: 'dropout',
  title: 'Dropout: half of the values, doubled',
  purpose:
    'Shows what dropout takes away in one training pass, what thirty such passes answer to one picture, and what that does to training accuracy.',
  howToRead:
    'On the left the 512 values before the last layer, one square each; in training half of them, chosen by chance, become 0 and are crossed out, the others are doubled so that the sum stays about the same. On the right one dot for each of thirty passes with dropout, by the probability they give to each class, and a bar for the answer without dropout. Choose a pass to see its mask. Below: the same network judged with dropout and without.',
  takeaway:
    'Dropout is there in training only. A training accuracy is counted with half of the network switched off, while validation uses all of it: so validation can come out above training, and nothing is wrong.',
};
