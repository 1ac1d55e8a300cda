import { beforeEach, expect, test } from 'vitest';
import { chooseRange, colourRange, recallRange } from './colour-range.ts';

const shelf = () => {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  };
};

beforeEach(() => colourRange.set('layer'));

test('a choice is there again in the next visit', () => {
  const storage = shelf();
  chooseRange('net', () => storage);
  expect(colourRange.get()).toBe('net');
  colourRange.set('layer');
  recallRange(() => storage);
  expect(colourRange.get()).toBe('net');
});

test('what is no range changes nothing', () => {
  const storage = shelf();
  chooseRange('channel', () => storage);
  const [key] = [...storage.held.keys()];
  storage.held.set(key!, 'galaxy');
  colourRange.set('layer');
  recallRange(() => storage);
  expect(colourRange.get()).toBe('layer');
});

test('without storage the choice still holds for this visit', () => {
  const none = () => {
    throw new Error('no storage here');
  };
  chooseRange('channel', none);
  recallRange(none);
  expect(colourRange.get()).toBe('channel');
});
