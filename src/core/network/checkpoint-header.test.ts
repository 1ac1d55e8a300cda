import { describe, expect, it } from 'vitest';
import { asciiBytes } from '../math/ascii.ts';
import { frame } from './checkpoint-frame.ts';
import { encodeCheckpoint } from './checkpoint.ts';
import {
  arraysOf,
  headerText,
  pictures,
  reason,
  sampleRun,
  smallLayout,
  smallNetwork,
} from './checkpoint.fixture.ts';

const sample = await encodeCheckpoint(sampleRun, smallNetwork);
const fields = JSON.parse(headerText(sample)) as Record<string, unknown>;
/** Letters outside of ASCII as JSON may also write them. */
const ascii = (text: string): string =>
  text.replace(/[“”]/g, (quote) => `\\u${quote.charCodeAt(0).toString(16)}`);
/** A whole file, hash and all, whose header says something else. */
const forged = (changes: Record<string, unknown>): Promise<Uint8Array<ArrayBuffer>> =>
  frame(ascii(JSON.stringify({ ...fields, ...changes })), arraysOf(sampleRun));

describe('a header', () => {
  const epochs = fields.epochs as unknown[][];
  /** The first epoch with another value in one of its places. */
  const epoch = (place: number, value: unknown): unknown[][] => [
    epochs[0]!.map((old, i) => (i === place ? value : old)),
    epochs[1]!,
  ];
  it.each<[string, Record<string, unknown>, string]>([
    ['a seed of more than 32 bits', { seed: 2 ** 32 }, 'run.seed'],
    ['a seed that is text', { seed: '7' }, 'run.seed'],
    ['a negative step', { step: -1 }, 'run.step'],
    ['a step that its epochs do not give', { step: 13 }, 'run.step: expected 12'],
    ['a learning rate of 0', { learningRate: 0 }, 'learning rate'],
    ['no learning rate', { learningRate: null }, 'run.learningRate'],
    ['half a picture in a batch', { batchSize: 0.5 }, 'batch size'],
    ['more training pictures than there are', { trainingPictures: 15_001 }, 'training pictures'],
    ['a position inside a batch', { position: 9 }, 'run.position'],
    ['a position beyond its pictures', { position: 48 }, 'run.position'],
    ['sums over other pictures', { partial: [1, 8, 17, 1] }, 'run.partial[2]'],
    ['more right than seen', { partial: [1, 17, 16, 1] }, 'run.partial[1]'],
    ['sums that are cut short', { partial: [1, 8, 16] }, 'run.partial'],
    ['a negative loss', { epochs: epoch(0, -1) }, 'run.epochs[0][0]'],
    ['an accuracy above 1', { epochs: epoch(1, 1.5) }, 'run.epochs[0][1]'],
    ['an accuracy that its counts do not give', { epochs: epoch(3, 0.625) }, 'run.epochs[0][3]'],
    ['a time that is none', { epochs: epoch(4, null) }, 'run.epochs[0][4]'],
    [
      'counts of too few',
      {
        epochs: epoch(5, [
          [2, 0, 0],
          [1, 2, 0],
          [0, 2, 0],
        ]),
      },
      'run.epochs[0][5]',
    ],
    [
      'counts of two classes',
      {
        epochs: epoch(5, [
          [4, 0],
          [0, 4],
        ]),
      },
      'run.epochs[0][5]',
    ],
    ['eleven epochs', { epochs: Array(11).fill(epochs[1]) }, 'run.epochs: expected at most 10'],
    ['a best epoch that is not the best', { best: [1, 5] }, 'run.best[0]'],
    ['no best epoch', { best: null }, 'run.best'],
    ['a best epoch at another step', { best: [2, 9] }, 'run.best[1]'],
    ['pictures without a name', { data: { name: '', sha256: pictures.sha256 } }, 'run.data.name'],
    ['pictures without a hash', { data: { name: 'x' } }, 'run.data.sha256'],
    ['a field that is no field of it', { more: 1 }, 'nothing else'],
    ['another fingerprint than its layers', { architecture: 'ab'.repeat(32) }, 'run.architecture'],
    ['layers that are no text', { layers: [1] }, 'run.layers[0]'],
  ])('with %s is refused by name', async (_, changes, named) => {
    const bytes = await forged(changes);
    expect(await reason(bytes)).toContain(named);
  });

  it('that is no JSON, or a list, or nested without end, is refused', async () => {
    for (const header of [
      '',
      'run',
      '[]',
      'null',
      '{',
      `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
    ])
      expect(await reason(await frame(header, arraysOf(sampleRun)))).toContain(
        'not a run that can be',
      );
  });

  it('longer than any run needs is not written, nor read', async () => {
    await expect(frame('x'.repeat(64_001), [])).rejects.toThrow('at most 64000');
  });

  it('that says nothing else is that of the sample, so that the refusals above are of what was changed', async () => {
    expect(await forged({})).toStrictEqual(sample);
    expect(() => asciiBytes('“')).toThrow('expected letters of ASCII');
  });
});

describe('numbers', () => {
  const at = (name: string): number =>
    smallLayout.parameters.find((parameter) => parameter.name === name)!.offset;
  const bad = (
    array: 0 | 1 | 2 | 3,
    place: number,
    value: number,
  ): Promise<Uint8Array<ArrayBuffer>> => {
    const arrays = arraysOf(sampleRun).map((values) => values.slice());
    arrays[array]![place] = value;
    return frame(headerText(sample), arrays);
  };
  it.each<[string, Parameters<typeof bad>, string]>([
    [
      'a weight that is no number',
      [0, at('dense/kernel') + 2, NaN],
      'value 2 of dense/kernel is NaN',
    ],
    ['an infinite weight', [0, at('conv/bias'), Infinity], 'conv/bias is Infinity'],
    ['a weight beyond what Adam can reach', [0, 3, -2e9], 'value 3 of conv/kernel is -2000000000'],
    [
      'a negative moving variance',
      [0, at('bn/moving_variance') + 1, -0.5],
      'bn/moving_variance is -0.5',
    ],
    [
      'a wrong number in the best weights',
      [3, at('bn/gamma'), -Infinity],
      'best epoch’s value 0 of bn/gamma',
    ],
    ['an infinite first moment', [1, 1, Infinity], 'first moment 1 of conv/kernel'],
    ['a negative second moment', [2, 1, -1e-9], 'second moment 1 of conv/kernel'],
  ])('refuse %s', async (_, change, named) => {
    const refusal = await reason(await bad(...change));
    expect(refusal).toContain('a number that no run can have');
    expect(refusal).toContain(named);
  });

  it('are as many as the network has', async () => {
    const header = headerText(sample);
    expect(await reason(await frame(header, arraysOf(sampleRun).slice(0, 3)))).toContain(
      'expected 212 numbers, got 157',
    );
  });
});
