/** The words of the figure that shows one training step in slow motion. */
import type { FigureText } from '../figure/figure-text.ts';

export const slowStepText: FigureText = {
  name: 'slow-step',
  title: 'One training step in slow motion',
  purpose:
    'Shows the five stages of one real training step on eight pictures, with the numbers of one weight that you choose.',
  howToRead:
    'Each numbered stage uses what the stage above it found. The small pictures are the batch; the nine squares are the weights around the chosen one, orange above zero and purple below, and beside them the gradient of each, red above zero and blue below. A press on a square chooses that weight. All numbers come from a step that was really computed; the last digit of a sum may differ by one, for every number shown is rounded.',
  takeaway:
    'Forward, loss, gradients, Adam, running statistics: every step of training is these five, for all weights at once. Adam divides by the size of past gradients, so a weight with a tiny gradient takes a step nearly as long as one with a large gradient.',
};

export interface Stage {
  readonly name: string;
  readonly words: string;
}

export const stages: readonly Stage[] = [
  {
    name: 'Forward',
    words:
      'The pictures pass together, as in training: dropout is on, and BatchNorm uses this batch’s own means. Under each stands what its right class gets.',
  },
  { name: 'Loss', words: 'How far off is that? For each picture −ln of its share; then the mean.' },
  {
    name: 'Gradients',
    words:
      'Back through all layers: by how much would the loss change if a weight grew, per unit? One backward pass answers it for every weight.',
  },
  {
    name: 'Adam',
    words:
      'm follows the gradient, v its square. Both begin at 0 and so begin too small; dividing mends that. Then the weight moves.',
  },
  {
    name: 'Running statistics',
    words:
      'Not learned, only followed: one hundredth of the way from the moving value to the batch’s. Evaluation will use them.',
  },
];

/** How long a stage stays while it plays, in milliseconds: long enough to read its numbers. */
export const stageTime = 1250;
