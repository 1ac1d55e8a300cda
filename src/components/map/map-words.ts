/** The words of the network map: its texts as a figure, and its sentences about edges. */
import { classMarks } from '../marks/classes.ts';
import { percentText } from '../marks/format.ts';
import { valueText } from '../marks/value-text.ts';
import type { FigureText } from '../figure/figure-text.ts';
import { shapeOf, unflattened } from '../cell/places.ts';
import type { Edge, Edges } from './inputs.ts';

export const mapText: FigureText = {
  name: 'map',
  title: 'The map of the network',
  purpose:
    'Shows every map of every layer for one picture, and leads from the whole network to one channel with its inputs, and to one cell with its arithmetic.',
  howToRead:
    'Read the three blocks like lines of a text; each square is the output of one channel. Point at one: lines lead to it from the channels it is made of, red for those that add, blue for those that take away, wider for more; those that it goes into are framed. Press it to go nearer, press empty paper or Escape to step back. Left and right arrows change the layer, up and down the channel, Enter goes nearer.',
  takeaway:
    'From layer to layer the maps get smaller and there are more of them: 3 colours of 32\u00a0×\u00a032 pixels become 128 maps of 2\u00a0×\u00a02 cells, then 512 numbers, then 3 answers.',
};

/** Where nothing is pointed at. */
export const idleWords =
  'The whole network for one picture. Point at a map, or choose one by the arrow keys.';

const colours = ['red', 'green', 'blue'] as const;
const signs = { in: 'adds', out: 'takes away' } as const;

/** A channel as readers count: `conv2b, channel 7`, `flatten, value 131`, `the picture’s red`, `dense, bird`. */
export function channelWords(layer: string | null, channel: number): string {
  if (layer === null) return `the picture’s ${colours[channel]!}`;
  if (layer === 'dense') return `dense, ${classMarks[channel]?.name ?? channel + 1}`;
  const { height, width } = shapeOf(layer);
  return height * width === 1
    ? `${layer}, value ${channel + 1}`
    : `${layer}, channel ${channel + 1}`;
}

/** Shorter, where the layer is known: `channel 7`, `red`, `value 131: pool3, channel 3`. */
export function inputWords(layer: string | null, channel: number): string {
  if (layer === null) return colours[channel]!;
  if (shapeOf(layer).width > 1) return `channel ${channel + 1}`;
  const cell = unflattened(channel);
  return `value ${channel + 1} (ch ${cell.channel + 1})`;
}

/** What is drawn of all that there is, and how much of the whole that is. */
export function drawnWords({ layer, drawn, count, linked, share }: Edges): string {
  if (drawn.length === 0) return 'Nothing that is not zero comes in.';
  if (linked === 1) return `Made from ${channelWords(layer, drawn[0]!.channel)} alone.`;
  if (drawn.length === count) return `All ${count} inputs are drawn.`;
  return `${drawn.length} of ${count} inputs drawn: they carry ${percentText(share)} of all that is added and taken away over the whole map.`;
}

/** One input of a channel: `bn1, channel 4 takes away 12.310 over the whole map.` */
export function edgeWords(layer: string | null, { channel, amount }: Edge, mixed: boolean): string {
  const who = channelWords(layer, channel);
  const name = who[0] === 't' ? `T${who.slice(1)}` : who;
  if (!mixed) return `${name} comes in, ${valueText(amount)} over the whole map.`;
  return `${name} ${amount < 0 ? signs.out : signs.in} ${valueText(Math.abs(amount))} over the whole map.`;
}

/** Where a channel goes: `In conv1b it feeds channel 12 most.`; nothing for the answers. */
export function feedsWords(feeds: Edges | null): string {
  const first = feeds?.drawn[0];
  if (!feeds || !first || feeds.layer === null) return '';
  if (feeds.linked === 1) return `It goes into ${channelWords(feeds.layer, first.channel)} alone.`;
  return `Of ${feeds.layer} it reaches ${channelWords(feeds.layer, first.channel).replace(`${feeds.layer}, `, '')} most.`;
}
