import { describe, expect, test } from 'vitest';
import type { Place } from '../../core/network/explanation.ts';
import { levelAt, traces } from './cell.fixture.ts';
import { agreement, channelName, listTitle, numberSentence, termSentence } from './sentences.ts';
import { strongestCell } from './stored.ts';

describe('what is said', () => {
  const said = (place: Place, key?: number, tap = 0) => {
    const { explanation, terms } = levelAt(place);
    const term = terms.find((other) => other.key === (key ?? other.key))!;
    return [numberSentence(explanation), termSentence(explanation, term, tap)];
  };

  test('of a corner of the first layer names the byte, and the padding', () => {
    const corner = { layer: 'conv1a', channel: 0, row: 0, column: 0 };
    const byte = traces.pixels[1]!;
    const [number, inside] = said(corner, 1, 4);
    expect(number).toMatch(/^conv1a, channel 1, row 1, column 1: −?\d+\.\d{3}\.$/);
    expect(inside).toMatch(/^Green adds −?\d\.\d{3}\. There, row 1, column 1 holds /);
    expect(inside).toContain(`${byte}/255 = ${(byte / 255).toFixed(3)}; times the weight `);
    expect(said(corner, 1, 0)[1]).toContain('Tap 1 of 9 lies in the padding');
  });

  test('of a logit names its share, and whose value was weighed', () => {
    const [number, term] = said({ layer: 'dense', channel: 2, row: 0, column: 0 }, 130);
    expect(number).toMatch(/^The bird logit: −?\d+\.\d{3}, which softmax makes \d+\.\d%\.$/);
    expect(term).toMatch(/^Value 131 of 512 is pool3, channel 3, row 1, column 2: /);
  });

  test('of what is added up passes over the dropout between, and says so', () => {
    const { explanation: told } = levelAt({ layer: 'conv3a', channel: 2, row: 0, column: 5 });
    expect(listTitle(told)).toBe('576 products, by channel of pool2, which drop2 passes on');
    expect(channelName(told.from, 61)).toBe('channel 62 of pool2');
    const { explanation: other } = levelAt({ layer: 'conv3b', channel: 2, row: 0, column: 3 });
    expect(listTitle(other)).toBe('1,152 products, by channel of bn3');
  });

  test('of a pool tells winner from loser', () => {
    const place = strongestCell('pool2', traces.layers.get('pool2')!);
    const { explanation: told } = levelAt(place);
    if (told.kind !== 'max-pool') throw new Error(`got ${told.kind}`);
    expect(said(place, told.winner)[1]).toContain('it goes on');
    expect(said(place, (told.winner + 1) % 4)[1]).toContain('it is dropped');
  });

  test('of the agreement with the map counts its decimals', () => {
    const { explanation: told } = levelAt(strongestCell('conv2a', traces.layers.get('conv2a')!));
    expect(agreement(told.output, told)).toBe('Exactly the number in the map.');
    expect(agreement(told.output + 0.004, told)).toBe(
      'The same as the number in the map, to 2 decimals.',
    );
    expect(agreement(told.output + 3, told)).toContain('to 0 decimals');
  });
});
