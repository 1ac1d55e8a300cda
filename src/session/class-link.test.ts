import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOf, placeIn } from './address.ts';
import { classIn, hideable, mostSeed, withClass } from './class-link.ts';

const classes = fc.record({
  seed: fc.integer({ min: 1, max: mostSeed }),
  hide: fc.subarray([...hideable]),
});

test('a class is found again in its hash', () => {
  fc.assert(
    fc.property(classes, (link) => {
      expect(classIn(withClass('', link))).toEqual(link);
    }),
  );
});

test('a class and what is on view share an address and leave each other alone', () => {
  fc.assert(
    fc.property(classes, fc.integer({ min: 0, max: 2999 }), (link, picture) => {
      const place = { selection: { picture }, figure: 'training' };
      const hash = withClass(hashOf(place), link);
      expect(classIn(hash)).toEqual(link);
      expect(placeIn(hash)).toEqual(place);
    }),
  );
});

test('without a class a hash stays as it is', () => {
  expect(withClass('#picture=3', null)).toBe('#picture=3');
  expect(withClass('#', { seed: 3, hide: [] })).toBe('#class=3');
});

test.each([
  '',
  '#',
  '#exercises',
  '#class=',
  '#class=0',
  '#class=-3',
  '#class=1e3',
  '#class=9999999',
])('%j names no class', (hash) => {
  expect(classIn(hash)).toBeNull();
});

test('what nobody can hide is left out', () => {
  expect(classIn('#class=7&hide=engine,everything,training')).toEqual({
    seed: 7,
    hide: ['training', 'engine'],
  });
});
