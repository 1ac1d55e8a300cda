/** The film of the first filters: a filter says the same by mouse, keys and finger; the film plays, rests and is gone through. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

test.use({ hasTouch: true });

class Film {
  readonly root: Locator;
  readonly line: Locator;
  readonly board: Locator;
  readonly reel: Locator;

  constructor(page: Page) {
    this.root = page.locator('figure[data-figure="film"]');
    this.line = this.root.locator('output');
    this.board = this.root.getByRole('slider', { name: 'Filter of conv1a', exact: true });
    this.reel = this.root.getByRole('slider', { name: /^At step/ });
  }

  /** Scrolls to it, and waits until its frames are here. */
  async open(page: Page): Promise<void> {
    await page.goto('atlas/');
    await this.root.scrollIntoViewIfNeeded();
    await expectScripts(this.root);
    await new Strip(page).expectAlive();
    await expect(this.line).toContainText(/Filter \d+ is \d\.\d{3} long/, { timeout: 60_000 });
  }
}

/** The middle of a square of 8 x 4. */
async function spot(board: Locator, row: number, column: number) {
  const box = await board.boundingBox();
  if (!box) throw new Error('film: expected a board with a size');
  return { x: ((column + 0.45) * box.width) / 8, y: ((row + 0.45) * box.height) / 4 };
}

test('a filter says the same by mouse, by keys and by finger', async ({ page }) => {
  const film = new Film(page);
  await film.open(page);
  await film.board.hover({ position: await spot(film.board, 1, 3) });
  await expect(film.line).toContainText(
    /^The recorded run at step [\d,]+, .*; loss of its batch \d\.\d+\. Filter 12 is \d\.\d{3} long and has moved by \d\.\d{3} since the start\.$/,
  );
  const said = (await film.line.textContent()) ?? '';
  await film.board.focus();
  await page.keyboard.press('Home');
  await expect(film.line).toContainText('Filter 1 is');
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight'])
    await page.keyboard.press(key);
  await expect(film.line).toHaveText(said);
  await page.keyboard.press('End');
  await expect(film.line).toContainText('Filter 32 is');
  await film.board.tap({ position: await spot(film.board, 1, 3) });
  await expect(film.line).toHaveText(said);
  // A tap keeps it until Escape.
  await film.board.hover({ position: await spot(film.board, 0, 0) });
  await expect(film.line).toHaveText(said);
  await film.board.focus();
  await page.keyboard.press('Escape');
  await film.board.hover({ position: await spot(film.board, 0, 1) });
  await expect(film.line).toContainText('Filter 2 is');
});

test('the film is gone through by its slider and by its curves', async ({ page }) => {
  const film = new Film(page);
  await film.open(page);
  const pixels = () =>
    film.board.locator('canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const late = await pixels();
  await film.reel.focus();
  await page.keyboard.press('Home');
  await expect(film.line).toContainText(
    /^The recorded run at step 0, before training\. .* has moved by 0\.000 since the start\.$/,
  );
  await expect.poll(pixels).not.toBe(late);
  await page.keyboard.press('ArrowRight');
  await expect(film.line).toContainText('at step 10, in epoch 1; loss of its batch');
  const plot = film.root.locator('.loss .plot');
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  await plot.hover({ position: { x: (box?.width ?? 0) - 1, y: 40 } });
  await expect(film.line).not.toContainText('at step 10,');
  await film.root.getByRole('radio', { name: 'their change' }).click();
  await expect(film.root.getByText(/^Their change by step/)).toBeVisible();
  await page.keyboard.press('Escape');
});

test('it plays from the start, and rests when asked to', async ({ page }) => {
  const film = new Film(page);
  await film.open(page);
  await film.reel.focus();
  await page.keyboard.press('End');
  const last = Number(await film.reel.inputValue());
  await film.root.getByRole('button', { name: 'Play the film' }).click();
  await expect.poll(async () => Number(await film.reel.inputValue())).toBeGreaterThan(2);
  await film.root.getByRole('button', { name: 'Pause the film' }).click();
  const rest = Number(await film.reel.inputValue());
  expect(rest).toBeLessThan(last);
  await page.waitForTimeout(500);
  expect(Number(await film.reel.inputValue())).toBe(rest);
});

test('where no motion is wanted it goes on by epochs', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const film = new Film(page);
  await film.open(page);
  await expect(film.root.getByRole('button', { name: 'Play the film' })).toHaveCount(0);
  await film.reel.focus();
  await page.keyboard.press('Home');
  const next = film.root.getByRole('button', { name: 'Next epoch' });
  await next.click();
  await expect(film.line).toContainText('at step 120, in epoch 2');
  await next.click();
  await expect(film.line).toContainText('at step 240, in epoch 3');
});

test('the reader’s own filters stand beside it once there are some', async ({ page }) => {
  const film = new Film(page);
  await film.open(page);
  const own = film.root.getByRole('slider', { name: 'Filter of conv1a of your run' });
  await expect(own).toHaveCount(0);
  const strip = new Strip(page);
  await strip.button.click();
  await strip.expectSteps(1);
  await strip.button.click();
  await strip.expectMode('idle');
  await expect(own).toBeVisible();
  await expect(film.root.getByText(/^The filters of your run, after \d+ steps?$/)).toBeVisible();
  await own.hover({ position: await spot(own, 0, 6) });
  await expect(film.line).toContainText('Filter 7 is');
});
