import { expect, test } from 'vitest';
import { layerFacts } from './layer-facts.ts';

test('what prose says of a layer is what the network has', () => {
  expect(layerFacts('conv2b')).toMatchObject({
    output: '13 × 13 × 64',
    places: '169',
    unread: '25',
    parameters: '36,928',
    field: '14',
    jump: '2',
  });
});

test('a pool that has no row left over leaves nothing unread, and neither does any other layer', () => {
  expect(layerFacts('conv1b').unread).toBe('0');
  expect(layerFacts('dense').unread).toBe('0');
});

test('the columns of a layer see what is listed, and a list without places is empty', () => {
  expect(layerFacts('conv3b').columns).toBe('−7 to 24, −3 to 28, 1 to 32 and 5 to 36');
  expect(layerFacts('pool3').columns).toBe('−7 to 28 and 1 to 36');
  expect(layerFacts('dense').columns).toBe('');
});

test('a layer that the network does not have is an error', () => {
  expect(() => layerFacts('conv4a')).toThrow(/expected a layer of the network, got "conv4a"/);
});
