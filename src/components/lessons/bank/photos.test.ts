import { expect, test } from 'vitest';
import { crossEntropy } from '../../../core/math/softmax.ts';
import { sampleManifest } from '../../../core/network/recorded-run.fixture.ts';
import { parseRun } from '../../../core/network/recorded-run.ts';
import { recordedAnswers } from '../../facts/recorded-answers.ts';
import { lesson } from './photos.ts';
import { numberQuestions } from './variants.fixture.ts';

const drawn = parseRun(sampleManifest());
const cifar = { ...drawn, data: { ...drawn.data, id: 'cifar-10' as const } };

test('the answer to grey is the class with the largest share, of the run that the page shows', () => {
  const prediction = lesson.predictions.find(({ id }) => id === 'grey-square')!;
  if (prediction.kind !== 'choice') throw new Error('expected a choice');
  for (const [run, { grey }] of [
    [drawn, recordedAnswers.procedural],
    [cifar, recordedAnswers.cifar10],
  ] as const) {
    const largest = Math.max(...grey);
    expect(largest).toBeGreaterThan(0.4);
    expect(prediction.answer({ run })).toBe(1 + grey.indexOf(largest));
    expect(prediction.reveal({ run })).toContain(`${(100 * largest).toFixed(1)}%`);
  }
});

test('the shift is the recorded one', () => {
  const prediction = lesson.predictions.find(({ id }) => id === 'transfer-accuracy')!;
  if (prediction.kind !== 'number') throw new Error('expected a number');
  expect(prediction.answer({ run: drawn })).toBe(88.3);
});

test('the share is what the loss of that class takes the logarithm of, whatever was added', () => {
  for (const { question, answer } of numberQuestions(lesson, 'softmax-share')) {
    const text = question.replaceAll('−', '-');
    const scores = [...text.matchAll(/(?:airplane|car|bird) (-?[\d.]+\d|-?\d)/g)].map(([, score]) =>
      Number(score),
    );
    expect(scores).toHaveLength(3);
    const added = Number(/Then (\d+) is added/.exec(text)![1]);
    const label = ['airplane', 'car', 'bird'].indexOf(/give to _(\w+)_/.exec(text)![1]!);
    const raised = Float64Array.from(scores, (score) => score + added);
    const { loss } = crossEntropy(raised, Uint8Array.of(label), 3);
    expect(answer).toBeCloseTo(100 * Math.exp(-loss), 9);
  }
});

test('as many pixels go into one as make up the square when all of the small picture is counted', () => {
  for (const { question, answer } of numberQuestions(lesson, 'pixels-in-a-pixel')) {
    const [, wide, high] = /is (\d+) pixels wide and (\d+) high/.exec(question)!.map(Number);
    expect(wide).toBeGreaterThan(high!);
    expect(32 * 32 * answer).toBe(high! ** 2);
  }
});
