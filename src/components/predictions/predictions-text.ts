/** The words of the predictions figure. */
import type { FigureText } from '../figure/figure-text.ts';

export const predictionsText: FigureText = {
  name: 'predictions',
  title: 'Ten test pictures, and what the network says',
  purpose:
    'Ten pictures that the network never learns from, with its present answer to each: the same check as at the end of the article.',
  howToRead:
    'Under each picture stands what it really shows, then the answer: a tick and the word right, or a cross and the word wrong. The three bars are the probabilities the network gives to airplane, car and bird; they add up to 100%. Press a picture to follow it through the whole network in every figure.',
  takeaway:
    'A network that has learned nothing is right about one time in three. A trained one is mostly right, and mostly sure of itself; but it can be sure and wrong.',
};
