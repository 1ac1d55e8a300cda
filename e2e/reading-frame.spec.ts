/** What leads through the text: links and anchors, the order of the chapters, the glossary, the search, listings, paper. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { builtSite, pagesOf } from './pages.ts';
import { Strip } from './strip.ts';

const addresses = pagesOf(builtSite);
const fileOf = (address: string): string =>
  address.endsWith('.html') ? address : join(address, 'index.html');
const htmlOf = (address: string): string => readFileSync(join(builtSite, fileOf(address)), 'utf8');

/** Values of an attribute in a page's own tags. */
const valuesOf = (html: string, attribute: string): string[] =>
  [...html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'gu'))].map(([, value]) =>
    value!.replaceAll('&amp;', '&'),
  );

const ids = new Map(
  addresses.map((address) => [address, new Set(valuesOf(htmlOf(address), 'id'))]),
);

/** What is wrong with a link, or null. Links to other sites are theirs. */
function fault(from: string, link: string): string | null {
  const root = 'http://site.test/';
  const url = new URL(link, root + (from === './' ? '' : from));
  if (url.origin !== new URL(root).origin) return null;
  const path = decodeURIComponent(url.pathname).slice(1);
  if (!existsSync(join(builtSite, path.endsWith('/') || path === '' ? `${path}index.html` : path)))
    return `${from}: ${link}: no such file`;
  const anchor = decodeURIComponent(url.hash.slice(1));
  if (anchor === '') return null;
  return ids.get(path || './')?.has(anchor) ? null : `${from}: ${link}: no such anchor`;
}

test('every link of every page leads somewhere, and every anchor is there', () => {
  expect(addresses.length).toBeGreaterThan(5);
  for (const address of addresses) {
    const html = htmlOf(address);
    const links = [...valuesOf(html, 'href'), ...valuesOf(html, 'src')];
    expect(links.length, address).toBeGreaterThan(8);
    expect(links.map((link) => fault(address, link)).filter(Boolean)).toEqual([]);
  }
});

test('no id stands twice on a page', () => {
  for (const address of addresses) {
    const all = valuesOf(htmlOf(address), 'id');
    expect(
      all.filter((id, index) => all.indexOf(id) !== index),
      address,
    ).toEqual([]);
  }
});

