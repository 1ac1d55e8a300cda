import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Field, shown } from './field.ts';

const field = (value: unknown): Field => new Field('file', value);

describe('a field of data from outside', () => {
  it('is named by its path in the message, with what was expected and what was seen', () => {
    const epochs = field({ epochs: [{ loss: 'low' }] })
      .at('epochs')
      .list();
    expect(() => epochs[0]!.at('loss').number(0, 5)).toThrow(
      'file.epochs[0].loss: expected a number from 0 to 5, got "low"',
    );
  });

  it('that is missing is seen as undefined, and nothing is inherited', () => {
    expect(() => field({}).at('epochs').list()).toThrow(
      'file.epochs: expected a list, got undefined',
    );
    expect(() => field({}).at('toString').text()).toThrow('got undefined');
    expect(() =>
      field(Object.create({ name: 'a' }))
        .at('name')
        .text(),
    ).toThrow('got undefined');
  });

  it.each([null, 5, 'text', [1], undefined])(
    'is looked for in records only, not in %j',
    (value) => {
      expect(() => field(value).at('a')).toThrow(`file: expected a record, got ${shown(value)}`);
    },
  );

  it('is a list of the length asked for', () => {
    expect(field([1, 2]).list(2)).toHaveLength(2);
    expect(() => field([1, 2]).list(3)).toThrow('file: expected a list of 3, got a list of 2');
    expect(() => field({ length: 0 }).list()).toThrow('got object');
  });

  it('is a number in its range, ends included, and finite', () => {
    fc.assert(
      fc.property(
        fc.double(),
        fc.double({ noNaN: true }),
        fc.double({ noNaN: true }),
        (value, a, b) => {
          const [least, most] = a < b ? [a, b] : [b, a];
          const fits = Number.isFinite(value) && value >= least && value <= most;
          if (fits) expect(field(value).number(least, most)).toBe(value);
          else expect(() => field(value).number(least, most)).toThrow(shown(value));
        },
      ),
    );
    expect(field(0).number(0, 1)).toBe(0);
    expect(field(1).number(0, 1)).toBe(1);
  });

  it.each(['1', true, null, [1], NaN])('is no number where it is %j', (value) => {
    expect(() => field(value).number(-9, 9)).toThrow('expected a number');
    expect(() => field(value).whole(-9, 9)).toThrow('expected a whole number');
  });

  it('is whole where it must be', () => {
    expect(field(7).whole(7, 7)).toBe(7);
    for (const wrong of [6.5, 5, 9, 2 ** 53])
      expect(() => field(wrong).whole(6, 8)).toThrow('a whole number from 6 to 8');
  });

  it('is text of its form', () => {
    expect(field('a-b').text(/^[a-z-]+$/, 'letters')).toBe('a-b');
    expect(() => field('A').text(/^[a-z-]+$/, 'letters')).toThrow('expected letters, got "A"');
    expect(() => field('').text()).toThrow('expected text that is not empty, got ""');
    expect(() => field(5).text()).toThrow('got 5');
  });

  it('is the one value, or one of the few, that it may be', () => {
    expect(field(1).exactly(1)).toBe(1);
    expect(() => field('1').exactly(1)).toThrow('expected 1, got "1"');
    expect(field('b').oneOf(['a', 'b'])).toBe('b');
    expect(() => field('c').oneOf(['a', 'b'])).toThrow('expected "a" or "b", got "c"');
  });

  it('is a SHA-256 of 64 small hexadecimal digits', () => {
    const digits = '0123456789abcdef'.repeat(4);
    expect(field(digits).sha256()).toBe(digits);
    for (const wrong of [digits.slice(1), `${digits}0`, digits.toUpperCase(), `${digits}\n`, 5])
      expect(() => field(wrong).sha256()).toThrow('expected a SHA-256');
  });
});

describe('a value in a message', () => {
  it('is cut, so that a message stays one line', () => {
    expect(shown('x'.repeat(100))).toBe(`"${'x'.repeat(40)}"`);
    expect(shown('a\nb')).toBe(String.raw`"a\nb"`);
    expect(shown({ a: 1 })).toBe('object');
    expect(shown(null)).toBe('null');
  });
});
