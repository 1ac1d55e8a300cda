/** What excites a channel: a picture says the same by mouse, keys and finger, channels turn at once, and a press shows its cell everywhere. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

test.use({ hasTouch: true });

class TopPictures {
  readonly root: Locator;
  readonly line: Locator;
  readonly pictures: Locator;
  readonly channel: Locator;
  readonly layer: Locator;

  constructor(page: Page) {
    this.root = page.locator('figure[data-figure="top-pictures"]');
    this.line = this.root.locator('output');
    this.pictures = this.root
      .getByRole('list', { name: /^What excites channel/ })
      .getByRole('button');
    this.channel = this.root.getByRole('combobox', { name: 'Channel' });
    this.layer = this.root.getByRole('combobox', { name: 'Output of' });
  }

  /** Scrolls to it, and waits until it has looked at its first pictures. */
  async open(page: Page): Promise<void> {
    await page.goto('atlas/');
    await this.root.scrollIntoViewIfNeeded();
    await expectScripts(this.root);
    await new Strip(page).expectAlive();
    await this.expectSeen(500);
  }

  async expectSeen(count: number): Promise<void> {
    await expect(this.root.getByText(`: its strongest among ${count} test pictures`)).toBeVisible({
      timeout: 120_000,
    });
  }

  async values(): Promise<number[]> {
    return (await this.root.locator('ol p span').allTextContents()).map(Number);
  }
}

test('a picture says the same by mouse, by keys and by finger', async ({ page }) => {
  const top = new TopPictures(page);
  await top.open(page);
  await expect(top.pictures).toHaveCount(9);
  await expect(top.line).toHaveText(
    /^Channel \d+ of the output of conv2b: of the 500 test pictures looked at, the 9 strongest are \d .*\. The network of the recorded run, after epoch \d+\.$/,
  );
  const values = await top.values();
  expect(values[8]).toBeGreaterThan(0);
  expect([...values].sort((a, b) => b - a)).toEqual(values);
  await top.pictures.nth(4).hover();
  await expect(top.line).toHaveText(
    /^Number 5: test picture \d+, (airplane|car|bird): \d+\.\d{3} at row \d+, column \d+, which sees pixel rows \d+ to \d+, columns \d+ to \d+\. The network of the recorded run/,
  );
  const said = (await top.line.textContent()) ?? '';
  await top.pictures.nth(1).focus();
  await expect(top.line).toContainText('Number 2: ');
  await page.keyboard.press('ArrowDown');
  await expect(top.line).toHaveText(said);
  await top.pictures.nth(0).tap();
  await expect(top.line).toContainText('Number 1: ');
  await top.pictures.nth(4).tap();
  await expect(top.line).toHaveText(said);
});

test('another channel of the layer has other pictures at once, another layer is looked at anew', async ({
  page,
}) => {
  const top = new TopPictures(page);
  await top.open(page);
  const before = await top.values();
  const at = Number(await top.channel.inputValue());
  await top.root.getByRole('button', { name: 'Next channel' }).click();
  await expect(top.channel).toHaveValue(String((at + 1) % 64));
  await top.expectSeen(500);
  expect(await top.values()).not.toEqual(before);
  await top.root.getByRole('button', { name: 'Previous channel' }).click();
  await expect.poll(() => top.values()).toEqual(before);
  await top.layer.selectOption('pool1');
  await expect(top.line).toContainText('of the output of pool1: of the 500 test pictures', {
    timeout: 120_000,
  });
  await top.channel.selectOption('31');
  await expect(top.line).toContainText('Channel 32 of the output of pool1');
  await top.layer.selectOption('conv2b');
  // Known already: nobody waits.
  await top.expectSeen(500);
});

test('a press shows the picture, the channel and the cell in every figure, and Escape goes back a step', async ({
  page,
}) => {
  const top = new TopPictures(page);
  await top.open(page);
  const strip = new Strip(page).root.getByRole('button', { name: /picture/i });
  const shown = await strip.getAttribute('aria-label');
  await top.pictures.nth(2).focus();
  const said = /test picture ([\d,]+), .* at row (\d+), column (\d+)/.exec(
    (await top.line.textContent()) ?? '',
  )!;
  const channel = Number(await top.channel.inputValue()) + 1;
  await page.keyboard.press('Enter');
  await expect(top.pictures.nth(2)).toHaveAttribute('aria-pressed', 'true');
  await expect(strip).not.toHaveAttribute('aria-label', shown ?? '');
  const inspector = page.locator('figure[data-figure="inspector"]');
  await inspector.scrollIntoViewIfNeeded();
  await expectScripts(inspector);
  const value = /: (\d+\.\d{3}) at row/.exec(said.input)![1]!;
  // The inspector looks with kernels of its own: the last digit may be another.
  await expect(inspector.locator('output')).toContainText(
    `Output of conv2b, channel ${channel} of 64, row ${said[2]}, column ${said[3]}: ${value.slice(0, -1)}`,
  );
  await top.root.scrollIntoViewIfNeeded();
  await top.pictures.nth(2).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(top.pictures.nth(2)).toHaveAttribute('aria-pressed', 'false');
  await expect(top.channel).toHaveValue(String(channel - 1));
});

test('all pictures are looked at when asked for, and the best are as strong or stronger', async ({
  page,
}) => {
  const top = new TopPictures(page);
  await top.open(page);
  const few = await top.values();
  await top.root.getByRole('button', { name: /^Look at all 3,000 pictures/ }).click();
  await expect(top.root.getByRole('button', { name: /^Stop, \d/ })).toBeVisible();
  await expect(top.root.getByText('its strongest among 3,000 test pictures')).toBeVisible({
    timeout: 150_000,
  });
  const many = await top.values();
  few.forEach((value, rank) => expect(many[rank]).toBeGreaterThanOrEqual(value));
  expect(many).not.toEqual(few);
  await expect(top.root.getByRole('button', { name: /^Look at all/ })).toHaveCount(0);
});
