import { expect, test } from 'vitest';
import { noPictures, withPictures } from '../../core/network/top-pictures.ts';
import { stations } from '../receptive-field/place.ts';
import { cellText, divisionText, frameText, headingText, topsText, topText } from './sentences.ts';
import { choiceOf, countsOf, keep, seenBy, topsOf, type Top } from './tops.ts';

const built = { layer: 'conv2b', channels: { conv2b: 11, conv1a: 4, pool3: 7 } };
const choose = (layer: string | null, channel: number | null) => {
  const { station, channel: chosen } = choiceOf({ layer, channel }, built);
  return [station.id, chosen];
};
const conv2b = { station: stations.find(({ id }) => id === 'conv2b')!, channel: 11 };
const top = (label: number, row = 3, column = 6): Top => ({
  picture: 1202,
  label,
  value: 3.2141,
  row,
  column,
});

test('what is selected is shown, and a layer that passes values on stands for the one before it', () => {
  expect(choose('conv1b', 5)).toEqual(['conv1b', 5]);
  expect(choose('bn1', 5)).toEqual(['conv1a', 5]);
  expect(choose('drop3', 127)).toEqual(['pool3', 127]);
});

test('what is not selected, or has no maps, is what the page began with', () => {
  expect(choose(null, null)).toEqual(['conv2b', 11]);
  expect(choose('dense', 2)).toEqual(['conv2b', 11]);
  expect(choose('conv1a', null)).toEqual(['conv1a', 4]);
  expect(choose('conv1a', 99)).toEqual(['conv1a', 4]);
  expect(choose('conv1b', null)).toEqual(['conv1b', 0]);
});

test('cells get their rows and columns, and pictures that leave a channel at zero are left out', () => {
  const { height, width, channels } = conv2b.station.grid;
  const maps = [0, 2.5, 7].map((value) => {
    const data = new Float32Array(height * width * channels);
    data[(3 * width + 6) * channels + 11] = value;
    return { height, width, channels, data };
  });
  const found = withPictures(noPictures(channels, keep), [40, 41, 42], maps);
  expect(topsOf(found, conv2b, (picture) => picture % 3)).toEqual([
    { picture: 42, label: 0, value: 7, row: 3, column: 6 },
    { picture: 41, label: 2, value: 2.5, row: 3, column: 6 },
  ]);
  expect(topsOf(found, { ...conv2b, channel: 12 }, () => 0)).toEqual([]);
});

test('the frame is what the cell sees, cut off at the edge of the picture', () => {
  // conv2b sees 14 px, two more for each cell, and begins three to the left of the picture.
  expect(seenBy('conv2b', top(1))).toEqual({ row: 3, column: 9, height: 14, width: 14 });
  expect(seenBy('conv2b', top(1, 0, 12))).toEqual({ row: 0, column: 21, height: 11, width: 11 });
  expect(frameText('conv2b', top(1))).toBe('pixel rows 4 to 17, columns 10 to 23');
  expect(frameText('conv2b', top(1, 0, 12))).toBe('pixel rows 1 to 11, columns 22 to 32');
});

test('sentences count from one, in the digits of every figure', () => {
  expect(cellText(top(1))).toBe('row 4, column 7');
  expect(topText('conv2b', top(1), 0)).toBe(
    'Number 1: test picture 1,203, car: 3.214 at row 4, column 7, which sees pixel rows 4 to 17, columns 10 to 23.',
  );
});

test('the division names the most frequent class first, and says one of one', () => {
  expect(countsOf([top(1), top(1), top(2)])).toEqual([0, 2, 1]);
  expect(divisionText([top(0), top(1), top(1), top(2)])).toBe('2 cars, 1 airplane and 1 bird');
  expect(divisionText([top(2)])).toBe('1 bird');
  expect(divisionText([])).toBe('none');
});

test('a channel is said to be strong, silent, or not asked yet', () => {
  expect(topsText(conv2b, [top(1), top(1), top(0)], 500)).toBe(
    'Channel 12 of the output of conv2b: of the 500 test pictures looked at, the 3 strongest are 2 cars and 1 airplane.',
  );
  expect(headingText([top(1)], 3000)).toBe('its strongest among 3,000 test pictures');
  expect(headingText([], 500)).toBe('zero everywhere in 500 test pictures');
  expect(headingText([], 0)).toBe('the network is being asked');
  expect(topsText(conv2b, [], 500)).toBe(
    'Channel 12 of the output of conv2b is zero everywhere in the 500 test pictures looked at.',
  );
  expect(topsText(conv2b, [], 0)).toBe(
    'Channel 12 of the output of conv2b: the network is being asked.',
  );
});
