/** On a phone, by finger: nothing scrolls sideways, everything can be hit, a tap opens what hovering opens elsewhere. */
import { expect, test } from './fixtures.ts';
import { builtSite, pagesOf } from './pages.ts';
import { layerIds, Strip } from './strip.ts';
import { longSchedule, TrainingFigure } from './training-figure.ts';

for (const width of [390, 320])
  for (const address of pagesOf(builtSite))
    test(`${address} fits ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height: 780 });
      await page.goto(address);
      await new Strip(page).expectAlive();
      const wide = await page.evaluate(() => {
        const edge = document.documentElement.clientWidth;
        const scroller = (element: Element | null): boolean =>
          element !== null &&
          (/auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX) ||
            scroller(element.parentElement));
        return {
          sideways: document.documentElement.scrollWidth - edge,
          poking: [...document.querySelectorAll('main *, footer *, header *, [data-strip] *')]
            .filter((element) => element.getBoundingClientRect().right > edge + 1)
            .filter((element) => !scroller(element.parentElement))
            .map((element) => element.outerHTML.slice(0, 100)),
        };
      });
      expect(wide).toEqual({ sideways: 0, poking: [] });
    });

for (const address of pagesOf(builtSite))
  test(`${address}: every control is large enough for a finger`, async ({ page }) => {
    await page.goto(address);
    await new Strip(page).expectAlive();
    const controls = page.locator(
      'button:visible, select:visible, input:visible, summary:visible, [role=slider]:visible, nav a:visible',
    );
    for (const control of await controls.all()) {
      const box = await control.boundingBox();
      const name = await control.evaluate((element) => element.outerHTML.slice(0, 120));
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(24);
    }
  });

test('a tap opens a block, and each of its layers', async ({ page }) => {
  await page.goto('./');
  const strip = new Strip(page);
  await strip.expectAlive();
  await strip.layer('conv2a').tap();
  await expect(strip.inspector).toBeVisible();
  for (const id of layerIds) {
    await strip.inspector.getByRole('button', { name: new RegExp(`^${id}\\b`) }).tap();
    await expect(strip.inspector.getByRole('heading')).toContainText(id);
  }
  const box = await strip.inspector.boundingBox();
  expect(box?.y, 'it leaves some of the page in sight').toBeGreaterThan(0);
  await strip.inspector.getByRole('button', { name: /close/i }).tap();
  await expect(strip.inspector).toBeHidden();
});

test('a finger on the curves reads the same as the slider under them', async ({ page }) => {
  await page.goto('training/');
  const figure = new TrainingFigure(page);
  await figure.open();
  const slider = figure.root.getByRole('slider').first();
  await slider.focus();
  await slider.press('End');
  const line = figure.root.locator('output');
  await expect(line).toContainText(/^Epoch 10\b/);
  const read = await line.textContent();
  await slider.press('Home');
  await expect(line).not.toHaveText(read ?? '');
  // The last epoch lies at the right edge of the plot.
  const plot = figure.root.locator('.plot').first();
  const box = await plot.boundingBox();
  if (!box) throw new Error('phone: expected a plot in the training figure');
  await plot.tap({ position: { x: box.width - 2, y: box.height / 2 } });
  await expect(line).toHaveText(read ?? '');
});

test('it trains by finger', async ({ page }) => {
  await page.goto('training/');
  const figure = new TrainingFigure(page);
  await figure.schedule(longSchedule);
  await figure.strip.button.tap();
  await figure.strip.expectSteps(1);
  await figure.strip.button.tap();
  await figure.strip.expectMode('idle');
});
