import { expect, test } from 'vitest';
import { silentAlwaysText, silentHereText } from './silence.ts';

const maps = { channels: 32, unit: 'channels', signed: false } as const;

test('channels are named from 1, and what silence means is said', () => {
  expect(silentHereText(maps, [3, 8, 16])).toBe(
    '3 of 32 channels are zero everywhere in this picture: 4, 9 and 17.',
  );
  expect(silentHereText({ ...maps, signed: true }, [0])).toBe(
    '1 of 32 channels is the same everywhere in this picture: 1.',
  );
  expect(silentHereText({ ...maps, unit: 'values' }, [])).toBe(
    'No value is zero everywhere in this picture.',
  );
});

test('dead is what was silent in all the pictures', () => {
  expect(silentAlwaysText(maps, [8], 60)).toBe('1 is dead, zero in all of 60 test pictures: 9.');
  expect(silentAlwaysText(maps, [], 60)).toBe(
    'None is so in all of 60 test pictures: no channel is dead.',
  );
});

test('a long list ends with how many are left', () => {
  const all = Array.from({ length: 11 }, (_, i) => i);
  expect(silentHereText(maps, all)).toContain(': 1, 2, 3, 4, 5, 6, 7, 8 and 3 more.');
});
