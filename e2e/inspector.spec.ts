/** One layer, opened up: the same sentence by mouse, by keyboard and by finger, in the order shown, with filters and formula that answer. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

class Inspector {
  readonly page: Page;
  readonly root: Locator;
  readonly line: Locator;
  readonly sheet: Locator;
  readonly cells: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator('figure[data-figure="inspector"]');
    this.line = this.root.locator('.foot output');
    this.sheet = this.root.getByRole('slider', { name: /^Channels of/ });
    this.cells = this.root.getByRole('slider', { name: /^Cell of/ });
  }

  layer(id: string): Locator {
    return this.root.getByRole('radio', { name: id, exact: true });
  }

  async open(): Promise<void> {
    await this.page.goto('atlas/');
    await new Strip(this.page).expectAlive();
    await this.root.scrollIntoViewIfNeeded();
    await expectScripts(this.root);
    await expect(this.line).toContainText('Output of conv1b, channel');
  }

  /** The middle of a tile, counted from 0, of a control that is a grid. */
  async inside(control: Locator, tile: number, columns: number, rows: number) {
    const box = await control.boundingBox();
    if (!box) throw new Error('inspector: expected a control with a place');
    const at = (index: number, count: number, side: number) => ((index + 0.5) / count) * side;
    return {
      position: {
        x: at(tile % columns, columns, box.width),
        y: at(Math.floor(tile / columns), rows, box.height),
      },
    };
  }

  /** Channel 11 of conv2a, by number in a sheet of 8 x 8. */
  eleventh = () => this.inside(this.sheet, 10, 8, 8);
  /** Row 3, column 6 of its 15 x 15 cells. */
  cell = () => this.inside(this.cells, 2 * 15 + 5, 15, 15);
}

const map = /^Output of conv2a, channel 11 of 64: from 0\.000 to \d+\.\d{3}\.$/;
const cell = /^Output of conv2a, channel 11 of 64, row 3, column 6: \d+\.\d{3}\.$/;

/** What mouse, keyboard and finger must agree on, read once by mouse. */
async function byMouse(inspector: Inspector): Promise<readonly [string, string]> {
  await inspector.layer('conv2a').click();
  await inspector.sheet.hover(await inspector.eleventh());
  await expect(inspector.line).toHaveText(map);
  const first = (await inspector.line.textContent()) ?? '';
  await inspector.cells.hover(await inspector.cell());
  await expect(inspector.line).toHaveText(cell);
  return [first, (await inspector.line.textContent()) ?? ''];
}

test('mouse and keyboard lead to the same sentences, a click pins, Escape steps back', async ({
  page,
}) => {
  const inspector = new Inspector(page);
  await inspector.open();
  const [whole, one] = await byMouse(inspector);

  await inspector.cells.click(await inspector.cell());
  await inspector.sheet.hover(await inspector.inside(inspector.sheet, 40, 8, 8));
  await expect(inspector.line).toHaveText(one);
  await inspector.cells.focus();
  for (const said of [one, whole]) {
    await page.keyboard.press('Escape');
    await expect(inspector.line).toHaveText(said);
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(inspector.line).toContainText('Output of conv1b');

  await inspector.layer('conv1b').focus();
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  await expect(inspector.layer('conv2a')).toBeChecked();
  await inspector.sheet.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  for (let step = 0; step < 2; step++) await page.keyboard.press('ArrowRight');
  await expect(inspector.line).toHaveText(whole);
  await inspector.cells.focus();
  await page.keyboard.press('Home');
  for (let step = 0; step < 2; step++) await page.keyboard.press('ArrowDown');
  for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight');
  await expect(inspector.line).toHaveText(one);
  await page.keyboard.press('Enter');
  await inspector.sheet.hover(await inspector.inside(inspector.sheet, 40, 8, 8));
  await expect(inspector.line).toHaveText(one);
});

test.describe('by finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 780 } });

  test('taps say the same, and a second tap lets go', async ({ page }) => {
    const inspector = new Inspector(page);
    await inspector.open();
    await inspector.layer('conv2a').tap();
    await inspector.sheet.tap(await inspector.eleventh());
    await expect(inspector.line).toHaveText(map);
    await expect(inspector.root).toContainText('channel 11, pinned');
    await inspector.cells.tap(await inspector.cell());
    await expect(inspector.line).toHaveText(cell);
    await inspector.cells.tap(await inspector.cell());
    await expect(inspector.root).not.toContainText('channel 11, pinned');
    await expect(inspector.line).toHaveText(cell);
  });
});

