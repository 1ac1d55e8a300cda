/** What the figure says of a number and of one of its terms: the same words for mouse, keyboard and touch. */
import type { Explanation } from '../../core/network/explanation.ts';
import { countText, percentText } from '../marks/format.ts';
import { valueText } from '../marks/value-text.ts';
import { resultOf, type Term } from './level.ts';
import { cellWords, passedOver, placeName, placeTitle, shapeOf, unflattened } from './places.ts';

const colours = ['red', 'green', 'blue'] as const;

/** What a convolution reads of a channel: `channel 57 of bn3`, `red`. */
export const channelName = (from: string | null, channel: number): string =>
  from === null ? colours[channel]! : `channel ${channel + 1} of ${passedOver(from)}`;

/** The name of a term where its level is known. */
export function termName(told: Explanation, term: Term): string {
  const source = term.sources[0]!;
  switch (told.kind) {
    case 'convolution':
      return told.from === null ? colours[term.key]! : `channel ${term.key + 1}`;
    case 'dense':
      return `value ${term.key + 1}`;
    case 'max-pool':
      return cellWords(source);
    case 'batch-norm':
    case 'dropout':
    case 'flatten':
      return 'what comes in';
  }
}

/** The number itself: `conv3b, channel 33, row 2, column 3: 1.482.` */
export function numberSentence(told: Explanation): string {
  const share = told.kind === 'dense' ? `, which softmax makes ${percentText(told.output)}` : '';
  return `${placeTitle(told.place)}: ${valueText(resultOf(told))}${share}.`;
}

/** One term of it, and for a convolution one of its products. */
export function termSentence(told: Explanation, term: Term, tap: number): string {
  const source = term.sources[tap]!;
  const where = cellWords(source);
  switch (told.kind) {
    case 'convolution': {
      const name = channelName(told.from, term.key);
      const all = `${name[0]!.toUpperCase() + name.slice(1)} adds ${valueText(term.amount)}.`;
      const part = source.padding
        ? `Tap ${tap + 1} of ${term.sources.length} lies in the padding, where every value is 0.`
        : `There, ${where} holds ${valueWords(told.from, source.value)}; ${productWords(source)}.`;
      return `${all} ${part}`;
    }
    case 'dense': {
      const origin = unflattened(term.key);
      return `Value ${term.key + 1} of ${shapeOf('flatten').channels} is ${placeName(origin)}: ${valueText(source.value)}; ${productWords(source)}.`;
    }
    case 'max-pool': {
      const won = term.key === told.winner;
      return `${told.from}, ${where}: ${valueText(source.value)}, ${won ? 'the largest of the window: it goes on' : 'not the largest: it is dropped'}.`;
    }
    case 'batch-norm':
      return `It normalises ${told.from}, channel ${source.channel + 1}, ${where}: ${valueText(source.value)}.`;
    case 'dropout':
      return `Outside of training dropout changes nothing: ${valueText(source.value)} comes from ${told.from}.`;
    case 'flatten':
      return `Flatten computes nothing: value ${told.place.channel + 1} is ${placeName(unflattened(told.place.channel))}.`;
  }
}

/** A pixel also as the byte that it is. */
const valueWords = (from: string | null, value: number): string =>
  from === null ? `${Math.round(value * 255)}/255 = ${valueText(value)}` : valueText(value);

const productWords = ({ weight = 0, product = 0 }: Term['sources'][number]): string =>
  `times the weight ${valueText(weight)} that is ${valueText(product)}`;

/** What stands before the list: what is added up, or chosen from. */
export function listTitle(told: Explanation): string {
  const { channels } = shapeOf(told.from);
  switch (told.kind) {
    case 'convolution': {
      const count = countText(told.products.length);
      if (told.from === null) return `${count} products, by colour of the picture`;
      const origin = passedOver(told.from);
      const passing = origin === told.from ? '' : `, which ${told.from} passes on`;
      return `${count} products, by channel of ${origin}${passing}`;
    }
    case 'dense':
      return `${told.products.length} products, one for each value of ${told.from}`;
    case 'max-pool':
      return `The ${told.sources.length} values of the window, on ${told.from}`;
    case 'batch-norm':
      return `One of ${channels} channels of ${told.from}, each with its own four numbers`;
    case 'dropout':
      return 'At rest, dropout passes everything on';
    case 'flatten':
      return `One cell of ${unflattened(0).layer}, at its place in the list`;
  }
}

/** The decimals to which a result agrees with what the map holds: 7 or so where only 32-bit rounding lies between. */
export function agreement(stored: number, told: Explanation): string {
  const apart = Math.abs(stored - told.output);
  const what = told.kind === 'dense' ? 'probability that the network gave' : 'number in the map';
  if (apart === 0) return `Exactly the ${what}.`;
  const decimals = Math.max(0, Math.floor(-Math.log10(2 * apart)));
  return `The same as the ${what}, to ${decimals} decimals.`;
}
