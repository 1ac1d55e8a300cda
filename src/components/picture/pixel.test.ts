import fc from 'fast-check';
import { expect, test } from 'vitest';
import { probeBatch } from '../../engine/probe-step.ts';
import { checkedText } from '../figure/figure-text.ts';
import { paintPicture } from '../marks/paint.ts';
import { pictureText, pixelWords, placeWords } from './picture-text.ts';
import {
  bytesAt,
  cellsOf,
  channelRaster,
  channels,
  endText,
  hueOf,
  numberText,
  swatchFor,
  windowAt,
} from './pixel.ts';

const picture = fc.uint8Array({ minLength: 3072, maxLength: 3072 });
const place = fc.record({ row: fc.nat(31), column: fc.nat(31) });

test('the three channels, each in its own hue, add up to the picture', () => {
  fc.assert(
    fc.property(picture, (pixels) => {
      const whole = paintPicture(pixels, 32, 32).data;
      const parts = channels.map((_, channel) => channelRaster(pixels, channel, 'hue').data);
      for (let i = 0; i < whole.length; i++)
        if (i % 4 < 3) expect(parts[0]![i]! + parts[1]![i]! + parts[2]![i]!).toBe(whole[i]);
        else expect(parts.map((part) => part[i])).toEqual([255, 255, 255]);
    }),
    { numRuns: 10 },
  );
});

test('a pixel has the three bytes that its colour is painted with, and each channel holds one of them', () => {
  fc.assert(
    fc.property(picture, place, (pixels, cell) => {
      const at = (cell.row * 32 + cell.column) * 4;
      const bytes = bytesAt(pixels, cell);
      expect(bytes).toEqual([...paintPicture(pixels, 32, 32).data.slice(at, at + 3)]);
      bytes.forEach((byte, channel) => {
        const grey = channelRaster(pixels, channel, 'grey').data.slice(at, at + 4);
        expect([...grey]).toEqual([byte, byte, byte, 255]);
        expect(swatchFor(channel, byte, 'grey').ground).toBe(`rgb(${byte} ${byte} ${byte})`);
      });
    }),
    { numRuns: 25 },
  );
});

test('a share is the byte over 255, and both scales are named at their ends', () => {
  const pixels = probeBatch().pixels.slice(0, 3072);
  expect(numberText(pixels[0]!, 'bytes')).toBe(String(pixels[0]));
  expect(Number(numberText(pixels[0]!, 'shares'))).toBeCloseTo(pixels[0]! / 255, 3);
  expect(endText('bytes')).toEqual(['0', '255']);
  expect(endText('shares')).toEqual(['0.000', '1.000']);
});

test('a window always lies in the picture, holds its pixel, and has it in the middle where it can', () => {
  fc.assert(
    fc.property(place, fc.constantFrom(1, 3, 5, 7), (cell, side) => {
      const corner = windowAt(cell, side);
      const cells = cellsOf(corner, side);
      expect(cells).toHaveLength(side * side);
      expect(cells).toContainEqual(cell);
      for (const { row, column } of cells) {
        expect(row >= 0 && row < 32).toBe(true);
        expect(column >= 0 && column < 32).toBe(true);
      }
      const reach = (side - 1) / 2;
      const free = (at: number) => at >= reach && at < 32 - reach;
      if (free(cell.row) && free(cell.column)) expect(cells[(side * side - 1) / 2]).toEqual(cell);
    }),
  );
});

test('a place outside of the picture, too few bytes and an even window are refused', () => {
  expect(() => bytesAt(new Uint8Array(3072), { row: 32, column: 0 })).toThrow('got 32 and 0');
  expect(() => bytesAt(new Uint8Array(3071), { row: 0, column: 0 })).toThrow('got 3071');
  expect(() => windowAt({ row: 0, column: 0 }, 4)).toThrow('odd side up to 32, got 4');
});

test('a pixel is said with its place, its bytes and its shares', () => {
  expect(pixelWords({ row: 8, column: 13 }, [131, 166, 255])).toBe(
    'Pixel at row 9, column 14: red 131, green 166, blue 255. Divided by 255: red 0.514, green 0.651, blue 1.000.',
  );
  expect(placeWords(1203)).toBe('test picture 1,204 of 3,000');
  expect([0, 1, 2].map(hueOf)).toEqual(['rgb(255 0 0)', 'rgb(0 255 0)', 'rgb(0 0 255)']);
  expect(swatchFor(2, 255, 'hue').ink).toBe('white');
  expect(checkedText(pictureText)).toBe(pictureText);
});
