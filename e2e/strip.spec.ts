/** The Strip goes on: the same run, in the same worker, from page to page, and its inspector opens everywhere. */
import { expect, test } from './fixtures.ts';
import { layerIds, Strip } from './strip.ts';
import { longSchedule, smallSchedule, TrainingFigure } from './training-figure.ts';

test('training goes on across pages, in the same worker', async ({ page }) => {
  const workers: string[] = [];
  page.on('worker', (worker) => {
    // Not the threads that the engine starts from it.
    if (/training\.worker/.test(worker.url())) workers.push(worker.url());
  });
  const documents: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest()) documents.push(request.url());
  });
  await page.goto('training/');
  const figure = new TrainingFigure(page);
  const { strip } = figure;
  await figure.schedule(longSchedule);
  const run = await strip.run.getAttribute('data-run');
  await strip.button.click();
  await strip.expectSteps(1);

  for (const { part, link } of [
    { part: 'banner', link: 'All figures' },
    { part: 'banner', link: 'Three Blocks' },
    { part: 'main', link: 'Training' },
  ] as const) {
    const before = await strip.step();
    await page.getByRole(part).getByRole('link', { name: link, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(link);
    await strip.expectSteps(before + 1);
  }
  expect(await strip.run.getAttribute('data-run')).toBe(run ?? '');
  expect(workers).toHaveLength(1);
  expect(documents).toHaveLength(1);
  // The figure of the page that was left and entered again knows the whole run.
  await figure.root.scrollIntoViewIfNeeded();
  await expect.poll(async () => (await figure.losses()).length).toBeGreaterThanOrEqual(3);
  await strip.button.click();
  await strip.expectMode('idle');
});

test('every layer opens in the inspector with its facts', async ({ page }) => {
  await page.goto('./');
  const strip = new Strip(page);
  await strip.expectAlive();
  for (const id of layerIds) {
    await strip.layer(id).click();
    await expect(strip.inspector).toBeVisible();
    await expect(strip.inspector.getByRole('heading')).toContainText(id);
    await page.keyboard.press('Escape');
    await expect(strip.inspector).toBeHidden();
  }
});

test('the maps of the Strip change as the network learns', async ({ page }) => {
  await page.goto('training/');
  const figure = new TrainingFigure(page);
  await figure.schedule(smallSchedule);
  const plate = figure.strip.layer('conv1b').locator('canvas');
  const pixels = () => plate.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const before = await pixels();
  await figure.takeStep();
  await expect.poll(pixels, { timeout: 60_000 }).not.toBe(before);
});

test('another picture in the Strip is another picture in the figures', async ({ page }) => {
  await page.goto('./');
  const strip = new Strip(page);
  await strip.expectAlive();
  const picture = strip.root.getByRole('button', { name: /picture/i });
  const figure = page.locator('figure[data-figure="network"] .picture canvas');
  const pixels = () => figure.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const [name, before] = [await picture.getAttribute('aria-label'), await pixels()];
  await picture.click();
  await expect(picture).not.toHaveAttribute('aria-label', name ?? '');
  await expect.poll(pixels).not.toBe(before);
});

test('a press that comes before the scripts is not lost', async ({ context, page }) => {
  await context.route(/_astro\/Strip\.[^/]*\.js/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await route.continue();
  });
  await page.goto('training/');
  const strip = new Strip(page);
  await strip.button.click();
  await strip.button.click();
  expect(await strip.step()).toBe(0);
  // Pressed twice in impatience, it is one wish.
  await strip.expectSteps(1);
  await expect(strip.button).toHaveText('Pause');
  await strip.button.click();
  await strip.expectMode('idle');
});
