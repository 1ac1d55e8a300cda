/** In which order the channels of a layer stand: by number, by how strongly they answer, or by how well they tell the classes apart. */
import { atom } from 'nanostores';
import type { Volume } from '../../core/math/volume.ts';
import type { ChannelAnswers } from '../../core/network/channel-answers.ts';
import { byStrength } from '../marks/paint.ts';

export type Order = 'index' | 'strength' | 'selectivity';

export const orders: readonly { readonly value: Order; readonly text: string }[] = [
  { value: 'index', text: 'Number' },
  { value: 'strength', text: 'Strength' },
  { value: 'selectivity', text: 'Selectivity' },
];

/** One order for every inspector on the page. */
export const order = atom<Order>('index');

/** What an order means, for readers; `pictures` are those that selectivity was measured on. */
export function orderWords(by: Order, pictures: number): string {
  switch (by) {
    case 'index':
      return 'As the filters are numbered.';
    case 'strength':
      return 'By the mean of the map in this picture (of its size, where there are signs), strongest first.';
    case 'selectivity':
      return `By how much the class decides how strongly a channel answers, over ${pictures} test pictures, as many of each class. 0: not at all; 1: wholly.`;
  }
}

/**
 * Channel numbers in that order. Without `answers` the order by selectivity is that by number; where two channels are equal the lower
 * number comes first.
 */
export function ordered(
  volume: Volume,
  by: Order,
  answers: ChannelAnswers | null,
): readonly number[] {
  const channels = Array.from({ length: volume.channels }, (_, channel) => channel);
  if (by === 'strength') return byStrength(volume);
  if (by === 'index' || !answers) return channels;
  const { selectivity } = answers;
  return channels.sort((a, b) => selectivity[b]! - selectivity[a]! || a - b);
}
