import { expect, test } from 'vitest';
import { placeIn } from './place.ts';
import { sceneOf } from './scene.ts';
import { batchWords, comparison, stageSentence, weightName } from './sentences.ts';
import { stages } from './slow-step-text.ts';
import { steps } from './step.fixture.ts';
import { weightDigits } from './digits.ts';
import { weightStep } from './weight-step.ts';

const place = { layer: 'conv2a', filter: 4, input: 6, tap: 5 };
const scene = sceneOf(steps[0].reading, place);

test('a weight is named as readers count', () => {
  expect(weightName(place)).toBe('conv2a, filter 5, channel 7 of drop1, row 2, column 3');
  expect(weightName({ layer: 'conv1a', filter: 0, input: 2, tap: 0 })).toBe(
    'conv1a, filter 1, blue, row 1, column 1',
  );
  expect(weightName(placeIn({ layer: 'dense', filter: 9, input: 11, tap: 3 }))).toBe(
    'dense, class bird, value 12 of flatten',
  );
});

test('the pictures of a step follow those of the step before', () => {
  expect([1, 2, 300].map(batchWords)).toEqual([
    'training pictures 1 to 8',
    'training pictures 9 to 16',
    'training pictures 2,393 to 2,400',
  ]);
});

test('every stage says its number, its name and what was found', () => {
  stages.forEach(({ name }, index) =>
    expect(stageSentence(index, scene)).toMatch(
      new RegExp(`^Stage ${index + 1} of 5, ${name}: .*\\d`),
    ),
  );
  const { after } = weightStep(scene.weight);
  for (const stage of [null, 3])
    expect(stageSentence(stage, scene)).toContain(
      `from ${weightDigits(scene.weight.weight)} to ${weightDigits(after)}`,
    );
});

test('a gradient of nothing moves nothing, unless earlier ones are remembered', () => {
  const at = (firstMoment: number, secondMoment: number) => ({
    ...scene,
    weight: { t: 2, weight: 0.1, gradient: 0, firstMoment, secondMoment },
  });
  expect(comparison(at(0, 0))).toMatch(/stays where it is/);
  expect(comparison(at(0.1, 0.01))).toMatch(/remembers earlier ones/);
  expect(stageSentence(2, at(0, 0))).toContain('do not ask it to move');
});

test('Adam is compared with plain gradient descent', () => {
  const weight = { t: 2, weight: 0.1, gradient: 0.5, firstMoment: -0.4, secondMoment: 0.01 };
  const one = weightStep(weight);
  const words = comparison({ ...scene, weight });
  expect(one.step * one.plain).toBeLessThan(0);
  expect(words).toMatch(/times as (long|short), and the other way\.$/);
  expect(comparison(scene)).toContain('In its first step');
});
