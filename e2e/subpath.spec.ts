/**
 * The second build: under a sub-path, as static hosts serve a project, and with the drawn pictures, whose label must stand
 * wherever one of them does.
 */
import { expect, test } from './fixtures.ts';
import { manifestOf, pagesOf } from './pages.ts';
import { Strip } from './strip.ts';
import { smallSchedule, TrainingFigure } from './training-figure.ts';

// Read by each test, not before: other projects run without this build.
const root = 'dist-subpath';

test('this build has the drawn pictures and every page', () => {
  expect(manifestOf(root).source).toBe('procedural');
  expect(pagesOf(root)).toEqual(expect.arrayContaining(['./', '404.html', 'atlas/', 'training/']));
});

test('scripts, worker and links stay under the sub-path', async ({ page, request, baseURL }) => {
  const base = baseURL ?? '';
  expect(base).toMatch(/\/three-blocks\/$/);
  const outside: string[] = [];
  page.on('request', (sent) => {
    const url = sent.url();
    if (url.startsWith('http') && !url.startsWith(base)) outside.push(url);
  });
  for (const address of pagesOf(root)) {
    await page.goto(address);
    await new Strip(page).expectAlive();
    for (const link of await page.getByRole('link').all()) {
      const href = (await link.getAttribute('href')) ?? '';
      if (href.startsWith('#')) continue;
      const url = new URL(href, page.url()).href;
      // Other sites are read about, not asked.
      if (new URL(url).origin !== new URL(base).origin) continue;
      expect(url, `${href} on ${address}`).toContain(base);
      expect((await request.get(url, { maxRedirects: 0 })).status(), href).toBe(200);
    }
  }
  expect(outside).toEqual([]);
});

test('links lead from page to page', async ({ page, baseURL }) => {
  await page.goto('./');
  const banner = page.getByRole('banner');
  await page.getByRole('main').getByRole('link', { name: 'Training', exact: true }).click();
  await expect(page).toHaveURL(`${baseURL}training/`);
  await banner.getByRole('link', { name: 'Three Blocks' }).click();
  await expect(page).toHaveURL(baseURL ?? '');
});

test('the search asks the index under the sub-path, and leads to pages there', async ({
  page,
  baseURL,
}) => {
  await page.goto('search/');
  await page.getByRole('searchbox').fill('receptive field');
  const found = page
    .getByRole('search')
    .getByRole('link', { name: 'Receptive fields', exact: true });
  await found.click();
  await expect(page).toHaveURL(new RegExp(`^${baseURL}receptive-fields/`));
  await page.locator('article a.term').first().click();
  await expect(page).toHaveURL(new RegExp(`^${baseURL}glossary/#`));
});

test('the drawn pictures are labelled on every page, for good', async ({ page }) => {
  for (const address of pagesOf(root)) {
    await page.goto(address);
    const strip = new Strip(page);
    await strip.expectAlive();
    await expect(page.locator('footer')).toContainText('not CIFAR-10');
    for (const figure of await page.locator('figure[data-figure]').all())
      await expect(figure.locator('.foot [data-label]')).toContainText('not CIFAR-10');
    for (const label of await page.locator('[data-label]').all())
      await expect(label).toContainText(/drawn/i);
    await strip.root.getByRole('button', { name: /picture/i }).click();
    await expect(strip.root.locator('[data-label]')).toContainText(/drawn/i);
  }
});

test('it trains on the drawn pictures', async ({ page }) => {
  await page.goto('training/');
  const figure = new TrainingFigure(page);
  await figure.schedule(smallSchedule);
  await figure.takeStep();
  const [loss] = await figure.losses();
  expect(loss).toBeGreaterThan(0.1);
  expect(loss).toBeLessThan(10);
  await expect(figure.root.locator('.foot [data-label]')).toContainText('not CIFAR-10');
});
