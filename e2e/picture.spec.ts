/** The picture as numbers: a pixel says the same by mouse, keys and finger, and the numbers are those of the chosen picture. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { scanFigure } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { builtSite, manifestOf } from './pages.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

test.use({ hasTouch: true });

const [shard] = manifestOf(builtSite).shards.validation;
const packed = readFileSync(join(builtSite, 'data', shard!.file));

/** The bytes of a pixel of test picture `index`, from the file that the site serves. */
const bytesOf = (index: number, row: number, column: number): number[] => {
  const at = shard!.pictures + index * 3072 + (row * 32 + column) * 3;
  return [...packed.subarray(at, at + 3)];
};

class PictureFigure {
  readonly root: Locator;
  readonly line: Locator;
  readonly picture: Locator;

  constructor(page: Page) {
    this.root = page.locator('figure[data-figure="picture"]');
    this.line = this.root.locator('output');
    this.picture = this.root.getByRole('slider', { name: 'Pixel of the picture' });
  }

  async open(page: Page, hash = ''): Promise<void> {
    await page.goto(`atlas/${hash}`);
    await this.root.scrollIntoViewIfNeeded();
    await expectScripts(this.root);
    await new Strip(page).expectAlive();
  }

  async spot(board: Locator, row: number, column: number) {
    const box = await board.boundingBox();
    if (!box) throw new Error('picture: expected a board with a size');
    return { x: ((column + 0.5) * box.width) / 32, y: ((row + 0.5) * box.height) / 32 };
  }
}

test('a pixel says the same by mouse, by keys and by finger, and each channel points at the same', async ({
  page,
}) => {
  const figure = new PictureFigure(page);
  await figure.open(page);
  const spot = await figure.spot(figure.picture, 2, 3);
  await figure.picture.hover({ position: spot });
  await expect(figure.line).toContainText('Pixel at row 3, column 4: red ');
  const said = (await figure.line.textContent()) ?? '';

  await figure.picture.focus();
  await page.keyboard.press('Home');
  await expect(figure.line).toContainText('row 1, column 1');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight'])
    await page.keyboard.press(key);
  await expect(figure.line).toHaveText(said);

  await page.keyboard.press('End');
  await expect(figure.line).toContainText('row 32, column 32');
  const green = figure.root.getByRole('slider', { name: 'Pixel of the green channel' });
  await green.hover({ position: await figure.spot(green, 2, 3) });
  await expect(figure.line).toHaveText(said);

  await page.keyboard.press('Home');
  await figure.picture.tap({ position: spot });
  await expect(figure.line).toHaveText(said);
  // The tap holds it; hovering elsewhere changes nothing, Escape lets go.
  await figure.picture.hover({ position: await figure.spot(figure.picture, 20, 20) });
  await expect(figure.line).toHaveText(said);
  await page.keyboard.press('Escape');
  await figure.picture.hover({ position: await figure.spot(figure.picture, 21, 20) });
  await expect(figure.line).toContainText('row 22, column 21');
});

test('the numbers are the bytes of the chosen picture, there and around it', async ({ page }) => {
  const figure = new PictureFigure(page);
  await figure.open(page, '#figure=picture&picture=8');
  await expect(figure.root.locator('.caption').first()).toContainText('test picture 8 of 3,000');
  await figure.picture.hover({ position: await figure.spot(figure.picture, 10, 17) });
  const [red, green, blue] = bytesOf(7, 10, 17);
  await expect(figure.line).toContainText(
    `row 11, column 18: red ${red}, green ${green}, blue ${blue}. Divided by 255: red ${(red! / 255).toFixed(3)}`,
  );
  const windows = figure.root.locator('.channel .window');
  for (const [channel, name] of ['red', 'green', 'blue'].entries()) {
    const wanted = Array.from({ length: 25 }, (_, i) =>
      String(bytesOf(7, 8 + Math.floor(i / 5), 15 + (i % 5))[channel]),
    );
    const found = (await windows.nth(channel).locator('span').allTextContents()).map((text) =>
      text.trim(),
    );
    expect(found, name).toEqual(wanted);
  }
  await figure.root.getByRole('radio', { name: 'shares, 0 to 1' }).click();
  await expect(windows.first().locator('.here')).toHaveText((red! / 255).toFixed(3));
});

test('another picture is another for the whole site', async ({ page }) => {
  const figure = new PictureFigure(page);
  await figure.open(page, '#figure=picture&picture=8');
  const strip = new Strip(page);
  await figure.root.getByRole('button', { name: 'Next picture' }).click();
  await expect(figure.root.locator('.caption').first()).toContainText('test picture 9 of 3,000');
  await expect(
    strip.root.getByRole('button', { name: /this one is test picture 9\b/ }),
  ).toBeVisible();
  for (const times of [1, 2]) {
    await figure.root.getByRole('button', { name: 'Picture before' }).click();
    await expect(figure.root.locator('.caption').first()).toContainText(
      `test picture ${9 - times} of`,
    );
  }
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`held and in grey it passes the scan, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const figure = new PictureFigure(page);
    await figure.open(page);
    await figure.root.getByRole('radio', { name: 'in grey' }).click();
    await figure.root.getByRole('radio', { name: 'shares, 0 to 1' }).click();
    await figure.picture.click({ position: { x: 40, y: 40 } });
    await expect(figure.root.getByText('held; Escape lets go')).toBeVisible();
    await scanFigure(page, 'picture', `held, ${colorScheme}`);
  });
