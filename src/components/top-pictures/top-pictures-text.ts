/** The words of the top pictures. */
import type { FigureText } from '../figure/figure-text.ts';

export const topPicturesText: FigureText = {
  name: 'top-pictures',
  title: 'What excites a channel',
  purpose:
    'Shows, for any channel of a convolution or a pooling, the nine test pictures in which its largest value is highest, and where in them it is.',
  howToRead:
    'Choose a layer and a channel. The strongest picture comes first. The frame holds the pixels that the strongest cell can see: what excited the channel lies inside it. The number is that cell’s value, and the bar shows how the nine divide among the classes. Point at a picture for its place; press it, and every other figure shows this picture, channel and cell.',
  takeaway:
    'The pictures that excite a channel most show what it answers to, not what it is for. Some channels gather one class, others a colour or an edge that all classes have; and between these few pictures and silence lie thousands that excite it a little.',
};
