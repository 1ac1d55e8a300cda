/** The map of the network: the same line by mouse, by keyboard and by finger, three depths, and one step back at a time. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';

class NetworkMap {
  readonly page: Page;
  readonly root;
  readonly line;
  readonly crumbs;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator('figure[data-figure="map"]');
    this.line = this.root.locator('output');
    this.crumbs = this.root
      .getByRole('navigation', { name: 'Depth of the map' })
      .getByRole('button');
  }

  /** On the atlas, with maps and weights there. */
  async open(hash = ''): Promise<void> {
    await this.page.goto(`atlas/${hash}`);
    await new Strip(this.page).expectAlive();
    await this.root.scrollIntoViewIfNeeded();
    await expect(this.sheet('conv1a').first()).toBeVisible();
  }

  sheet(layer: string) {
    return this.root.getByRole('slider', { name: `Channels of ${layer}` });
  }

  /** The middle of a tile, counted from 0, of a sheet as it stands. */
  async tile(layer: string, place: number, columns: number, rows: number) {
    await this.sheet(layer).scrollIntoViewIfNeeded();
    const box = await this.sheet(layer).boundingBox();
    if (!box) throw new Error(`map: expected a sheet of ${layer}`);
    return {
      x: (((place % columns) + 0.5) * box.width) / columns,
      y: ((Math.floor(place / columns) + 0.5) * box.height) / rows,
    };
  }

  /** Presses the paper below what is drawn. */
  async pressEmpty(): Promise<void> {
    const stage = this.root.locator('.clip');
    const { height } = (await stage.boundingBox()) ?? { height: 0 };
    await stage.click({ position: { x: 4, y: height - 4 } });
  }

  async status(): Promise<string> {
    return (await this.line.textContent()) ?? '';
  }

  async expectDepth(step: number): Promise<void> {
    await expect(this.crumbs.nth(step)).toHaveAttribute('aria-current', 'step');
  }
}

test('by mouse: pointing tells, leaving lets go; presses lead to a channel and to a cell, empty paper leads back', async ({
  page,
}) => {
  const map = new NetworkMap(page);
  await map.open();
  const before = await map.status();
  const sheet = map.sheet('conv2a');
  await sheet.hover({ position: await map.tile('conv2a', 10, 8, 8) });
  await expect(map.line).toContainText(/conv2a, channel 11 of 64: from /);
  await expect(map.line).toContainText(/12 of 32 inputs drawn: they carry \d+\.\d% of all/);
  await map.root.getByRole('heading').first().hover();
  await expect(map.line).toHaveText(before);

  await sheet.click({ position: await map.tile('conv2a', 10, 8, 8) });
  await map.expectDepth(1);
  await expect(map.root.getByRole('option')).toHaveCount(12);
  await map.root.getByRole('option').first().hover();
  await expect(map.line).toContainText(/^drop1, channel \d+ (adds|takes away) \d+\.\d{3}/);
  await map.root.getByRole('slider', { name: /^Cell of conv2a, channel 11/ }).click();
  await map.expectDepth(2);
  await expect(map.line).toContainText(/^conv2a, channel 11, row \d+, column \d+: /);
  await map.pressEmpty();
  await map.expectDepth(1);
  await map.pressEmpty();
  await map.expectDepth(0);
});

test('by keyboard: arrows tell what the mouse told; Enter goes nearer, Escape one step back', async ({
  page,
}) => {
  const map = new NetworkMap(page);
  await map.open();
  await map.sheet('conv2a').hover({ position: await map.tile('conv2a', 2, 8, 8) });
  await expect(map.line).toContainText(/conv2a, channel 3 of 64/);
  const told = await map.status();
  await map.root.getByRole('heading').first().hover();
  await expect(map.line).not.toHaveText(told);

  // One stop of the Tab key for all sheets.
  await expect(map.root.locator('.flow [role=slider][tabindex="0"]')).toHaveCount(1);
  await map.sheet('drop1').focus();
  await page.keyboard.press('ArrowRight');
  await expect(map.sheet('conv2a')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(map.line).toHaveText(told);

  await page.keyboard.press('Enter');
  await map.expectDepth(1);
  const board = map.root.getByRole('slider', { name: /^Cell of conv2a, channel 3/ });
  await expect(board).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(map.line).toContainText(/conv2a, channel 3 of 64, row 1, column 2: /);
  await page.keyboard.press('Enter');
  await map.expectDepth(2);
  await expect(map.line).toContainText(/^conv2a, channel 3, row 1, column 2: /);
  await page.keyboard.press('Escape');
  await map.expectDepth(1);
  await page.keyboard.press('Escape');
  await map.expectDepth(0);
  await expect(map.line).toHaveText(told);
  await expect(map.sheet('conv2a')).toBeFocused();
});

test.describe('by finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 780 } });

  test('a tap tells what the keys tell, another goes nearer, the crumbs lead back', async ({
    page,
  }) => {
    const map = new NetworkMap(page);
    await map.open();
    await map.sheet('conv2a').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const told = await map.status();
    await page.keyboard.press('Home');
    await expect(map.line).not.toHaveText(told);
    const position = await map.tile('conv2a', 2, 8, 1);
    await map.sheet('conv2a').tap({ position });
    await expect(map.line).toHaveText(told);
    await map.expectDepth(0);
    await map.sheet('conv2a').tap({ position });
    await map.expectDepth(1);
    await map.crumbs.nth(2).tap();
    await map.expectDepth(2);
    await map.crumbs.first().tap();
    await map.expectDepth(0);
  });
});

test('a link opens the depth that it names, and the range of colours is kept', async ({ page }) => {
  const map = new NetworkMap(page);
  await page.goto('atlas/#figure=map&view=layer&layer=bn2&channel=5');
  await new Strip(page).expectAlive();
  await map.expectDepth(1);
  await expect(map.root).toContainText('Output of bn2, channel 5');
  await expect(map.line).toContainText('Made from conv2a, channel 5 alone.');
  await map.root.getByRole('radio', { name: 'the network' }).check();
  await page.reload();
  await map.expectDepth(1);
  await expect(map.root.getByRole('radio', { name: 'the network' })).toBeChecked();
});
