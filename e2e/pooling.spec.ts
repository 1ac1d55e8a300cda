/** The pooling stepper: a window says the same by mouse, keys and finger; pool2 drops its 13th row; gradients go to the winner. */
import type { Locator, Page } from '@playwright/test';
import { scan } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

test.use({ hasTouch: true });

class Pools {
  readonly root: Locator;
  readonly line: Locator;

  constructor(page: Page) {
    this.root = page.locator('figure[data-figure="pooling"]');
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

  async cell(board: Locator, cells: number, row: number, column: number) {
    const box = await board.boundingBox();
    if (!box) throw new Error('pooling: expected a board with a size');
    return {
      x: ((column + 0.5) * box.width) / cells,
      y: ((row + 0.5) * box.height) / cells,
    };
  }

  /** Rows of the table: row, column, value, back through max, back through average. */
  async rows(): Promise<string[][]> {
    const rows = this.root.locator('details.as-table tbody tr');
    return Promise.all((await rows.all()).map((row) => row.locator('th, td').allTextContents()));
  }
}

test('a window says the same by mouse, by keys and by finger', async ({ page }) => {
  const pools = new Pools(page);
  await pools.open(page);
  const output = pools.board('Cell of pool1');
  const spot = await pools.cell(output, 15, 2, 4);
  await output.hover({ position: spot });
  await expect(pools.line).toHaveText(
    /^Output of pool1, channel \d+ of 32, row 3, column 5: .* The gradient goes back to row [56], column (9|10) of conv1b\.$/,
  );
  const said = (await pools.line.textContent()) ?? '';

  await output.focus();
  await page.keyboard.press('Home');
  await expect(pools.line).toContainText('row 1, column 1');
  for (const key of ['ArrowDown', 'ArrowDown', ...new Array<string>(4).fill('ArrowRight')])
    await page.keyboard.press(key);
  await expect(pools.line).toHaveText(said);

  await page.keyboard.press('Home');
  await output.tap({ position: spot });
  await expect(pools.line).toHaveText(said);
  // The tap pinned it; hovering elsewhere changes nothing, Escape lets go.
  await output.hover({ position: await pools.cell(output, 15, 9, 9) });
  await expect(pools.line).toHaveText(said);
  await page.keyboard.press('Escape');
  await output.hover({ position: await pools.cell(output, 15, 8, 8) });
  await expect(pools.line).toContainText('row 9, column 9');
});

test('an input cell leads to its window', async ({ page }) => {
  const pools = new Pools(page);
  await pools.open(page);
  const input = pools.board('Cell of conv1b');
  await input.hover({ position: await pools.cell(input, 30, 7, 12) });
  await expect(pools.line).toContainText('row 4, column 7');
});

test('the winner has the whole gradient, the average spreads it', async ({ page }) => {
  const pools = new Pools(page);
  await pools.open(page);
  await pools.root.locator('details.as-table > summary').click();
  const rows = await pools.rows();
  expect(rows).toHaveLength(4);
  const values = rows.map(([, , value]) => Number(value!.replace(', wins', '')));
  const winners = rows.filter(([, , value]) => value!.endsWith(', wins'));
  expect(winners).toHaveLength(1);
  expect(Number(winners[0]![2]!.replace(', wins', ''))).toBe(Math.max(...values));
  expect(winners[0]![3]).toBe('1');
  expect(rows.map(([, , , back]) => back).sort()).toEqual(['0', '0', '0', '1']);
  expect(rows.map((row) => row[4])).toEqual(['0.25', '0.25', '0.25', '0.25']);
});

test('pool2 leaves its 13th row and column out, and says so', async ({ page }) => {
  const pools = new Pools(page);
  await pools.open(page);
  await pools.root.getByRole('radio', { name: /^pool2/ }).click();
  await expect(pools.root.locator('.counts')).toContainText(
    '25 of the 169 cells of each channel, row 13 and column 13, are in no window',
  );
  const input = pools.board('Cell of conv2b');
  await input.hover({ position: await pools.cell(input, 13, 12, 3) });
  await expect(pools.line).toContainText(/row 13, column 4: in no window of 2 × 2/);
});

test('what is selected here is selected everywhere', async ({ page }) => {
  const pools = new Pools(page);
  await pools.open(page);
  await pools.root.getByRole('radio', { name: /^pool3/ }).click();
  const output = pools.board('Cell of pool3');
  await output.click({ position: await pools.cell(output, 2, 1, 0) });
  const line = (await pools.line.textContent()) ?? '';
  const [, channel, value] = /channel (\d+) of 128, row 2, column 1: (\d\.\d{3})/.exec(line) ?? [];
  const strip = new Strip(page);
  await strip.layer('pool3').click();
  await expect(strip.inspector.locator('output').last()).toContainText(
    `channel ${channel} of 128, row 2, column 1: ${value}`,
  );
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`each pool passes the scan, pinned and on the way back, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    const pools = new Pools(page);
    await pools.open(page);
    await pools.root.getByRole('radio', { name: 'its gradient' }).click();
    for (const name of [/^pool2/, /^pool3/]) {
      await pools.root.getByRole('radio', { name }).click();
      await pools.root
        .getByRole('slider')
        .last()
        .click({ position: { x: 40, y: 20 } });
      await expect(pools.root.getByText('held; Escape lets go')).toBeVisible();
      await scan(page, `pooling, ${name}, pinned, ${colorScheme}`);
    }
  });
