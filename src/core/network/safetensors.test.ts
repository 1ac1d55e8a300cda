import { expect, test } from 'vitest';
import { readTensors } from './golden-step.fixture.ts';
import { initialWeights } from './initial.ts';
import { layout } from './layout.ts';
import { safetensors } from './safetensors.ts';

const about = { run: 'seed 4, epoch 9' };

/** The header as the format describes it, read on its own: a 64-bit length, then JSON. */
function headerOf(file: Uint8Array) {
  const bytes = Buffer.from(file);
  const length = Number(bytes.readBigUInt64LE(0));
  return {
    length,
    entries: JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Record<
      string,
      { dtype: string; shape: number[]; data_offsets: [number, number] }
    >,
  };
}

const weights = initialWeights(layout, 7);
const file = safetensors(weights, layout, about);

test('read back, every tensor has its shape in Keras and the very values', () => {
  const { entries } = headerOf(file);
  const tensors = readTensors(Buffer.from(file));
  expect([...tensors.keys()]).toEqual(layout.parameters.map(({ name }) => name));
  for (const { name, shape, offset, length } of layout.parameters) {
    expect(entries[name]).toMatchObject({ dtype: 'F32', shape });
    expect(new Float32Array(tensors.get(name)!.bytes.buffer)).toEqual(
      weights.slice(offset, offset + length),
    );
  }
});

test('the values begin at a multiple of eight, follow without gaps, and end with the file', () => {
  const { length, entries } = headerOf(file);
  expect(length % 8).toBe(0);
  const ranges = layout.parameters.map(({ name }) => entries[name]!.data_offsets);
  ranges.forEach(([from], index) => expect(from).toBe(index === 0 ? 0 : ranges[index - 1]![1]));
  expect(file.length).toBe(8 + length + ranges.at(-1)![1]);
});

test('what is said about the run goes along', () => {
  expect(headerOf(file).entries.__metadata__).toEqual(about);
});

test('too few weights are refused with both numbers', () => {
  expect(() => safetensors(weights.subarray(1), layout, about)).toThrow(
    'expected 289443 weights, as in the layout, got 289442',
  );
});

test('what is not ASCII is refused: the header counts characters as bytes', () => {
  expect(() => safetensors(weights, layout, { run: 'Zürich' })).toThrow('ascii');
});
