/** The confusion matrix: a cell says the same by mouse, keys and finger, shows its pictures, and its sureness can be read bin by bin. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

test.use({ hasTouch: true });

class Confusion {
  readonly root: Locator;
  readonly line: Locator;
  readonly pictures: Locator;

  constructor(page: Page) {
    this.root = page.locator('figure[data-figure="confusion"]');
    this.line = this.root.locator('output');
    this.pictures = this.root.getByRole('group', { name: /the surest first$/ }).getByRole('button');
  }

  /** Scrolls to it, and waits for the first verdicts. */
  async open(page: Page): Promise<void> {
    await page.goto('atlas/');
    await this.root.scrollIntoViewIfNeeded();
    await expectScripts(this.root);
    await new Strip(page).expectAlive();
    await expect(this.root.getByText(/among 250 pictures judged/)).toBeVisible({
      timeout: 120_000,
    });
  }

  /** A cell by its row and column, from 0. */
  cell(row: number, column: number): Locator {
    return this.root.locator('.stage tbody tr').nth(row).getByRole('button').nth(column);
  }

  async counts(): Promise<number[]> {
    const texts = await this.root.locator('.stage tbody .count').allTextContents();
    return texts.map((text) => Number(text.replace(',', '')));
  }
}

test('a cell says the same by mouse, by keys and by finger, and its pictures change', async ({
  page,
}) => {
  const confusion = new Confusion(page);
  await confusion.open(page);
  await confusion.cell(2, 2).hover();
  await expect(confusion.line).toHaveText(
    /^\d+ of 1,000 birds are answered with bird, \d+\.\d%: right\. The network of the recorded run, after epoch \d+\.$/,
  );
  const said = (await confusion.line.textContent()) ?? '';
  await expect(confusion.pictures.first()).toHaveAccessibleName(
    /bird: .* says bird with .*, right/,
  );
  await confusion.cell(2, 1).focus();
  await expect(confusion.line).toContainText('birds are answered with car');
  await page.keyboard.press('ArrowRight');
  await expect(confusion.line).toHaveText(said);
  await confusion.cell(1, 1).tap();
  await expect(confusion.line).toContainText('cars are answered with car');
  await confusion.cell(2, 2).tap();
  await expect(confusion.line).toHaveText(said);
  // A tap keeps it until Escape.
  await confusion.cell(0, 0).hover();
  await expect(confusion.pictures.first()).toHaveAccessibleName(/bird: .* says bird with/);
  await confusion.cell(2, 2).focus();
  await page.keyboard.press('Escape');
  await confusion.cell(0, 0).hover();
  await expect(confusion.pictures.first()).toHaveAccessibleName(/airplane: .* says airplane with/);
});

test('the surest come first, pages turn, and a press shows a picture everywhere', async ({
  page,
}) => {
  const confusion = new Confusion(page);
  await confusion.open(page);
  await confusion.cell(1, 1).click();
  const sure = async () =>
    (await confusion.pictures.locator('.sure').allTextContents()).map(parseFloat);
  const first = await sure();
  expect(first).toHaveLength(24);
  expect([...first].sort((a, b) => b - a)).toEqual(first);
  await confusion.root.getByRole('button', { name: 'Less sure ones' }).click();
  await expect(confusion.root.getByText(/^25 to 48 of \d+$/)).toBeVisible();
  const second = await sure();
  expect(second[0]).toBeLessThanOrEqual(first.at(-1)!);
  const strip = new Strip(page).root.getByRole('button', { name: /picture/i });
  const before = await strip.getAttribute('aria-label');
  await confusion.pictures.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(confusion.pictures.nth(1)).toHaveAttribute('aria-pressed', 'true');
  await expect(strip).not.toHaveAttribute('aria-label', before ?? '');
});

test('another epoch has other counts, and its pictures are judged anew', async ({ page }) => {
  const confusion = new Confusion(page);
  await confusion.open(page);
  const best = await confusion.counts();
  expect(best.reduce((sum, count) => sum + count, 0)).toBe(3000);
  await confusion.root.getByRole('slider', { name: /epoch shown/i }).fill('1');
  await expect.poll(() => confusion.counts()).not.toEqual(best);
  expect((await confusion.counts()).reduce((sum, count) => sum + count, 0)).toBe(3000);
  await expect(confusion.line).toContainText('after epoch 1.');
  await expect(confusion.root.getByText(/among 250 pictures judged/)).toBeVisible({
    timeout: 120_000,
  });
});

test('all pictures are judged when asked for, and give the counts of the log', async ({ page }) => {
  // Seconds on a machine at rest, minutes on a busy one.
  test.slow();
  const confusion = new Confusion(page);
  await confusion.open(page);
  const logged = await confusion.counts();
  await confusion.root.getByRole('button', { name: /^Judge all 3,000 pictures/ }).click();
  await expect(confusion.root.getByRole('button', { name: /^Stop, / })).toBeVisible();
  await expect(confusion.root.getByText(/among 3,000 pictures judged/)).toBeVisible({
    timeout: 400_000,
  });
  // The log was written by the weights before they were rounded to 16 bits: a few pictures may fall on the other side.
  let apart = 0;
  for (const [place, count] of logged.entries()) {
    await confusion.cell(Math.floor(place / 3), place % 3).hover();
    const words = (await confusion.root.getByText(/among 3,000 pictures/).textContent()) ?? '';
    apart += Math.abs(count - Number(/: ([\d,]+) among/.exec(words)?.[1]?.replace(',', '')));
  }
  expect(apart).toBeLessThanOrEqual(12);
});

test('a bin of sureness says the same by mouse, by keys and by finger', async ({ page }) => {
  const confusion = new Confusion(page);
  await confusion.open(page);
  const plot = confusion.root.getByRole('slider', { name: 'How sure' });
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  const position = { x: (box?.width ?? 0) - 4, y: 60 };
  await plot.hover({ position });
  await expect(confusion.line).toHaveText(
    /^Answers given 90 to 100%: \d+ pictures, \d+\.\d% sure on average, \d+\.\d% right\. /,
  );
  const said = (await confusion.line.textContent()) ?? '';
  await plot.focus();
  await page.keyboard.press('Home');
  await expect(confusion.line).toContainText('Answers given 33 to 40%: ');
  await page.keyboard.press('End');
  await expect(confusion.line).toHaveText(said);
  await page.keyboard.press('Home');
  await plot.tap({ position });
  await expect(confusion.line).toHaveText(said);
  await expect(confusion.root.getByText(/its calibration gap\.$/)).toBeVisible();
});

test('the reader’s own network is judged by its own weights', async ({ page }) => {
  const confusion = new Confusion(page);
  await confusion.open(page);
  const found = confusion.root.locator('.found');
  const recorded = (await found.textContent()) ?? '';
  const strip = new Strip(page);
  await strip.button.click();
  await strip.expectSteps(1);
  await strip.button.click();
  await strip.expectMode('idle');
  const step = await strip.step();
  await expect(confusion.line).toContainText(
    `The network of your run, after ${step} step${step === 1 ? '' : 's'}.`,
  );
  await expect(found).toContainText('Of 250 pictures', { timeout: 60_000 });
  await expect(found).not.toHaveText(recorded);
  expect((await confusion.counts()).reduce((sum, count) => sum + count, 0)).toBe(250);
  await confusion.root.getByRole('radio', { name: 'the recorded run' }).click();
  await expect(found).toHaveText(recorded, { timeout: 60_000 });
});
