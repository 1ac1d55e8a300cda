/** What one cell sees: the same sentence by mouse, by keyboard and by finger, on the picture and in the grid, and a field that is measured. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

class Field {
  readonly page: Page;
  readonly root: Locator;
  readonly line: Locator;
  readonly grid: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator('figure[data-figure="receptive-field"]');
    this.line = this.root.locator('.foot output');
    this.grid = this.root.getByRole('slider', { name: /^Cell of/ });
  }

  layer(id: string): Locator {
    return this.root.getByRole('radio', { name: new RegExp(`^${id}\\b`) });
  }

  async open(): Promise<void> {
    await this.page.goto('atlas/');
    await new Strip(this.page).expectAlive();
    await this.root.scrollIntoViewIfNeeded();
    await expectScripts(this.root);
    await expect(this.line).toContainText('Output of conv3b, row 2, column 2');
  }

  /** A point inside a cell of the grid, counted from 0, for `position`. */
  async inside(row: number, column: number, of: number) {
    const box = await this.grid.boundingBox();
    if (!box) throw new Error('receptive field: expected a grid of cells');
    const at = (cell: number, side: number) => ((cell + 0.5) / of) * side;
    return { position: { x: at(column, box.width), y: at(row, box.height) } };
  }
}

const corner =
  'Output of conv3a, row 1, column 6: sees 24 × 24 px, pixel rows −7 to 16, columns 13 to 36. 253 of its 576 pixels lie in the padding.';

test('by mouse: pointing tells, leaving lets go, a click keeps, Escape steps back', async ({
  page,
}) => {
  const field = new Field(page);
  await field.open();
  const first = await field.line.textContent();
  await field.layer('conv3a').hover();
  await expect(field.line).toContainText('Output of conv3a');
  await field.root.getByRole('heading').first().hover();
  await expect(field.line).toHaveText(first ?? '');

  await field.layer('conv3a').click();
  await field.grid.hover(await field.inside(0, 5, 6));
  await expect(field.line).toHaveText(corner);
  await field.root.getByRole('heading').first().hover();
  await expect(field.line).toContainText('Output of conv3a, row 3, column 3');

  await field.grid.click(await field.inside(0, 5, 6));
  await field.grid.hover(await field.inside(4, 4, 6));
  await field.root.getByRole('heading').first().hover();
  await expect(field.line).toHaveText(corner);

  await field.grid.focus();
  await page.keyboard.press('Escape');
  await expect(field.line).toHaveText(corner);
  await page.keyboard.press('Escape');
  await expect(field.line).toContainText('Output of conv3a, row 3, column 3');
  await page.keyboard.press('Escape');
  await expect(field.line).toHaveText(first ?? '');
});

test('by keyboard: arrows choose the layer and the cell, and say the same', async ({ page }) => {
  const field = new Field(page);
  await field.open();
  await field.layer('conv3b').focus();
  await page.keyboard.press('ArrowUp');
  await expect(field.layer('conv3a')).toBeFocused();
  await expect(field.layer('conv3a')).toBeChecked();
  await field.grid.focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight');
  await expect(field.line).toHaveText(corner);
  await expect(field.grid).toHaveAttribute('aria-valuetext', corner);
  await page.keyboard.press('Enter');
  await field.grid.hover(await field.inside(4, 4, 6));
  await expect(field.line).toHaveText(corner);
});

test.describe('by finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 780 } });

  test('a tap on a layer, on a cell and into the picture says the same', async ({ page }) => {
    const field = new Field(page);
    await field.open();
    await field.layer('conv3a').tap();
    await field.grid.tap(await field.inside(0, 5, 6));
    await expect(field.line).toHaveText(corner);
    await field.grid.tap(await field.inside(3, 3, 6));
    await expect(field.line).toContainText('row 4, column 4');
    // The right upper corner of the picture's frame: the last cell of the first row is the nearest.
    const picture = field.root.locator('.ground');
    const box = await picture.boundingBox();
    await picture.tap({ position: { x: (box?.width ?? 0) - 4, y: 4 } });
    await expect(field.line).toHaveText(corner);
  });
});

test('pointing into the picture chooses the cell that is centred there', async ({ page }) => {
  const field = new Field(page);
  await field.open();
  await field.layer('conv3b').click();
  const picture = field.root.locator('.picture');
  const box = await picture.boundingBox();
  if (!box) throw new Error('receptive field: expected a picture');
  // Cell 3, 3 of 4 x 4 sees 1 to 32: its centre is at 17 of 32.
  await page.mouse.move(box.x + (17 / 32) * box.width, box.y + (17 / 32) * box.height);
  await expect(field.line).toContainText('row 3, column 3: sees 32 × 32 px');
  await expect(field.line).toContainText('rows and columns 1 to 32');
});

test('it measures, for all channels and for one, and says what it found', async ({ page }) => {
  const field = new Field(page);
  await field.open();
  await field.layer('conv1a').click();
  const measured = field.root.getByRole('region', { name: 'Measured' });
  await measured.scrollIntoViewIfNeeded();
  await expect(measured.getByText('60 pictures, 480 gradients')).toHaveCount(2, {
    timeout: 60_000,
  });
  await expect(measured).toContainText(/lies in the middle [13] × [13] px/);

  // A cell of conv1a in the middle reads three columns of pixels: nothing else has a share.
  await field.root.getByText('the data as a table').click();
  const shares = await field.root
    .locator('table tbody')
    .nth(1)
    .locator('tr')
    .evaluateAll((rows) =>
      rows.slice(1).map((row) => row.querySelectorAll('td')[1]?.textContent ?? ''),
    );
  expect(shares).toHaveLength(32);
  expect(shares.filter((share) => share !== '0.0%')).toHaveLength(3);

  await measured.getByRole('combobox').selectOption({ label: 'channel 5' });
  await expect(measured.getByText('60 pictures, 60 gradients')).toHaveCount(2, { timeout: 60_000 });
});

test('it shows what is selected in the Strip, and what it selects is selected there', async ({
  page,
}) => {
  const field = new Field(page);
  await field.open();
  const strip = new Strip(page);
  await strip.layer('bn2').click();
  await expect(strip.inspector).toBeVisible();
  await expect(field.line).toContainText('Output of bn2, row 8, column 8: sees 10 × 10 px');
  await strip.inspector.getByRole('button', { name: /close/i }).click();
  await field.layer('pool2').click();
  await expect(field.grid).toHaveAttribute('aria-label', 'Cell of pool2');
  await strip.layer('pool2').focus();
  await expect(strip.inspector).toContainText('pool2');
});
