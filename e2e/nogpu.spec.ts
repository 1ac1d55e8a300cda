/** A browser without any graphics: the site says so, is all there to read, and still trains, on the processor. */
import { expect, test } from './fixtures.ts';
import { builtSite, pagesOf } from './pages.ts';
import { Strip } from './strip.ts';
import { TrainingFigure } from './training-figure.ts';

// The browser's own words where a page asks it for an adapter; no page can keep it from saying them.
test.beforeEach(({ guard }) => {
  guard.allowBesides(/console warning: Failed to create WebGPU Context Provider/);
});

test('this browser really has no graphics', async ({ page }) => {
  await page.goto('404.html');
  const found = await page.evaluate(async () => ({
    webgl: new OffscreenCanvas(1, 1).getContext('webgl2') !== null,
    webgpu: Boolean(await navigator.gpu?.requestAdapter()),
  }));
  expect(found).toEqual({ webgl: false, webgpu: false });
});

test('it trains on the processor and says why, and in plain JavaScript where a reader wants that', async ({
  page,
}) => {
  await page.goto('training/');
  const figure = new TrainingFigure(page);
  await figure.schedule({ batchSize: 2, trainingPictures: 32 });
  await figure.takeStep();
  await expect(figure.root).toContainText(/WebAssembly on \d+ processor core/);
  await expect(figure.root).toContainText(/because .*WebGPU/);
  const [kernels] = await figure.losses();
  await figure.choose('cpu');
  await figure.button(/reset/i).click();
  await figure.takeStep();
  await expect(figure.root).toContainText(/TensorFlow\.js in plain JavaScript/);
  const [plain] = await figure.losses();
  expect(kernels).toBeGreaterThan(0.1);
  expect(Math.abs((plain ?? NaN) - (kernels ?? NaN))).toBeLessThan(1e-4);
});

for (const address of pagesOf(builtSite))
  test(`${address} shows its maps all the same`, async ({ page }) => {
    await page.goto(address);
    const strip = new Strip(page);
    await strip.expectAlive();
    await strip.layer('conv3b').click();
    await expect(strip.inspector).toContainText('conv3b');
  });
