/** The words of the film. */
import type { FigureText } from '../figure/figure-text.ts';

export const filmText: FigureText = {
  name: 'film',
  title: 'The first filters, step by step',
  purpose:
    'Shows the 32 filters of conv1a as they were at every tenth step of the recorded run, with the loss that drove them.',
  howToRead:
    'Each square is one filter: 3 × 3 weights for red, green and blue, drawn as one small colour picture in which mid-grey is zero. Play the film, drag the slider or move over the loss to go through the steps. “Their change” shows only what training has added since the start, on a scale of its own. Point at a filter to see it large: as it began, as it is, and the difference, whose length is the curve beside it.',
  takeaway:
    'The filters begin as noise, and training does not replace the noise: it tilts it. Much of what the first layer ends with was there by chance, and the layers behind it learn to use what they are given.',
};
