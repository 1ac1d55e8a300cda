/** The words of the softmax figure. */
import type { FigureText } from '../figure/figure-text.ts';

export const softmaxText: FigureText = {
  name: 'softmax',
  title: 'From three scores to three shares',
  purpose:
    'Shows what stands between the last layer’s three scores and the three percentages that the network answers with.',
  howToRead:
    'A row for each class: its score, e to the power of the score, and that power divided by the sum of all three. Drag a score, or have the network give its own to the chosen picture, to noise or to an even grey. The long bar at the end is always full: the three shares add up to 1, whatever the scores are. Point at a row to read its numbers as one line.',
  takeaway:
    'Only the differences between the scores count: the same amount added to all three changes no share. And there is no share for “none of these”: noise and an empty grey are named airplane, car or bird like everything else.',
};
