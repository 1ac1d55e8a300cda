/** The network really learns in the page, on the engines that a browser without a graphics card has, and each button does what its word says. */
import { expect, test } from './fixtures.ts';
import {
  learningSchedule,
  longSchedule,
  mean,
  smallSchedule,
  TrainingFigure,
} from './training-figure.ts';

let figure: TrainingFigure;

test.beforeEach(async ({ page }) => {
  await page.goto('training/');
  figure = new TrainingFigure(page);
  await figure.schedule(smallSchedule);
});

test('one epoch of the whole recipe lowers the loss, on the kernels that the site chooses by itself', async () => {
  await figure.schedule(longSchedule);
  await figure.button(/one epoch/i).click();
  await figure.strip.expectSteps(1);
  await expect(figure.root).toContainText(/WebAssembly on \d+ processor core/);
  const [first] = await figure.losses();
  await figure.strip.expectSteps(118, 170_000);
  await figure.strip.expectMode('idle');
  // The table holds the last forty steps.
  const losses = await figure.losses();
  expect(mean(losses)).toBeLessThan(0.8 * (first ?? NaN));
  expect(mean(losses)).toBeLessThan(0.9);
});

test('training lowers the loss on WebGL, where a reader chooses it', async () => {
  test.setTimeout(400_000);
  await figure.schedule(learningSchedule);
  await figure.choose('webgl');
  await figure.trainFor(25, 350_000);
  await expect(figure.root).toContainText('TensorFlow.js on WebGL, emulated in software');
  const losses = await figure.losses();
  const said = losses.map((loss) => loss.toFixed(3)).join(' ');
  expect(losses.length, said).toBeGreaterThanOrEqual(20);
  expect(mean(losses.slice(-5)), said).toBeLessThan(0.85 * mean(losses.slice(0, 5)));
});

test('a pause holds: no step is taken after it', async ({ page }) => {
  await figure.schedule(longSchedule);
  await figure.train();
  await figure.strip.expectSteps(2);
  await figure.pause();
  const rest = await figure.strip.step();
  const losses = await figure.losses();
  await page.waitForTimeout(5000);
  expect(await figure.strip.step()).toBe(rest);
  expect(await figure.losses()).toEqual(losses);
  await figure.train();
  await figure.strip.expectSteps(rest + 1);
});

test('one step is exactly one step, one epoch ends where the epoch ends', async ({ page }) => {
  await figure.takeStep();
  expect(await figure.strip.step()).toBe(1);
  await page.waitForTimeout(3000);
  expect(await figure.strip.step()).toBe(1);
  await figure.button(/one epoch/i).click();
  await figure.strip.expectSteps(4);
  await figure.strip.expectMode('idle');
  expect(await figure.strip.step()).toBe(4);
  expect(await figure.losses()).toHaveLength(4);
  const epochs = figure.root.locator('details.as-table tr[data-epoch]');
  await expect(epochs.nth(0).locator('td').first()).toHaveText(/^\d\.\d+$/);
  await expect(epochs.nth(1).locator('td').first()).toHaveText('–');
});

test('Reset goes back to the same weights, a new seed to others', async () => {
  await figure.takeStep();
  const [first] = await figure.losses();
  await figure.button(/reset/i).click();
  expect(await figure.strip.step()).toBe(0);
  // Nothing of the reader's own is left: the recorded run is drawn again.
  await expect(figure.root).toContainText('Train draws yours in their place');
  await figure.takeStep();
  await expect(figure.root).not.toContainText('Train draws yours in their place');
  const [again, ...more] = await figure.losses();
  expect(more).toEqual([]);
  expect(again).toBeCloseTo(first ?? NaN, 4);
  await figure.button(/new seed/i).click();
  expect(await figure.strip.step()).toBe(0);
  await figure.takeStep();
  const [other] = await figure.losses();
  expect(Math.abs((other ?? NaN) - (first ?? NaN))).toBeGreaterThan(1e-3);
});

test('the ten predictions answer for the network as it is now', async ({ page }) => {
  const predictions = page.locator('figure[data-figure="predictions"]');
  await predictions.scrollIntoViewIfNeeded();
  await expect(predictions.locator('.verdict').getByText(/^(right|wrong)$/)).toHaveCount(10, {
    timeout: 60_000,
  });
  const before = await predictions.getByRole('table', { includeHidden: true }).textContent();
  await figure.button(/one epoch/i).click();
  await figure.strip.expectSteps(4);
  await figure.strip.expectMode('idle');
  await expect
    .poll(() => predictions.getByRole('table', { includeHidden: true }).textContent(), {
      timeout: 60_000,
    })
    .not.toBe(before);
});
