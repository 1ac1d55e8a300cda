import { expect, test } from 'vitest';
import type { MeasuredField } from '../../core/network/measured-field.ts';
import { Measuring, type Measured } from './measuring.ts';

const weights = new Float32Array(2);
const cell = { layer: 'conv1a', row: 0, column: 1, channel: null };
const field: MeasuredField = { mean: new Float32Array(1), pictures: 60, samples: 480, open: 9 };
const signal = new AbortController().signal;

/** A study that answers at once, after a part, and remembers what it was asked. */
function answering() {
  const held: string[] = [];
  const asked: unknown[] = [];
  const study = {
    hold: (key: string) => void held.push(key),
    ask: async (_: string, question: unknown, options: { partial(part: MeasuredField): void }) => {
      asked.push(question);
      options.partial({ ...field, pictures: 3 });
      return field;
    },
  } as unknown as ConstructorParameters<typeof Measuring>[0];
  return { measuring: new Measuring(study), held, asked };
}

test('what was measured is told as it grows, and is known afterwards', async () => {
  const { measuring, asked, held } = answering();
  expect(measuring.known(weights, cell)).toBeNull();
  const told: Measured[] = [];
  await measuring.measure(weights, cell, signal, (measured) => told.push(measured));
  expect(told.map(({ done, field: { pictures } }) => [done, pictures])).toEqual([
    [false, 3],
    [true, 60],
  ]);
  expect(measuring.known(weights, cell)).toEqual({ field, done: true });
  expect(held).toHaveLength(1);
  expect(asked[0]).toMatchObject({ ...cell, weights: held[0] });
});

test('other cells, channels and networks are not taken for it', async () => {
  const { measuring } = answering();
  await measuring.measure(weights, cell, signal, () => undefined);
  expect(measuring.known(weights, { ...cell, channel: 0 })).toBeNull();
  expect(measuring.known(weights, { ...cell, row: 1 })).toBeNull();
  expect(measuring.known(new Float32Array(2), cell)).toBeNull();
  expect(measuring.known(1, cell)).toBeNull();
});

test('a network before training is asked for by its seed, and no weights are handed over', async () => {
  const { measuring, asked, held } = answering();
  await measuring.measure(7, cell, signal, () => undefined);
  expect(held).toEqual([]);
  expect(asked[0]).toMatchObject({ weights: { seed: 7 } });
  expect(measuring.known(7, cell)?.done).toBe(true);
  expect(measuring.known(8, cell)).toBeNull();
});
