import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultIn, limits, recipe, type Hyperparameters } from './recipe.ts';

const published = recipe.hyperparameters;
const given = (changes: Record<string, unknown>) =>
  faultIn({ ...published, ...changes } as unknown as Hyperparameters);

describe('the recipe', () => {
  test('is the published one', () => {
    expect(published).toEqual({ learningRate: 0.001, batchSize: 128, trainingPictures: 15_000 });
    expect(recipe.adam).toEqual({ beta1: 0.9, beta2: 0.999, epsilon: 1e-7 });
    expect([recipe.epochs, recipe.patience]).toEqual([10, 3]);
    expect(faultIn(published)).toBeNull();
  });
});

describe('a fault in hyperparameters', () => {
  test('is none for any values within the limits', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1000, noNaN: true }),
        fc.integer({ min: 1, max: 512 }),
        fc.integer({ min: 8, max: 15_000 }),
        (learningRate, batchSize, trainingPictures) => {
          fc.pre(batchSize <= trainingPictures);
          expect(faultIn({ learningRate, batchSize, trainingPictures })).toBeNull();
        },
      ),
    );
  });

  test.each([
    [{ learningRate: NaN }, 'The learning rate must be a number from 0.000001 to 1,000; got NaN.'],
    [{ learningRate: -1 }, 'The learning rate must be a number from 0.000001 to 1,000; got -1.'],
    [
      { learningRate: Number('1e5000') },
      'The learning rate must be a number from 0.000001 to 1,000; got Infinity.',
    ],
    [
      { learningRate: '0.001' },
      'The learning rate must be a number from 0.000001 to 1,000; got "0.001".',
    ],
    [
      { learningRate: null },
      'The learning rate must be a number from 0.000001 to 1,000; got null.',
    ],
    [{ batchSize: 0 }, 'The batch size must be a whole number from 1 to 512; got 0.'],
    [{ batchSize: 12.5 }, 'The batch size must be a whole number from 1 to 512; got 12.5.'],
    [{ batchSize: 513 }, 'The batch size must be a whole number from 1 to 512; got 513.'],
    [{ batchSize: [32] }, 'The batch size must be a whole number from 1 to 512; got a list of 1.'],
    [
      { trainingPictures: 7 },
      'The training pictures must be a whole number from 8 to 15,000; got 7.',
    ],
    [
      { trainingPictures: undefined },
      'The training pictures must be a whole number from 8 to 15,000; got undefined.',
    ],
    [
      { trainingPictures: 100 },
      'The batch size must not exceed the training pictures (100); got 128.',
    ],
  ])('in %j names the range and the value seen', (changes, sentence) => {
    expect(given(changes)).toBe(sentence);
  });

  test('is found in anything that is not a number within the limits, and never throws', () => {
    const key = fc.constantFrom('learningRate', 'batchSize', 'trainingPictures');
    fc.assert(
      fc.property(
        key,
        fc.anything({ withNullPrototype: true, withBigInt: true }),
        (name, value) => {
          const { least, most, whole } = limits[name as keyof typeof limits];
          const fits =
            typeof value === 'number' &&
            value >= least &&
            value <= most &&
            (!whole || Number.isInteger(value));
          fc.pre(!fits);
          const fault = given({ [name]: value });
          expect(fault).toContain(limits[name as keyof typeof limits].name);
          expect(fault!.length).toBeLessThan(160);
        },
      ),
      { numRuns: 500 },
    );
  });
});
