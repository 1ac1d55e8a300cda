/** Every page in every state passes the scan: light and dark, at rest, training, with the inspector open, small, forced colours. */
import sharp from 'sharp';
import { expect, test } from './fixtures.ts';
import { scan } from './axe.ts';
import { builtSite, pagesOf } from './pages.ts';
import { Strip } from './strip.ts';
import { longSchedule, TrainingFigure } from './training-figure.ts';

const addresses = pagesOf(builtSite);
const schemes = ['light', 'dark'] as const;

for (const colorScheme of schemes)
  for (const address of addresses)
    test(`${address}, ${colorScheme}: at rest and with the inspector open`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(address);
      const strip = new Strip(page);
      await strip.expectAlive();
      for (const figure of await page.locator('figure[data-figure]').all())
        await figure.scrollIntoViewIfNeeded();
      await scan(page, `${address}, ${colorScheme}, at rest`);
      await page.locator('details').evaluateAll((all) => {
        for (const details of all) (details as HTMLDetailsElement).open = true;
      });
      await strip.layer('conv2a').click();
      await expect(strip.inspector).toBeVisible();
      await scan(page, `${address}, ${colorScheme}, everything open`);
    });

for (const colorScheme of schemes)
  test(`training and paused, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('training/');
    const figure = new TrainingFigure(page);
    await figure.schedule(longSchedule);
    await figure.train();
    await figure.strip.expectSteps(1);
    await scan(page, `training, ${colorScheme}`);
    await figure.pause();
    await scan(page, `paused, ${colorScheme}`);
    await figure.enter(/batch size/i, '0');
    await expect(figure.refusal).toBeVisible();
    await scan(page, `refused, ${colorScheme}`);
  });

for (const address of addresses) {
  test(`${address} at 320 pixels, as at 400 percent`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(address);
    await new Strip(page).expectAlive();
    await scan(page, `${address}, 320 px`);
    const [whole, seen] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(whole, 'no sideways scroll').toBeLessThanOrEqual(seen ?? 0);
  });

  test(`${address} in forced colours`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await page.goto(address);
    const strip = new Strip(page);
    await strip.expectAlive();
    // Its contrast rule reads the colours that we wrote, not those that the reader forces; what is painted is looked at below.
    await scan(page, `${address}, forced colours`, ['color-contrast']);
    const { channels } = await sharp(await strip.button.screenshot())
      .greyscale()
      .stats();
    expect(
      (channels[0]?.max ?? 0) - (channels[0]?.min ?? 0),
      'words on their ground',
    ).toBeGreaterThan(200);
    // After a key the browser marks the focus, however it came there.
    await page.keyboard.press('Tab');
    await strip.button.focus();
    const outline = await strip.button.evaluate((button) => getComputedStyle(button).outlineStyle);
    expect(outline, 'the focus is seen').not.toBe('none');
  });
}

test('reduced motion: nothing moves by itself', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const address of addresses) {
    await page.goto(address);
    await new Strip(page).expectAlive();
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0) > 20)
        .map((animation) => String((animation.effect as KeyframeEffect).target?.outerHTML)),
    );
    expect(moving, address).toEqual([]);
    const slow = await page.locator('body *').evaluateAll((all) =>
      all
        .filter((element) =>
          getComputedStyle(element)
            .transitionDuration.split(',')
            .some((time) => parseFloat(time) > 0.02),
        )
        .map((element) => element.className),
    );
    expect(slow, address).toEqual([]);
  }
});
