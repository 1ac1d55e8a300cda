import { describe, expect, it } from 'vitest';
import { initialWeights } from '../../core/network/initial.ts';
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import { look, stepMasks } from '../../core/network/oracle.ts';
import { checkedText } from '../figure/figure-text.ts';
import { packedFloats, unpackedFloats } from './built-dropout.ts';
import { dropoutText } from './dropout-text.ts';
import { axisFrom, judge, judged, questions, shareOf, uncertainty, type Count } from './judging.ts';
import * as masks from './masks.ts';
import { featureWords, judgementWords, keptWords, passWords } from './sentences.ts';

const { last, maskOfPass, passes, scale, wayOfPass } = masks;

describe('a pass with dropout', () => {
  it('has the mask that the oracle draws for its picture of the batch', () => {
    const drawn = stepMasks(network, passes, 0, 3).get('drop3')!;
    for (const pass of [0, 7, 29])
      expect(maskOfPass(3, pass)).toEqual(drawn.subarray(pass * 512, (pass + 1) * 512));
  });

  it('keeps in the oracle’s look what its mask keeps, doubled', () => {
    const picture = Uint8Array.from({ length: 3072 }, (_, i) => (37 * i) % 256);
    const layers = look(network, layout, initialWeights(layout, 2), picture, wayOfPass(1, 4));
    const [before, after] = ['pool3', 'drop3'].map((id) => layers.get(id)!.data);
    const mask = maskOfPass(1, 4);
    expect(before!.some((value) => value > 0)).toBe(true);
    after!.forEach((value, i) =>
      expect(value).toBe(mask[i] ? Math.fround(scale * before![i]!) : 0),
    );
  });

  it('numbers its values by row, column and channel', () => {
    expect(masks.featureAt(0)).toEqual({ row: 0, column: 0, channel: 0 });
    expect(masks.featureAt(511)).toEqual({ row: 1, column: 1, channel: 127 });
    for (const feature of [5, 130, 300]) {
      const { row, column, channel } = masks.featureAt(feature);
      expect(masks.featureOf(row, column, channel)).toBe(feature);
    }
    expect([last.id, last.from, scale]).toEqual(['drop3', 'pool3', 2]);
  });

  it('is one of several whose spread is told', () => {
    expect(masks.spreadOf([1, 3])).toEqual({ mean: 2, deviation: 1 });
    expect(masks.ofClass([0.1, 0.2, 0.7, 0.3, 0.4, 0.3], 1)).toEqual([0.2, 0.4]);
  });
});

describe('its words', () => {
  it('keep to the bounds of a figure', () => {
    expect(checkedText(dropoutText)).toBe(dropoutText);
  });

  it('say what becomes of a value', () => {
    const before = new Float32Array(512);
    before[130] = 0.5;
    const mask = new Uint8Array(512);
    const where = 'drop3, channel 3 of 128, row 1, column 2: ';
    expect(featureWords(130, before, mask)).toBe(`${where}dropped, 0.500 becomes 0.000.`);
    mask[130] = 1;
    expect(featureWords(130, before, mask)).toBe(`${where}kept, 0.500 × 2 = 1.000.`);
    expect(featureWords(130, before, null)).toBe(`${where}passed on as it is, 0.500.`);
    expect(keptWords(before, mask)).toBe(
      '1 of 512 values stay and are multiplied by 2; their sum was 0.5 and is now 1.0.',
    );
  });

  it('say what is answered', () => {
    expect(passWords(6, [0.9, 0.06, 0.04])).toBe(
      'Pass 7 of 30, dropout on: airplane 90.0%, car 6.0%, bird 4.0%.',
    );
    expect(passWords(null, [1, 0, 0])).toMatch(/^Evaluation, dropout off: airplane 100\.0%/);
  });

  it('judge only when all was measured, and fairly', () => {
    const of = (right: number): Count => ({ right, pictures: judged });
    const counts = new Map<string, Count>([
      ['training-on', of(1000)],
      ['training-off', of(1125)],
    ]);
    expect(judgementWords(counts, judged)).toBeNull();
    const all = new Map([...counts, ['validation-off', of(1100)]]);
    expect(judgementWords(all, judged)).toMatch(
      /by \+10\.0 points.* 8\.0 points above .* higher one\.$/,
    );
    const half = new Map([...all, ['validation-off', { right: 1, pictures: 5 }]]);
    expect(judgementWords(half, judged)).toBeNull();
  });

  it('carry floats through a page', () => {
    const values = Float32Array.of(0, 1.5, -2.25, 1e-8);
    expect(unpackedFloats(packedFloats(values))).toEqual(values);
    expect(unpackedFloats(packedFloats(values.subarray(1, 3)))).toEqual(values.slice(1, 3));
  });
});

describe('a judgement', () => {
  it('asks for every picture once, with its own place in the masks, and counts what is right', async () => {
    const seen: number[] = [];
    const study = {
      hold: () => undefined,
      ask: async (_: string, asked: never) => {
        const { pictures, way } = asked as {
          pictures: { split: string; places: number[] };
          way: { statistics: string; draw: { first: number } | null };
        };
        expect(pictures.split).toBe('training');
        expect(way).toMatchObject({ statistics: 'moving', draw: { first: pictures.places[0] } });
        seen.push(...pictures.places);
        // Every fifth is called a bird and is one of three classes in turn.
        const labels = Uint8Array.from(pictures.places, (place) => place % 3);
        const probabilities = Float32Array.from(
          pictures.places.flatMap((place) => (place % 5 === 0 ? [0, 0, 1] : [1, 0, 0])),
        );
        return { labels, probabilities, pixels: new Uint8Array() };
      },
    } as unknown as Parameters<typeof judge>[0];
    const told: Count[] = [];
    const signal = new AbortController().signal;
    await judge(study, new Float32Array(), questions[0]!, signal, (count) => told.push(count));
    expect(seen).toEqual(Array.from({ length: judged }, (_, place) => place));
    const right = seen.filter((place) => (place % 5 === 0 ? place % 3 === 2 : place % 3 === 0));
    expect(told.at(-1)).toEqual({ right: right.length, pictures: judged });
    expect(told.length).toBeGreaterThan(5);
  });

  it('has an axis that begins below all of its shares', () => {
    expect(axisFrom([0.86, 0.9])).toBe(0.8);
    expect(axisFrom([0.79, 0.9])).toBe(0.5);
    expect(axisFrom([0.3, 0.9])).toBe(0);
    expect(axisFrom([])).toBe(0);
  });

  it('knows how sure it is', () => {
    expect(shareOf({ right: 3, pictures: 4 })).toBe(0.75);
    expect(uncertainty({ right: 50, pictures: 100 })).toBeCloseTo(0.098, 3);
  });
});
