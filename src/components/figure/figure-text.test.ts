import { expect, test } from 'vitest';
import { checkedText } from './figure-text.ts';

const good = {
  name: 'training',
  title: 'A title of some length',
  purpose: 'Shows something that a reader wants to see, in a sentence.',
  howToRead: 'From left to right, dark is little and bright is much of it.',
  takeaway: 'What a reader who never touches the figure should take along.',
};

test('a figure with all its words passes unchanged', () => {
  expect(checkedText(good)).toBe(good);
});

test('a missing or overlong part is named with its bounds and its length', () => {
  expect(() => checkedText({ ...good, takeaway: '' })).toThrow(
    'figure training: expected a takeaway of 40 to 320 characters, got 0',
  );
  expect(() => checkedText({ ...good, title: 'x'.repeat(61) })).toThrow(
    'figure training: expected a title of 5 to 60 characters, got 61',
  );
});

test('a name that would not do as an attribute is refused', () => {
  expect(() => checkedText({ ...good, name: 'Training Figure' })).toThrow('got "Training Figure"');
});
