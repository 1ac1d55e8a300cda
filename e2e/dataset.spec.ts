/** The data browser: one picture by mouse, keys and finger; training pictures, averages and mistakes from the real files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { parseRun } from '../src/core/network/recorded-run.ts';
import { scanFigure } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { builtSite, manifestOf } from './pages.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

test.use({ hasTouch: true });

const { shards, source } = manifestOf(builtSite);

class DatasetFigure {
  readonly root: Locator;
  readonly line: Locator;
  readonly tiles: Locator;

  constructor(page: Page) {
    this.root = page.locator('figure[data-figure="dataset"]');
    this.line = this.root.locator('output');
    this.tiles = this.root.locator('.tiles').getByRole('button');
  }

  async open(page: Page, hash = ''): Promise<void> {
    await page.goto(`atlas/${hash}`);
    await this.root.scrollIntoViewIfNeeded();
    await expectScripts(this.root);
    await new Strip(page).expectAlive();
    if (hash === '') await expect(this.root.locator('.tiles canvas')).toHaveCount(24);
  }

  show(mode: RegExp): Promise<void> {
    return this.root.getByRole('radio', { name: mode }).click();
  }
}

test('a picture says the same by mouse, by keys and by finger, and a press chooses it everywhere', async ({
  page,
}) => {
  const figure = new DatasetFigure(page);
  await figure.open(page);
  await expect(figure.line).toHaveText(/^24 test pictures by chance, out of numbers 1 to 250: /);
  await figure.tiles.nth(10).hover();
  await expect(figure.line).toHaveText(/^Test picture [\d,]+ of 3,000: (airplane|car|bird)\.$/);
  const said = (await figure.line.textContent()) ?? '';

  await figure.tiles.nth(10).focus();
  await page.keyboard.press('Home');
  await expect(figure.line).not.toHaveText(said);
  await expect(figure.tiles.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(figure.tiles.nth(8)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(figure.line).toHaveText(said);

  await page.keyboard.press('Home');
  await figure.tiles.nth(10).tap();
  await expect(figure.line).toHaveText(said);
  const number = /picture ([\d,]+) /.exec(said)![1]!.replace(',', '');
  await expect(
    new Strip(page).root.getByRole('button', { name: new RegExp(`test picture ${number}\\b`) }),
  ).toBeVisible();
  // Held: hovering elsewhere changes nothing, Escape lets go.
  await figure.tiles.nth(3).hover();
  await expect(figure.line).toHaveText(said);
  await page.keyboard.press('Escape');
  await figure.tiles.nth(4).hover();
  await expect(figure.line).not.toHaveText(said);
});

test('training pictures of one class come from one file at a time', async ({ page }) => {
  const files: string[] = [];
  page.on('request', (request) => {
    if (/\/training-\d/.test(request.url())) files.push(request.url());
  });
  const figure = new DatasetFigure(page);
  await figure.open(page);
  await figure.show(/^training/);
  await expect(figure.line).toHaveText(/^24 training pictures by chance, out of numbers 1 to /);
  await figure.show(/^birds/);
  await expect(figure.line).toContainText('0 airplanes, 0 cars, 24 birds');
  expect(new Set(files).size).toBe(1);
  const before = await figure.tiles.first().getAttribute('aria-label');
  await figure.root.getByRole('button', { name: '24 others' }).click();
  await expect(figure.tiles.first()).not.toHaveAttribute('aria-label', before!);
  expect(new Set(files).size).toBe(2);
});

test('the averages of all training pictures are those of their files', async ({ page }) => {
  const sums = [0, 1, 2].map(() => ({ pictures: 0, red: 0 }));
  for (const { file, pictures } of shards.training) {
    const bytes = readFileSync(join(builtSite, 'data', file));
    for (let i = 0; i < pictures; i++) {
      const sum = sums[bytes[i]!]!;
      sum.pictures += 1;
      // Row 1, column 1.
      sum.red += bytes[pictures + i * 3072]!;
    }
  }
  const figure = new DatasetFigure(page);
  await figure.open(page);
  await figure.show(/^Averages/);
  await expect(figure.line).toHaveText(/^Averages over the first [\d,]+ of 15,000 training/);
  await figure.root.getByRole('button', { name: /^Average all/ }).click();
  await expect(figure.root.getByRole('button', { name: 'All 15,000 averaged' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(figure.line).toHaveText(
    'Averages over all 15,000 training pictures: 5,000 airplanes, 5,000 cars, 5,000 birds.',
  );
  for (const [label, plural] of ['airplanes', 'cars', 'birds'].entries()) {
    const board = figure.root.getByRole('slider', { name: `Pixel of the average of ${plural}` });
    await board.hover({ position: { x: 3, y: 3 } });
    const { red, pictures } = sums[label]!;
    await expect(figure.line).toContainText(
      `Average of ${pictures.toLocaleString('en')} ${plural}, row 1, column 1: red ${(red / pictures).toFixed(1)},`,
    );
  }
});

test('hard ones: as many mistakes as the run says, the surest first, every one of them wrong', async ({
  page,
}) => {
  const figure = new DatasetFigure(page);
  await figure.open(page, '#figure=dataset&view=hard');
  await expect(figure.line).toHaveText(/names [\d,]+ of 3,000 test pictures wrongly/, {
    timeout: 120_000,
  });
  const wrong = Number(
    /names ([\d,]+) of/.exec((await figure.line.textContent())!)![1]!.replace(',', ''),
  );
  const folder = source === 'procedural' ? 'run/drawn' : 'run';
  const manifest = readFileSync(join(builtSite, folder, 'manifest.json'), 'utf8');
  const run = parseRun(JSON.parse(manifest));
  const accuracy = run.epochs[run.best - 1]!.validationAccuracy;
  // Weights are kept in 16 bits, which may turn a picture or two over.
  expect(Math.abs(wrong - 3000 * (1 - accuracy))).toBeLessThan(3);

  await figure.root.locator('details.as-table > summary').click();
  const rows = await figure.root.locator('details.as-table tbody tr').all();
  const cells = await Promise.all(rows.map((row) => row.locator('td').allTextContents()));
  expect(cells).toHaveLength(24);
  for (const [shows, answer] of cells) expect(answer).not.toBe(shows);
  const shares = cells.map(([, , share]) => Number.parseFloat(share!));
  expect(shares).toEqual([...shares].sort((a, b) => b - a));

  await figure.tiles.first().hover();
  await expect(figure.line).toHaveText(
    /the network says (airplane|car|bird) with [\d.]+%, wrong\.$/,
  );
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`each of its three views passes the scan, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const figure = new DatasetFigure(page);
    await figure.open(page);
    await figure.tiles.nth(5).click();
    await scanFigure(page, 'dataset', `held, ${colorScheme}`);
    await figure.show(/^Averages/);
    await scanFigure(page, 'dataset', `averages, ${colorScheme}`);
    await figure.show(/^Hard ones/);
    await expect(figure.tiles.nth(8)).toBeVisible({ timeout: 60_000 });
    await scanFigure(page, 'dataset', `hard, ${colorScheme}`);
  });
