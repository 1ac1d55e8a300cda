/**
 * On WebGPU, where a reader chooses it: emulated, it is slower than the plain processor, so the site does not choose it by itself and
 * says so. That its steps are the right ones is shown by the parity tests; here it trains in the page.
 */
import { expect, test } from './fixtures.ts';
import { smallSchedule, TrainingFigure } from './training-figure.ts';

test('training takes its steps on WebGPU, the loss of the first one is that of the other engines', async ({
  page,
}) => {
  test.setTimeout(400_000);
  await page.goto('training/');
  const figure = new TrainingFigure(page);
  await figure.schedule(smallSchedule);
  await figure.choose('webgpu');
  await figure.takeStep();
  await expect(figure.root).toContainText('TensorFlow.js on WebGPU, emulated in software');
  await figure.takeStep();
  const onWebgpu = await figure.losses();
  await figure.choose('cpu');
  await figure.button(/reset/i).click();
  await figure.takeStep();
  await expect(figure.root).toContainText('TensorFlow.js in plain JavaScript');
  const [first] = await figure.losses();
  expect(onWebgpu).toHaveLength(2);
  expect(Math.abs((onWebgpu[0] ?? NaN) - (first ?? NaN))).toBeLessThan(1e-4);
});
