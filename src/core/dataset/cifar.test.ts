import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { picture } from './catalog.ts';
import { interleave, pickClasses, recordBytes } from './cifar.ts';

const plane = 32 * 32;

/** Records with these labels; pixel byte `i` of record `r` is `(r * 7 + i) % 251`. */
function recordsOf(labels: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(labels.length * recordBytes);
  labels.forEach((label, r) => {
    bytes[r * recordBytes] = label;
    for (let i = 0; i < picture.bytes; i++) bytes[r * recordBytes + 1 + i] = (r * 7 + i) % 251;
  });
  return bytes;
}

describe('records of CIFAR-10', () => {
  test('planes become row, column, channel order at every pixel', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 3 * plane, maxLength: 3 * plane }), (planes) => {
        const into = new Uint8Array(picture.bytes);
        interleave(planes, 0, into, 0);
        for (let row = 0; row < 32; row++)
          for (let column = 0; column < 32; column++)
            for (let channel = 0; channel < 3; channel++)
              if (
                into[(row * 32 + column) * 3 + channel] !==
                planes[channel * plane + row * 32 + column]
              )
                return false;
        return true;
      }),
      { numRuns: 20 },
    );
  });

  test('the three classes are picked in the order of the files and records', () => {
    const files = [
      { name: 'a', bytes: recordsOf([9, 2, 0, 5]) },
      { name: 'b', bytes: recordsOf([1, 1, 0, 2]) },
    ];
    const { labels, pixels } = pickClasses(files, 2);
    expect([...labels]).toEqual([2, 0, 1, 1, 0, 2]);
    // Record 1 of file a: red, green and blue of its first pixel.
    expect([...pixels.subarray(0, 3)]).toEqual([7, (7 + plane) % 251, (7 + 2 * plane) % 251]);
    // Record 3 of file b is the last picture.
    expect(pixels[5 * picture.bytes]).toBe(21);
  });

  test('a label above 9 is refused with its place', () => {
    expect(() => pickClasses([{ name: 'a.bin', bytes: recordsOf([0, 1, 10]) }], 1)).toThrow(
      'a.bin: expected labels 0 to 9, got 10 in record 2 (byte 6146)',
    );
  });

  test.each([
    ['too few', [0, 1, 2, 2], 'expected 2 airplanes (label 0), got 1'],
    ['too many', [0, 0, 0, 1, 1, 2, 2], 'expected 2 airplanes (label 0), got 3'],
    ['none of the last', [0, 0, 1, 1], 'expected 2 birds (label 2), got 0'],
  ])('%s of a class is refused with the count', (_, labels, message) => {
    expect(() => pickClasses([{ name: 'a.bin', bytes: recordsOf(labels) }], 2)).toThrow(message);
  });

  test('a broken last record is refused', () => {
    const bytes = recordsOf([0, 1, 2]).subarray(0, -1);
    expect(() => pickClasses([{ name: 'a.bin', bytes }], 1)).toThrow(
      'a.bin: expected records of 3073 bytes, got 9218 bytes, which leaves 3072',
    );
  });
});
