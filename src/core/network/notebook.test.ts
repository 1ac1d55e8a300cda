import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { kerasSource } from './keras.ts';
import { layout } from './layout.ts';
import { network } from './network.ts';
import { notebook } from './notebook.ts';
import { sourceText } from './source-line.ts';

const taken = {
  file: 'three-blocks.safetensors',
  data: 'CIFAR-10',
  seed: 4,
  epoch: 9,
  accuracy: 0.8787,
};
const written = JSON.parse(JSON.stringify(notebook(network, taken))) as ReturnType<typeof notebook>;
const { cells } = written;
const programs = cells.filter((cell) => cell.cell_type === 'code');
const textOf = (id: string): string => cells.find((cell) => cell.id === id)!.source.join('');
const python = spawnSync('python3', ['--version']).status === 0;

describe('the notebook', () => {
  test('is nbformat 4.5: its version, its kernel, and cells with the fields that the format asks for', () => {
    expect(written).toMatchObject({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { kernelspec: { name: 'python3' } },
    });
    for (const cell of cells) {
      const more = cell.cell_type === 'code' ? ['execution_count', 'outputs'] : [];
      expect(Object.keys(cell).sort()).toEqual(
        ['cell_type', 'id', 'metadata', 'source', ...more].sort(),
      );
    }
  });

  test('gives every cell an id of its own, of letters and dashes', () => {
    const ids = cells.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z-]{1,64}$/);
  });

  test('ends every line but the last of a cell in a line break', () => {
    for (const { id, source } of cells) {
      for (const line of source.slice(0, -1)) expect(line, id).toMatch(/^[^\n]*\n$/);
      expect(source.at(-1), id).toMatch(/^[^\n]+$/);
    }
  });

  test('has the program of the page, line for line and in its order', () => {
    const listing = ['data', 'model', 'training', 'judging'].map(textOf).join('\n\n');
    const plain = (text: string) => text.split('\n').filter((line) => line !== '');
    expect(plain(listing)).toEqual(plain(sourceText(kerasSource(network))));
  });

  test('tells where the weights come from, and reads the very file', () => {
    expect(textOf('weights-words')).toContain('after epoch 9 (seed 4)');
    expect(textOf('weights-words')).toContain('87.9 percent');
    expect(textOf('weights')).toContain('read_safetensors("three-blocks.safetensors")');
  });

  test('asks for weights under the names that Keras 3 gives to its variables', () => {
    expect(textOf('weights')).toContain('f"{layer.name}/{weight.name}"');
    const parts = new Set(layout.parameters.map(({ name }) => name.split('/')[1]));
    expect([...parts].sort()).toEqual(
      ['beta', 'bias', 'gamma', 'kernel', 'moving_mean', 'moving_variance'].sort(),
    );
  });

  test('keeps to spaces and to lines that fit a screen', () => {
    for (const { id, source } of programs)
      for (const line of source) {
        expect(line, id).not.toMatch(/\t| \n$/);
        expect(line.length, line).toBeLessThanOrEqual(111);
      }
  });

  test.skipIf(!python)('consists of cells that Python can parse', () => {
    const sources = programs.map(({ source }) => source.join(''));
    const { status, stderr } = spawnSync(
      'python3',
      ['-c', 'import ast, json, sys; [ast.parse(cell) for cell in json.load(sys.stdin)]'],
      { input: JSON.stringify(sources), encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