test('every page has its picture for where it is linked to', () => {
  for (const address of addresses) {
    const [picture] = /og:image" content="([^"]+)"/u.exec(htmlOf(address))?.slice(1) ?? [];
    expect(picture, address).toBeTruthy();
    expect(existsSync(join(builtSite, new URL(picture!).pathname)), picture).toBe(true);
  }
});

test('no page carries a style or a script that it wrote itself into its text', () => {
  for (const address of addresses) {
    const [prose = ''] = /<article.*<\/article>/su.exec(htmlOf(address)) ?? [];
    for (const math of prose.match(/<math.*?<\/math>/gsu) ?? [])
      expect(math, address).not.toMatch(/\s(style|class)=|<annotation/u);
    for (const code of prose.match(/<pre.*?<\/pre>/gsu) ?? [])
      expect(code, address).not.toMatch(/\sstyle=/u);
  }
});

/** Goes backwards through what can have the focus until `wanted` has it: what stands at the end is near that way. */
async function backTo(page: Page, wanted: Locator): Promise<void> {
  const most = 150;
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Shift+Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`keyboard: expected the focus to reach the link in ${most} presses`);
}

test('the tutorial can be walked from the cover to its end by keyboard', async ({ page }) => {
  await page.goto('./');
  await new Strip(page).expectAlive();
  const titles = await page.locator('ol.chapters a').allTextContents();
  expect(titles.length).toBeGreaterThan(2);
  await backTo(page, page.locator('ol.chapters a').first());
  await page.keyboard.press('Enter');
  for (const [index, title] of titles.entries()) {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title.trim());
    await expect(page.getByText(`Chapter ${index + 1} of ${titles.length}`)).toBeVisible();
    const turn = page.getByRole('navigation', { name: 'Chapters' });
    await expect(turn.locator('.previous')).toHaveCount(index === 0 ? 0 : 1);
    await backTo(page, turn.locator('.next'));
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Three Blocks');
});

test('a term in a chapter leads to its words in the glossary', async ({ page }) => {
  await page.goto('training/');
  const term = page.locator('article a.term').first();
  const anchor = (await term.getAttribute('href'))?.split('#')[1] ?? '';
  await term.click();
  await expect(page).toHaveURL(new RegExp(`/glossary/#${anchor}$`));
  await expect(page.locator(`#${anchor}`)).toBeInViewport();
});

test('the key / leads to the search, which finds the receptive field and opens it', async ({
  page,
}) => {
  await page.goto('training/');
  await new Strip(page).expectAlive();
  const early: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/pagefind/')) early.push(request.url());
  });
  await page.keyboard.press('/');
  await expect(page).toHaveURL(/\/search\/$/);
  const field = page.getByRole('searchbox');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('');
  await page.keyboard.type('receptive field');
  await expect(page.getByRole('status').filter({ hasText: 'receptive field' })).toHaveText(
    /^\d+ pages? ha(s|ve) “receptive field”\.$/,
  );
  expect(early.length, 'the index is fetched when it is used').toBeGreaterThan(0);
  await expect(page).toHaveURL(/\?q=receptive\+field/);
  const results = page.getByRole('search').getByRole('listitem');
  await expect(results.getByRole('heading', { name: 'Glossary' })).toBeVisible();
  await expect(results.locator('mark').first()).toHaveText(/receptive|field/i);
  await results.getByRole('link', { name: 'Receptive fields', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Receptive fields');
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue('receptive field');
  await expect(results.first()).toBeVisible();
});

test('the search says so where nothing is found, and asks for nothing before it is used', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/pagefind/')) asked.push(request.url());
  });
  await page.goto('search/');
  await new Strip(page).expectAlive();
  expect(asked).toEqual([]);
  await page.getByRole('searchbox').fill('zzyzx');
  await expect(page.getByText('No page has “zzyzx”.')).toBeVisible();
  await page.getByRole('searchbox').fill('');
  await expect(page.getByText('No page has')).toHaveCount(0);
  await expect(page).toHaveURL(/\/search\/(#.*)?$/);
});

test('a listing is copied as it stands', async ({ page, context }) => {
  const address = addresses.find((one) => htmlOf(one).includes('data-copy-code'));
  if (!address) throw new Error('copy: expected a chapter with a listing, got none');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(address);
  const block = page.locator('.code').first();
  await block.getByRole('button', { name: 'Copy the code' }).click();
  await expect(block.getByRole('status')).toHaveText('Copied.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.length).toBeGreaterThan(20);
  expect(copied).toBe(await block.locator('pre').textContent());
});

test('no text of a page is smaller than 12 pixels on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  for (const address of addresses) {
    await page.goto(address);
    await new Strip(page).expectAlive();
    const small = await page.evaluate(() => {
      const found = new Set<string>();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!element || node.textContent?.trim() === '') continue;
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        const size = parseFloat(getComputedStyle(element).fontSize);
        const scale = element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.a ?? 1) : 1;
        if (size * scale < 11.99)
          found.add(`${(size * scale).toFixed(1)} px: ${element.outerHTML.slice(0, 80)}`);
      }
      return [...found];
    });
    expect(small, address).toEqual([]);
  }
});

test('on paper there is text, and nothing that only a screen can do', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  for (const address of ['training/', 'receptive-fields/']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('[data-strip]')).toBeHidden();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await expect(page.locator('.button:visible, summary:visible')).toHaveCount(0);
    await expect(page.locator('.paper-only')).toContainText(address);
    for (const figure of await page.locator('figure[data-figure]').all()) {
      await expect(figure.locator('.takeaway')).toBeVisible();
      await expect(figure.locator('.how-to-read p')).toBeVisible();
      await expect(figure.locator('.as-table')).toBeHidden();
    }
    const wide = await page.locator('article').evaluate((article) => article.scrollWidth);
    expect(wide, 'nothing is cut off').toBeLessThanOrEqual(1280);
  }
});