test('pointing at a layer shows it, and leaving shows what was there before', async ({ page }) => {
  const inspector = new Inspector(page);
  await inspector.open();
  const before = await inspector.line.textContent();
  await inspector.layer('pool3').hover();
  await expect(inspector.line).toContainText('Output of pool3');
  await inspector.root.getByRole('heading').first().hover();
  await expect(inspector.line).toHaveText(before ?? '');
});

test('the keys move in the order shown: by strength the first is the strongest', async ({
  page,
}) => {
  const inspector = new Inspector(page);
  await inspector.open();
  await inspector.root.getByText('Strength', { exact: true }).click();
  await inspector.sheet.focus();
  await page.keyboard.press('Home');
  await inspector.root.getByText('the data as a table').click();
  const sizes = await inspector.root
    .locator('.as-table tbody tr')
    .evaluateAll((rows) => rows.map((row) => Number(row.querySelectorAll('td')[2]?.textContent)));
  expect(sizes).toHaveLength(32);
  const falling = sizes.map((size, i) => [size, i + 1] as const).sort(([a], [b]) => b - a);
  await expect(inspector.line).toContainText(`channel ${falling[0]?.[1]} of 32`);
  await inspector.sheet.focus();
  await page.keyboard.press('End');
  const last = async (): Promise<number | undefined> => {
    const words = (await inspector.line.textContent()) ?? '';
    return sizes[Number(/channel (\d+) of/.exec(words)?.[1]) - 1];
  };
  await expect.poll(last).toBe(falling.at(-1)?.[0]);
});

test('by selectivity the first channel is the most selective, as measured on sixty pictures', async ({
  page,
}) => {
  const inspector = new Inspector(page);
  await inspector.open();
  await inspector.root.getByText('Selectivity', { exact: true }).click();
  await expect(inspector.root).toContainText('over 60 test pictures', { timeout: 60_000 });
  const means = inspector.root.locator('.means');
  await inspector.sheet.focus();
  await page.keyboard.press('Home');
  const values: number[] = [];
  for (let place = 1; place <= 7; place++) {
    await expect(inspector.sheet).toHaveAttribute('aria-valuenow', String(place));
    const words = (await means.textContent()) ?? '';
    values.push(Number(/Selectivity\s*(\d\.\d\d)/.exec(words)?.[1]));
    await page.keyboard.press('ArrowRight');
  }
  expect(values).toEqual([...values].sort((a, b) => b - a));
  expect(values[0]).toBeGreaterThan(values[6] ?? 1);
});

test('every slice of a filter has its name and its nine weights, in the line and large', async ({
  page,
}) => {
  const inspector = new Inspector(page);
  await inspector.open();
  const slices = inspector.root.getByRole('slider', { name: /^Slice of filter/ });
  await slices.hover(await inspector.inside(slices, 9, 8, 4));
  await expect(inspector.line).toHaveText(
    /^Filter \d+ of conv1b on channel 10 of bn1:( [−\d.]+,?){9}\.?$/,
  );
  const said = (await inspector.line.textContent()) ?? '';
  for (const weight of await inspector.root.locator('.nine span').allTextContents())
    expect(said).toContain(weight);
  await slices.focus();
  await page.keyboard.press('ArrowRight');
  await expect(inspector.line).toContainText('on channel 11 of bn1');

  await inspector.layer('conv1a').click();
  await expect(inspector.root).toContainText('Its weights for blue');
});

test('a number of the formula says what it counts, and is shown where it lives', async ({
  page,
}) => {
  const inspector = new Inspector(page);
  await inspector.open();
  const formula = inspector.root.getByRole('toolbar', { name: 'Parameters of conv1b' });
  await formula.getByRole('button', { name: '32 channels coming in' }).hover();
  await expect(inspector.line).toHaveText('conv1b: 32 channels coming in.');
  const outline = (selector: string): Promise<string> =>
    inspector.root
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(await outline('[data-term="input"]')).toBe('dotted');
  expect(await outline('[data-term="kernel"]')).toBe('none');
  await formula.getByRole('button').first().focus();
  await page.keyboard.press('End');
  await expect(inspector.line).toHaveText('conv1b: 32 filters.');
  expect(await outline('[data-term="output"]')).toBe('double');
});

test('it shows what the Strip selects', async ({ page }) => {
  const inspector = new Inspector(page);
  await inspector.open();
  const strip = new Strip(page);
  await strip.layer('bn2').click();
  await expect(inspector.line).toContainText('Output of bn2, channel');
  await expect(inspector.root).toContainText('moving variance');
});
