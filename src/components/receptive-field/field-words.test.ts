import { describe, expect, test } from 'vitest';
import { network } from '../../core/network/network.ts';
import { cellField } from '../../core/network/receptive-field.ts';
import { checkedText } from '../figure/figure-text.ts';
import {
  centreNote,
  effortText,
  fieldLine,
  fieldText,
  finding,
  rangeText,
  unreadNote,
} from './field-words.ts';
import { evenField } from './measured.ts';
import { placeOf } from './place.ts';

const at = (layer: string, row: number, column: number) => ({
  place: placeOf({ layer, channel: null, cell: { row, column } }),
  field: cellField(network, layer, row, column),
});
const measured = (mean: Float32Array, open = 1) => ({ mean, pictures: 1, samples: 2, open });

test('the texts of the figure are within their bounds', () => {
  expect(checkedText(fieldText)).toBe(fieldText);
});

test('the status line names the cell from 1, its pixels, and what lies in the padding', () => {
  const { place, field } = at('conv3b', 0, 3);
  expect(fieldLine(place, field)).toBe(
    'Output of conv3b, row 1, column 4: sees 32 × 32 px, pixel rows −7 to 24, columns 5 to 36. 349 of its 1,024 pixels lie in the padding.',
  );
  const inner = at('conv2a', 7, 7);
  expect(fieldLine(inner.place, inner.field)).toBe(
    'Output of conv2a, row 8, column 8: sees 10 × 10 px, pixel rows and columns 11 to 20. All of it lies inside the picture.',
  );
  expect(rangeText(-1, 3)).toBe('−1 to 1');
});

test('conv3b sees as much as the picture has and is nowhere centred on it', () => {
  expect(centreNote(at('conv3b', 1, 1).place)).toContain(
    'its 4 columns see −7 to 24, −3 to 28, 1 to 32 and 5 to 36',
  );
  expect(centreNote(at('pool3', 0, 0).place)).toContain('its 2 columns see −7 to 28 and 1 to 36');
  expect(centreNote(at('conv3a', 0, 0).place)).toBe('');
});

test('what pool2 leaves over is said of conv2b alone, and more of a cell that it hits', () => {
  expect(unreadNote(at('conv2b', 0, 0).place)).toMatch(/row 13 and column 13.*never read\.$/);
  expect(unreadNote(at('conv2b', 12, 0).place)).toMatch(/nothing after it will know\.$/);
  expect(unreadNote(at('conv1b', 29, 29).place)).toBe('');
});

describe('the finding', () => {
  const { field } = at('conv3b', 1, 1);
  const even = evenField(field);
  const spot = new Float32Array(32 * 32);
  spot[12 * 32 + 12] = 2;

  test('is read out of what was measured', () => {
    expect(finding(measured(spot), null, field)).toBe(
      'Half of what was measured lies in the middle 2 × 2 px; if all pixels in reach counted alike, it would take 22 × 22 px.',
    );
  });

  test('compares with the time before training, in extent and in strength', () => {
    const words = finding(measured(even), measured(spot), field)!;
    expect(words).toContain('in the middle 22 × 22 px');
    expect(words).toContain('Before training it was 2 × 2 px.');
    // 29 * 29 pixels at 1 against one at 2.
    expect(words).toContain('421 times as far as before');
    expect(finding(measured(even), measured(even), field)).toContain('as far as before');
    const half = even.map((value) => value / 2);
    expect(finding(measured(half), measured(even), field)).toContain('0.50 times');
  });

  test('says when ReLU was shut everywhere, and nothing before there is anything', () => {
    expect(finding(measured(new Float32Array(32 * 32), 0), null, field)).toMatch(/ReLU was shut/);
    expect(finding(null, null, field)).toBeNull();
  });
});

test('the effort names pictures, gradients and how many were zero', () => {
  expect(effortText({ mean: new Float32Array(), pictures: 60, samples: 480, open: 120 })).toBe(
    '60 pictures, 480 gradients, 75% of them zero because ReLU was shut',
  );
  expect(effortText({ mean: new Float32Array(), pictures: 60, samples: 480, open: 480 })).toBe(
    '60 pictures, 480 gradients',
  );
});
