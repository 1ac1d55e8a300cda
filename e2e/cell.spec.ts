/** One number taken apart, from a logit down to the pixels: the same by mouse, by keyboard and by finger, and it follows the selection. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { network } from '../src/core/network/network.ts';
import { Strip } from './strip.ts';

class Cell {
  readonly page: Page;
  readonly root;
  readonly line;
  readonly terms;
  readonly crumbs;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator('figure[data-figure="cell"]');
    this.line = this.root.locator('output').first();
    this.terms = this.root.getByRole('listbox').first();
    this.crumbs = this.root.getByRole('navigation', { name: 'The way down' }).getByRole('button');
  }

  /** On the atlas, with maps there. */
  async open(): Promise<void> {
    await this.page.goto('atlas/');
    await new Strip(this.page).expectAlive();
    await this.root.scrollIntoViewIfNeeded();
    await expect(
      this.root.getByRole('button', { name: /a cell of the first layer/ }),
    ).toBeEnabled();
    await expect(this.line).toContainText(/^The (airplane|car|bird) logit: /);
  }

  down() {
    return this.root.getByRole('button', { name: /^Down to / });
  }

  async status(): Promise<string> {
    return (await this.line.textContent()) ?? '';
  }
}

/** A number as it is written for readers. */
const numberOf = (text: string | null): number => Number((text ?? '').trim().replace('−', '-'));

test('by mouse: pointing tells, leaving lets go, pressing keeps', async ({ page }) => {
  const cell = new Cell(page);
  await cell.open();
  const before = await cell.status();
  const third = cell.terms.getByRole('option').nth(2);
  await third.hover();
  await expect(cell.line).not.toHaveText(before);
  const told = await cell.status();
  await cell.root.getByRole('heading').first().hover();
  await expect(cell.line).toHaveText(before);
  await third.click();
  await cell.root.getByRole('heading').first().hover();
  await expect(cell.line).toHaveText(told);
  await expect(third).toHaveAttribute('aria-selected', 'true');
});

test('by keyboard: arrows tell what the mouse told; Enter goes down to the pixels, Escape up again', async ({
  page,
}) => {
  const cell = new Cell(page);
  await cell.open();
  await cell.terms.getByRole('option').nth(2).hover();
  const told = await cell.status();
  await cell.root.getByRole('heading').first().hover();
  await cell.terms.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(cell.line).toHaveText(told);

  const way = network.layers.filter(({ kind }) => kind !== 'dropout').map(({ id }) => id);
  for (const id of way.reverse().slice(1)) {
    await page.keyboard.press('Enter');
    await expect(cell.line).toContainText(new RegExp(`^${id}\\b`));
    await expect(cell.terms).toBeFocused();
  }
  await expect(cell.root).toContainText('there is nothing underneath');
  await expect(cell.line).toContainText(/\d+\/255 = 0\.\d{3}|1\.000/);
  const deepest = await cell.status();
  await page.keyboard.press('Enter');
  await expect(cell.line).toHaveText(deepest);

  await page.keyboard.press('Escape');
  await expect(cell.line).toContainText(/^bn1, channel/);
  for (let level = way.length - 3; level >= 0; level--) await page.keyboard.press('Backspace');
  // The way is known still: the line that was gone down is the one that is chosen.
  await expect(cell.line).toHaveText(told);
  await expect(cell.crumbs).toHaveCount(way.length);
  await cell.crumbs.last().click();
  await expect(cell.line).toHaveText(deepest);
});

test.describe('by finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 780 } });

  test('a tap tells what the mouse told, and another goes down', async ({ page }) => {
    const cell = new Cell(page);
    await cell.open();
    await cell.terms.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const told = await cell.status();
    await page.keyboard.press('Home');
    await expect(cell.line).not.toHaveText(told);
    await cell.terms.getByRole('option').nth(2).tap();
    await expect(cell.line).toHaveText(told);
    await cell.down().tap();
    await expect(cell.line).toContainText(/^flatten, value \d+: /);
    await cell.down().tap();
    await cell.down().tap();
    await expect(cell.line).toContainText(/^conv3b, channel \d+, row \d, column \d: /);
    const product = cell.root.getByRole('listbox').nth(1).getByRole('option').nth(4);
    await product.tap();
    await expect(product).toHaveAttribute('aria-selected', 'true');
    await cell.crumbs.first().tap();
    await expect(cell.line).toHaveText(told);
  });
});

test('every level adds up to the number above it', async ({ page }) => {
  const cell = new Cell(page);
  await cell.open();
  await cell.terms.focus();
  let summed = 0;
  for (let level = 0; level < 13; level++) {
    const number = numberOf(await cell.root.locator('.value').textContent());
    const title = (await cell.root.locator('.terms > p').first().textContent()) ?? '';
    const lines = cell.root.locator('.terms .line .amount');
    const values = (await lines.allTextContents()).map(numberOf);
    expect(values.every(Number.isFinite), values.join(' ')).toBe(true);
    if (/products/.test(title)) {
      // Listed terms, the others, the bias; then the sum, and what ReLU makes of it.
      const end = /flatten/.test(title) ? values.length - 1 : values.length - 2;
      const sum = values.slice(0, end).reduce((all, value) => all + value, 0);
      // Each of them is rounded by itself.
      expect(Math.abs(sum - values[end]!), title).toBeLessThan(0.0005 * (end + 1));
      summed++;
    }
    expect(values.at(-1)).toBe(number);
    const next = (await cell.line.textContent()) ?? '';
    await page.keyboard.press('Enter');
    await expect(cell.line).not.toHaveText(next);
  }
  expect(summed, 'dense and the convolutions above the first').toBe(6);
});

test('follows what is selected elsewhere, and selects what it goes down to', async ({ page }) => {
  const cell = new Cell(page);
  await cell.open();
  const strip = new Strip(page);
  await strip.layer('conv2a').click();
  await expect(strip.inspector).toBeVisible();
  const slider = strip.inspector.getByRole('slider', { name: /^Cell of conv2a/ });
  await slider.focus();
  await slider.press('ArrowRight');
  await expect(cell.line).toContainText(/^conv2a, channel \d+, row 1, column 2: /);
  await strip.inspector.getByRole('button', { name: /close/i }).click();
  await expect(cell.line).toContainText(/^conv2a, channel \d+, row 1, column 2: /);

  await cell.terms.focus();
  await page.keyboard.press('Enter');
  await expect(cell.line).toContainText(/^pool1, channel \d+, row \d, column \d: /);
  const [, channel] = /channel (\d+)/.exec(await cell.status()) ?? [];
  await strip.layer('pool1').click();
  await expect(strip.inspector.locator('output')).toContainText(`pool1, channel ${channel} of 32`);
});

test('another picture takes other numbers the same way', async ({ page }) => {
  const cell = new Cell(page);
  await cell.open();
  await cell.root.getByRole('button', { name: /the car logit/ }).click();
  await expect(cell.line).toContainText(/^The car logit: /);
  const before = await cell.root.locator('.value').textContent();
  await new Strip(page).root.getByRole('button', { name: /picture/i }).click();
  await expect(cell.root.locator('.value')).not.toHaveText(before ?? '');
  await expect(cell.line).toContainText(/^The car logit: /);
});
