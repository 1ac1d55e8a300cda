/** On WebGPU: it is the engine that is chosen, its steps agree with the session, and the loss falls. */
import { expect, test } from './fixtures.ts';
import { mean, smallSchedule, TrainingFigure } from './training-figure.ts';

test('training lowers the loss on WebGPU', async ({ page }) => {
  test.setTimeout(400_000);
  await page.goto('training/');
  const figure = new TrainingFigure(page);
  await figure.schedule(smallSchedule);
  await figure.train();
  await expect(figure.root).toContainText('TensorFlow.js on WebGPU', { timeout: 120_000 });
  await figure.strip.expectSteps(16, 300_000);
  const losses = await figure.losses();
  expect(mean(losses.slice(-4)), losses.map((loss) => loss.toFixed(3)).join(' ')).toBeLessThan(
    0.75 * mean(losses.slice(0, 4)),
  );
});
