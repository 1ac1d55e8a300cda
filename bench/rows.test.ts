import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absentRow, median, ratios, rowOf, type Contender, type Row } from './rows.ts';

const contender = (variant: Contender['variant'], workers = 1, backend = 'wasm'): Contender => ({
  engine: variant === 'own' ? 'Three Blocks' : 'Other',
  variant,
  backend,
  workers,
});

const measured = (steps: readonly number[]) => ({
  firstSteps: [2, 4],
  steps,
  longTasks: 0,
  memoryBytes: 5e6,
  note: 'somewhere',
});

const size = { pictures: 128, operations: 4e9 };
const running = (who: Contender, seconds: number): Row =>
  rowOf(who, measured([seconds]), size, null);

describe('the median', () => {
  it('has as many values below it as above it, whatever their order', () => {
    const value = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), (values) => {
        const found = median(values);
        const below = values.filter((one) => one < found).length;
        const above = values.filter((one) => one > found).length;
        expect(below).toBeLessThanOrEqual(values.length / 2);
        expect(above).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });

  it('is the mean of the middle two of an even number, and none of none', () => {
    expect(median([10, 1, 2, 3])).toBe(2.5);
    expect(() => median([])).toThrow('expected at least 1 value, got 0');
  });
});

describe('a row', () => {
  it('derives its figures from the median step, not from the fastest', () => {
    expect(rowOf(contender('own', 2), measured([0.1, 0.4, 0.5]), size, 40)).toEqual({
      engine: 'Three Blocks',
      variant: 'own',
      backend: 'wasm',
      workers: 2,
      images_per_second: 320,
      step_seconds_median: 0.4,
      steps: 3,
      gflops: 10,
      peak_gflops: 40,
      share_of_peak: 0.25,
      first_step_seconds: 3,
      long_tasks: 0,
      memory_bytes: 5e6,
      note: 'somewhere',
    });
  });

  it('claims no share of a peak that is not its own', () => {
    expect(running(contender('stock'), 1)).toMatchObject({
      peak_gflops: null,
      share_of_peak: null,
    });
  });
});

describe('the ratios', () => {
  const rows = [
    running(contender('own', 1), 0.2),
    running(contender('own', 2), 0.1),
    running(contender('stock', 1, 'webgl'), 20),
    running(contender('stock', 1, 'cpu'), 50),
    absentRow(contender('native'), 'not here'),
  ];

  it('compare the fastest with the fastest, and leave out who did not run', () => {
    const found = ratios(rows);
    expect(found).toHaveLength(1);
    expect(found[0]!.name).toBe(
      'Three Blocks (own, wasm, 2 workers) over Other (stock, webgl, 1 worker)',
    );
    expect(found[0]!.value).toBeCloseTo(200, 9);
  });

  it('are none where the own kernels did not run', () => {
    expect(ratios(rows.slice(2))).toEqual([]);
  });
});
