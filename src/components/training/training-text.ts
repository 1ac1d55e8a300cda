/** The words of the training figure. */
import { recipe } from '../../core/network/recipe.ts';
import { publishedBest } from '../facts/published-run.ts';
import type { FigureText } from '../figure/figure-text.ts';
import { percentText } from '../marks/format.ts';

export const trainingText: FigureText = {
  name: 'training',
  title: 'Train the network here',
  purpose:
    'The whole network of the article learns in your browser, from random weights, while you watch its loss and its accuracy.',
  howToRead: `From left to right run ${recipe.epochs} epochs, each one pass over all training pictures. The thin line is the loss of every step, the line through it its moving mean; dots are whole epochs, the ringed one the best. The axis of the loss is logarithmic: equal distances are equal factors. Grey lines are the run beside it, recorded here or printed in the article; the dotted line is guessing. Point at the curves, or move the slider below them, to read the numbers.`,
  takeaway: `The training loss falls from the first steps on, but the validation accuracy waits; one reason is that BatchNorm's running averages lag behind the weights. In the published run it stays near one in three for two epochs and reaches ${percentText(publishedBest.validationAccuracy)} in epoch ${publishedBest.epoch}.`,
};
