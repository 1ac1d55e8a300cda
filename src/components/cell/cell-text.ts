/** The words of the figure "One number, exactly". */
import type { FigureText } from '../figure/figure-text.ts';

export const cellText: FigureText = {
  name: 'cell',
  title: 'One number, all the way down to the pixels',
  purpose:
    'Takes one number of the network apart into the products that make it up, and each of those in turn, down to the bytes of the picture.',
  howToRead:
    'The list adds up to the number above it; bars to the right add, bars to the left take away. Choose a line, then go down to the value that was multiplied: the same question is asked of it. Up and down choose a line, left and right one of its products; Enter goes down, Escape up. Numbers are rounded to three decimals after they are added, so the last digit of a sum may be off by one.',
  takeaway:
    'Nothing is hidden: an answer is a sum of 512 products, each of its values a sum of 1,152 more, and so on down to 27 products of pixels and weights.',
};
