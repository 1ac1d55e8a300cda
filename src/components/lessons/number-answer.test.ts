import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberText, readNumber } from './number-answer.ts';

describe('what is understood', () => {
  test.each([
    ['12', 12],
    [' 12px ', 12],
    ['12 pixels', 12],
    ['1,024', 1024],
    ['1 024', 1024],
    ['1\u202f024', 1024],
    ["1'024", 1024],
    ['24,663,296', 24_663_296],
    ['1,024.5', 1024.5],
    ['0.333', 0.333],
    ['0,5', 0.5],
    ['0,125', 0.125],
    ['1,02', 1.02],
    ['.5', 0.5],
    ['-3', -3],
    ['−3', -3],
    ['-1,024', -1024],
    ['1/3', 1 / 3],
    ['~40', 40],
    ['about 40 px', 40],
    ['1e3', 1000],
  ])('%j is %d', (typed, value) => {
    expect(readNumber(typed, 'px')).toEqual({ ok: true, value });
  });

  test('a percent sign where percent are asked for', () => {
    expect(readNumber('88.3%', '%')).toEqual({ ok: true, value: 88.3 });
    expect(readNumber('88.3 per cent', '%')).toEqual({ ok: true, value: 88.3 });
  });

  test('every number that lessons write is read as that number', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: -1e9, max: 1e9 }), fc.double({ min: -1e5, max: 1e5 })),
        fc.constantFrom('', 'px', 'ch', '%', 'steps'),
        (value, unit) => {
          const read = readNumber(numberText(value, unit), unit);
          if (!read.ok) throw new Error(`${numberText(value, unit)}: ${read.fault}`);
          expect(Math.abs(read.value - value)).toBeLessThanOrEqual(
            1e-5 * Math.max(0.1, Math.abs(value)),
          );
        },
      ),
    );
  });
});

describe('what is not', () => {
  test.each(['', '  ', 'many', '12 and 13', '1,0,24', '3 x 3', '--3', '1/2/3', '1/0', 'px'])(
    '%j gets one clear sentence',
    (typed) => {
      const read = readNumber(typed, 'px');
      if (read.ok) throw new Error(`expected no number, got ${read.value}`);
      expect(read.fault).toMatch(/type/);
      expect(read.fault.length).toBeLessThan(110);
    },
  );

  test('another unit is named, and the one that is wanted', () => {
    const read = readNumber('32 channels', 'px');
    expect(read).toMatchObject({ ok: false, fault: expect.stringMatching(/“channels”.*in px/) });
    expect(readNumber('3 px', '')).toMatchObject({ ok: false });
  });

  test('nothing typed makes it fail', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ maxLength: 4 }), (typed, unit) => {
        const read = readNumber(typed, unit);
        if (read.ok) expect(Number.isFinite(read.value)).toBe(true);
        else expect(read.fault).toMatch(/\.$/);
      }),
    );
  });
});

test('numbers are written with groups, a real minus and their unit', () => {
  expect(numberText(1024, 'px')).toBe('1,024 px');
  expect(numberText(-3)).toBe('−3');
  expect(numberText(24_663_296)).toBe('24,663,296');
  expect(numberText(1 / 3)).toBe('0.333333');
  expect(numberText(88.3, '%')).toBe('88.3%');
});
