/** The dropout microscope: a pass and a value say the same by mouse, keys and finger; masks drop and double; accuracies are measured. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

test.use({ hasTouch: true });

class Drops {
  readonly root: Locator;
  readonly line: Locator;

  constructor(page: Page) {
    this.root = page.locator('figure[data-figure="dropout"]');
    this.line = this.root.locator('output');
  }

  async open(page: Page): Promise<void> {
    await page.goto('atlas/');
    await this.root.scrollIntoViewIfNeeded();
    await expectScripts(this.root);
    await new Strip(page).expectAlive();
  }

  board(name: string): Locator {
    return this.root.getByRole('slider', { name });
  }
}

/** The middle of a square of 32 x 16. */
async function spot(board: Locator, row: number, column: number) {
  const box = await board.boundingBox();
  if (!box) throw new Error('dropout: expected a board with a size');
  return { x: ((column + 0.5) * box.width) / 32, y: ((row + 0.5) * box.height) / 16 };
}

test('a pass says the same by mouse, by keys and by finger', async ({ page }) => {
  const drops = new Drops(page);
  await drops.open(page);
  const passes = drops.root.getByRole('slider', { name: 'Pass of 30' });
  const next = drops.root.getByRole('button', { name: 'Next pass' });
  await next.click();
  await expect(drops.line).toHaveText(
    /^Pass 2 of 30, dropout on: airplane \d+\.\d%, car \d+\.\d%, bird \d+\.\d%\./,
  );
  // The recorded run is read by scripts, too: then the answers rest.
  await expect(drops.root.getByText('What pass 2 keeps')).toBeVisible();
  const said = (await drops.line.textContent()) ?? '';
  await passes.focus();
  await page.keyboard.press('Home');
  await expect(drops.line).toContainText('Pass 1 of 30');
  await page.keyboard.press('ArrowRight');
  await expect(drops.line).toHaveText(said);
  await drops.root.getByRole('button', { name: 'Pass before' }).tap();
  await expect(drops.line).toContainText('Pass 1 of 30');
  await next.tap();
  await expect(drops.line).toHaveText(said);
  // Pointing at the dot itself is the same again.
  await next.click();
  const dot = drops.root.locator('[data-pass="1"]').first();
  await dot.hover({ force: true });
  await expect(drops.line).toContainText(/^Pass \d+ of 30/);
});

test('a value is kept and doubled or dropped, and evaluation passes it on', async ({ page }) => {
  const drops = new Drops(page);
  await drops.open(page);
  await expect(drops.root.getByText(/of 512 values stay and are multiplied by 2/)).toBeVisible();
  const board = drops.board('Value of drop3');
  await board.hover({ position: await spot(board, 3, 12) });
  const where = /drop3, channel 109 of 128, row 1, column 1: (kept, .* × 2 = |dropped, )/;
  await expect(drops.line).toContainText(where);
  const said = (await drops.line.textContent()) ?? '';
  await board.focus();
  await page.keyboard.press('Home');
  await expect(drops.line).toContainText('channel 1 of 128, row 1, column 1');
  for (const key of [...Array(3).fill('ArrowDown'), ...Array(12).fill('ArrowRight')] as string[])
    await page.keyboard.press(key);
  await expect(drops.line).toHaveText(said);
  await page.keyboard.press('Home');
  await board.tap({ position: await spot(board, 3, 12) });
  await expect(drops.line).toHaveText(said);
  await page.keyboard.press('Escape');
  await drops.root.getByRole('radio', { name: 'off: evaluation' }).check();
  await expect(drops.line).toContainText(/^Evaluation, dropout off: .* passed on as it is, /);
  await expect(drops.root.getByText('All 512 values pass on unchanged')).toBeVisible();
});

test('new masks give other answers', async ({ page }) => {
  const drops = new Drops(page);
  await drops.open(page);
  await expect(drops.root.getByText('masks 1 to 30')).toBeVisible();
  const said = (await drops.line.textContent()) ?? '';
  await drops.root.getByRole('button', { name: 'Draw thirty new masks' }).click();
  await expect(drops.root.getByText('masks 31 to 60')).toBeVisible();
  await expect(drops.line).not.toHaveText(said);
});

test('training accuracy is measured with dropout and without', async ({ page }) => {
  const drops = new Drops(page);
  await drops.open(page);
  await drops.root.getByRole('button', { name: /^Measure on 1,250 pictures each/ }).click();
  await expect(
    drops.root.getByRole('status').filter({ hasText: 'The same weights' }),
  ).toContainText(/switching dropout off changes the accuracy by [+−]\d+\.\d points/, {
    timeout: 150_000,
  });
  await drops.root.locator('details.as-table > summary').click();
  const rows = drops.root.locator('details.as-table tbody tr');
  await expect(rows).toHaveCount(34);
  for (const words of ['Training pictures, dropout on', 'Validation pictures, dropout off'])
    await expect(rows.filter({ hasText: words })).toContainText(/\d+\.\d% ± \d\.\d right/);
});
