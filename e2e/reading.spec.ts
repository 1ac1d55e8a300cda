/** Without JavaScript the site is reading matter: prose, pictures, tables, and no button that does nothing. */
import { expect, test } from './fixtures.ts';
import { builtSite, manifestOf, pagesOf } from './pages.ts';

for (const address of pagesOf(builtSite))
  test.describe(`${address} without scripts`, () => {
    test.beforeEach(async ({ page }) => {
      await page.goto(address);
    });

    test('offers nothing that cannot work', async ({ page }) => {
      const dead = page.locator(
        ':is(button, input, select, [role=slider]):visible:not(:disabled):not([type=range])',
      );
      await expect(dead).toHaveCount(0);
    });

    test('has its title, its figures in words and numbers, and their pictures', async ({
      page,
    }) => {
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      for (const figure of await page.locator('figure[data-figure]').all()) {
        await expect(figure.getByRole('heading').first()).toBeVisible();
        await expect(figure.locator('.takeaway')).toBeVisible();
        await figure.locator('details.as-table > summary').click();
        const cells = figure.locator('details.as-table :is(td, th)');
        await expect(cells.first()).toBeVisible();
        expect(await cells.count()).toBeGreaterThan(4);
      }
    });

    test('leads on by plain links', async ({ page, request }) => {
      for (const link of await page.getByRole('link').all()) {
        const href = (await link.getAttribute('href')) ?? '';
        if (href.startsWith('#')) continue;
        const url = new URL(href, page.url());
        if (url.origin !== new URL(page.url()).origin) continue;
        const response = await request.get(url.href, { maxRedirects: 0 });
        expect(response.status(), href).toBe(200);
      }
    });
  });

test('the chapter can be read from end to end', async ({ page }) => {
  await page.goto('training/');
  const words = ((await page.locator('article').innerText()).match(/\p{L}+/gu) ?? []).length;
  expect(words).toBeGreaterThan(800);
});

test('the chosen picture and the ten predictions are there as pictures', async ({ page }) => {
  await page.goto('training/');
  const images = page.locator('figure[data-figure="predictions"] img');
  for (const image of await images.all()) await expect(image).toHaveJSProperty('complete', true);
  const { source, name } = manifestOf(builtSite);
  await expect(page.locator('footer')).toContainText(
    source === 'procedural' ? 'not CIFAR-10' : name,
  );
});
