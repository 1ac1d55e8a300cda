/** One layer connected three ways: the same sentence by mouse, by keyboard and by finger, a comparison that trains, and pictures that move. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

class Wiring {
  readonly page: Page;
  readonly root: Locator;
  readonly line: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator('figure[data-figure="local-connectivity"]');
    this.line = this.root.locator('.foot output');
  }

  board(name: string): Locator {
    return this.root.getByRole('slider', { name: `Unit of the layer: ${name}` });
  }

  async open(): Promise<void> {
    await this.page.goto('atlas/');
    await new Strip(this.page).expectAlive();
    await this.root.scrollIntoViewIfNeeded();
    await expectScripts(this.root);
    await expect(this.line).toContainText('Unit at row 4, column 4, filter 1');
  }

  /** A point inside a unit of a board, counted from 0, for `position`. */
  async inside(board: Locator, row: number, column: number) {
    const box = await board.boundingBox();
    if (!box) throw new Error('local connectivity: expected a board');
    const at = (cell: number, side: number) => ((cell + 0.5) / 7) * side;
    return { position: { x: at(column, box.width), y: at(row, box.height) } };
  }
}

const told =
  'Unit at row 2, column 6, filter 1: dense, it reads all 256 px; locally connected, rows 3 to 6 and columns 11 to 14, by 16 weights of its own; convolutional, the same 16 px by the 16 weights that all 49 places share.';

test('by mouse: pointing tells, a click keeps, Escape lets go', async ({ page }) => {
  const figure = new Wiring(page);
  await figure.open();
  const board = figure.board('dense');
  await board.hover(await figure.inside(board, 1, 5));
  await expect(figure.line).toHaveText(told);
  await board.click(await figure.inside(board, 1, 5));
  const other = figure.board('convolutional');
  await other.hover(await figure.inside(other, 6, 6));
  await expect(figure.line).toHaveText(told);
  await board.press('Escape');
  await other.hover(await figure.inside(other, 5, 5));
  await expect(figure.line).toContainText('row 6, column 6');
});

test('by keyboard: arrows move the unit in all three, Enter keeps it', async ({ page }) => {
  const figure = new Wiring(page);
  await figure.open();
  const board = figure.board('locally connected');
  await board.focus();
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowRight', 'ArrowRight'])
    await page.keyboard.press(key);
  await expect(figure.line).toHaveText(told);
  await expect(figure.board('convolutional')).toHaveAttribute('aria-valuetext', told);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await expect(figure.line).toHaveText(told);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await expect(figure.line).toContainText('row 3, column 6');
});

test.describe('by finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 780 } });

  test('a tap on a unit says the same', async ({ page }) => {
    const figure = new Wiring(page);
    await figure.open();
    const board = figure.board('convolutional');
    await board.tap(await figure.inside(board, 1, 5));
    await expect(figure.line).toHaveText(told);
  });
});

test('it counts what the network would cost if it were connected otherwise', async ({ page }) => {
  const figure = new Wiring(page);
  await figure.open();
  for (const [name, ...counts] of [
    ['Dense', '100,696,064'],
    ['Locally connected', '917,504', '24,663,296'],
    ['Convolutional', '896', '287,008'],
  ] as const)
    for (const count of counts)
      await expect(
        figure.root.getByRole('region', { name, exact: true }).getByText(count, { exact: true }),
      ).toBeVisible();
});

test('it trains, can be stopped, and tells what moving the pictures costs each of the three', async ({
  page,
}) => {
  test.slow();
  const figure = new Wiring(page);
  await figure.open();
  await figure.root.getByRole('button', { name: 'Train the three' }).click();
  await expect(figure.root.getByText(/epoch (?!1 )\d+ of/)).toBeVisible({ timeout: 180_000 });
  await figure.root.getByRole('button', { name: 'Stop' }).click();
  await expect(figure.root.getByText(/^Stopped after epoch/)).toBeVisible();

  await figure.root.getByRole('button', { name: 'Train again' }).click();
  await expect(figure.root.getByText(/^Moved by 6 px/)).toBeVisible({ timeout: 300_000 });
  const slider = figure.root.getByRole('slider', { name: /Move the picture/ });
  await slider.focus();
  await expect(figure.line).toContainText('Test pictures not moved: dense');
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
  await expect(figure.line).toContainText('Test pictures moved 4 px to the right: dense');
  await expect(slider).toHaveAttribute('aria-valuetext', '4 px to the right');

  await figure.root.getByText('the data as a table').click();
  const share = async (row: string, column: number) => {
    const cell = figure.root.locator('tbody tr').filter({ hasText: row }).locator('td').nth(column);
    return Number.parseFloat((await cell.textContent()) ?? '');
  };
  // More than guessing for each of the three, and the sentence says what the table has.
  for (const column of [0, 1, 2]) expect(await share('not moved', column)).toBeGreaterThan(45);
  const right = await share('4 px to the right', 2);
  await expect(figure.line).toContainText(`convolutional ${right.toFixed(1)}%`);
});
