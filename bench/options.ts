/** The bench's command line, read and checked. */
import { parseArgs } from 'node:util';
import { recipe } from '../src/core/network/recipe.ts';

const published = recipe.hyperparameters.batchSize;

const variants = ['own', 'lean', 'stock'] as const;
export type Variant = (typeof variants)[number];

export interface Options {
  readonly rounds: number;
  /** Warm steps of a contender in all, at most; infinite unless told. */
  readonly most: number;
  /** Pictures of a batch. */
  readonly batch: number;
  readonly only: readonly Variant[];
  readonly native: boolean;
  readonly json: boolean;
  readonly write: boolean;
}

export const usage = `npm run bench -- [options]
  --only own,lean,stock   what runs (default: all three)
  --rounds N              how often each contender is opened anew (default: 3)
  --steps N               at most so many warm steps of each, for a quick look
  --batch N               pictures of a batch (default: ${published})
  --native                PyTorch too, if it is installed
  --json                  rows as JSON on the standard output
  --write                 writes docs/performance.md; needs a whole run`;

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`bench: expected ${name} to be a whole number from 1, got "${text}"`);
  return value;
}

function variantsIn(text: string): readonly Variant[] {
  return text.split(',').map((name) => {
    const found = variants.find((variant) => variant === name.trim());
    if (!found) throw new Error(`bench: expected --only of ${variants.join(', ')}, got "${name}"`);
    return found;
  });
}

/** Throws where an option is unknown, has no sense, or where `--write` would write less than the whole. */
export function optionsFrom(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '3' },
      steps: { type: 'string' },
      batch: { type: 'string', default: String(published) },
      only: { type: 'string', default: variants.join(',') },
      native: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  });
  const { native, json, write } = values;
  const only = variantsIn(values.only);
  const most = values.steps === undefined ? Infinity : wholeNumber('--steps', values.steps);
  const batch = wholeNumber('--batch', values.batch);
  const whole = most === Infinity && batch === published && variants.every((v) => only.includes(v));
  if (write && !whole)
    throw new Error('bench: expected --write with a whole run, got --only, --steps or --batch');
  const rounds = wholeNumber('--rounds', values.rounds);
  return { rounds, most, batch, only, native, json, write };
}
