import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut } from './span.ts';

describe('cut', () => {
  it('covers the batch without gap or overlap, with no empty part and sizes within one of another', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 1, max: 16 }),
        (total, parts) => {
          const spans = cut(total, parts);
          expect(spans).toHaveLength(Math.min(total, parts));
          let next = 0;
          for (const { first, count } of spans) {
            expect(first).toBe(next);
            expect(count).toBeGreaterThan(0);
            next += count;
          }
          expect(next).toBe(total);
          const counts = spans.map(({ count }) => count);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
