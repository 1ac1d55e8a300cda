/** Every figure of the atlas under the accessibility scan in the states a reader brings it into: hovered, pinned, and while the network trains. */
import { expect, test } from './fixtures.ts';
import { scan, scanFigure } from './axe.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

for (const colorScheme of ['light', 'dark'] as const)
  test(`${colorScheme}: every figure, hovered, pinned, and while training`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('atlas/');
    const strip = new Strip(page);
    await strip.expectAlive();
    const figures = page.locator('figure[data-figure]');
    const names = await figures.evaluateAll((all) =>
      all.map((figure) => figure.getAttribute('data-figure')!),
    );
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      const figure = page.locator(`figure[data-figure="${name}"]`);
      await figure.scrollIntoViewIfNeeded();
      await expectScripts(figure);
      // What can be pointed into: a map, a sheet, a plot, a row; whichever the figure has first.
      const target = figure
        .locator('.stage :is([role="slider"], [role="grid"], canvas, tbody tr, svg, button)')
        .first();
      await target.scrollIntoViewIfNeeded();
      await target.hover({ force: true });
      await scanFigure(page, name, `${name}, ${colorScheme}, hovered`);
      await target.click({ force: true });
      await scanFigure(page, name, `${name}, ${colorScheme}, pinned`);
      await page.keyboard.press('Escape');
    }
    await strip.button.click();
    await strip.expectSteps(2);
    await scan(page, `atlas, ${colorScheme}, training`);
    await strip.button.click();
    await strip.expectMode('idle');
  });
