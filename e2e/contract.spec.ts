/** What every page and every figure must have, looked for on all of them: the figure contract, the names that stay, the label. */
import { expect, test } from './fixtures.ts';
import { builtSite, manifestOf, pagesOf } from './pages.ts';
import { layerIds, Strip } from './strip.ts';

/** Runs in the page: hidden from assistive technology, or a picture or control with a name. */
const spoken = (drawing: Element): boolean =>
  drawing.closest('[aria-hidden="true"]') !== null ||
  drawing.closest('[role="img"][aria-label], [role="img"][aria-labelledby], button[aria-label]') !==
    null;

const manifest = manifestOf(builtSite);

for (const address of pagesOf(builtSite)) {
  test.describe(`the page ${address}`, () => {
    test.beforeEach(async ({ page }) => {
      await page.goto(address);
      await new Strip(page).expectAlive();
    });

    test('has a language, a title, a description and one heading at the top', async ({ page }) => {
      await expect(page.locator('html')).toHaveAttribute('lang', /^en/);
      await expect(page).toHaveTitle(/Three Blocks/);
      await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /.{50,200}/);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    });

    test('has the Strip with every layer by its id', async ({ page }) => {
      const strip = new Strip(page);
      await expect(strip.root).toBeVisible();
      await expect(strip.button).toBeVisible();
      for (const id of layerIds) await expect(strip.layer(id), id).toBeVisible();
    });

    test('keeps the contract in every figure', async ({ page }) => {
      for (const figure of await page.locator('figure[data-figure]').all()) {
        const name = (await figure.getAttribute('data-figure')) ?? '';
        await test.step(name, async () => {
          expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
          await expect(figure, 'named by its title').toHaveAccessibleName(/.{5,}/);
          await expect(figure.locator('figcaption .takeaway')).toHaveText(/.{40,}/);
          await expect(figure.locator('.how-to-read')).toHaveText(/.{80,}/);
          await expect(figure.locator('output')).toHaveCount(1);
          const table = figure.locator('details.as-table table');
          await expect(table.locator('caption')).toHaveText(/.{10,}/);
          expect(await table.locator('th').count(), 'headed cells').toBeGreaterThan(1);
          for (const drawing of await figure.locator('.stage :is(svg, canvas)').all())
            expect(await drawing.evaluate(spoken), 'a drawing that is named or hidden').toBe(true);
        });
      }
    });

    test('says where its pictures come from', async ({ page }) => {
      const drawn = manifest.source === 'procedural';
      for (const label of await page
        .locator('figure[data-figure] .foot [data-label], footer')
        .all())
        await expect(label).toContainText(drawn ? 'not CIFAR-10' : manifest.name);
      for (const label of await page.locator('[data-label]').all())
        if (drawn) await expect(label).toContainText(/drawn/i);
        else await expect(label).not.toContainText(/drawn/i);
    });
  });
}

test('the atlas shows every figure of every page', async ({ page }) => {
  const names = new Set<string>();
  for (const address of pagesOf(builtSite)) {
    await page.goto(address);
    for (const figure of await page.locator('figure[data-figure]').all())
      names.add((await figure.getAttribute('data-figure')) ?? '');
  }
  await page.goto('atlas/');
  for (const name of names)
    await expect(page.locator(`figure[data-figure="${name}"]`), name).toHaveCount(1);
  expect(names).toContain('training');
  expect(names).toContain('predictions');
});
