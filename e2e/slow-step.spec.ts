/** The slow step: stages, weights and steps say the same by mouse, keys and finger; the numbers on view are those of a real step. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

test.use({ hasTouch: true });

class SlowStep {
  readonly root: Locator;
  readonly line: Locator;
  readonly taps: Locator;

  constructor(page: Page) {
    this.root = page.locator('figure[data-figure="slow-step"]');
    this.line = this.root.locator('output');
    this.taps = this.root.getByRole('slider', { name: 'Weights' });
  }

  async open(page: Page): Promise<void> {
    await page.goto('atlas/');
    await this.root.scrollIntoViewIfNeeded();
    await expectScripts(this.root);
    await new Strip(page).expectAlive();
  }

  button(name: string | RegExp): Locator {
    return this.root.getByRole('button', { name });
  }

  async said(): Promise<string> {
    return (await this.line.textContent()) ?? '';
  }
}

test('a stage says the same by mouse, by keys and by finger', async ({ page }) => {
  const figure = new SlowStep(page);
  await figure.open(page);
  await expect(figure.line).toHaveText(/^Step 1, training pictures 1 to 8, loss \d\.\d{3}: conv1a/);
  await figure.button('Stage 3: Gradients').click();
  await expect(figure.line).toHaveText(/^Stage 3 of 5, Gradients: conv1a, filter \d+, red, /);
  await expect(figure.root.getByText('its start mended').first()).toBeHidden();
  const said = await figure.said();
  await figure.button('Next').focus();
  await page.keyboard.press('Enter');
  await expect(figure.line).toHaveText(/^Stage 4 of 5, Adam: .* a step of 0\.00\d{4}\.$/);
  await expect(figure.root.getByText('its start mended').first()).toBeVisible();
  await figure.button('Previous').tap();
  await expect(figure.line).toHaveText(said);
});

test('a tap of the kernel says the same by mouse, by keys and by finger, and is computed', async ({
  page,
}) => {
  const figure = new SlowStep(page);
  await figure.open(page);
  await figure.button('Stage 3: Gradients').click();
  const box = await figure.taps.boundingBox();
  if (!box) throw new Error('slow step: expected a kernel with a size');
  const corner = { x: (5 * box.width) / 6, y: box.height / 6 };
  await figure.taps.click({ position: corner });
  const where = /^Stage 3 of 5, Gradients: conv1a, filter \d+, red, row 1, column 3: the gradient/;
  await expect(figure.line).toHaveText(where, { timeout: 90_000 });
  const said = await figure.said();
  await figure.taps.focus();
  await page.keyboard.press('Home');
  await expect(figure.line).toContainText('row 1, column 1');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(figure.line).toHaveText(said);
  await page.keyboard.press('End');
  await expect(figure.line).toContainText('row 3, column 3');
  await figure.taps.tap({ position: corner });
  await expect(figure.line).toHaveText(said);
});

test('what was computed for the page is what the reader’s machine computes', async ({ page }) => {
  const figure = new SlowStep(page);
  await figure.open(page);
  const built = await figure.said();
  const reads = figure.root.getByLabel('Reads');
  await reads.selectOption({ label: 'green' });
  await expect(figure.line).toContainText(', green, row 2, column 2 goes from', {
    timeout: 90_000,
  });
  await reads.selectOption({ label: 'red' });
  await expect(figure.line).toHaveText(built);
});

test('the next step goes on with the moments of the one before, in any layer', async ({ page }) => {
  const figure = new SlowStep(page);
  await figure.open(page);
  await expect(figure.root.getByText('0.9 × 0 + 0.1 ×')).toBeVisible();
  await figure.button('Take step 2').click();
  await expect(figure.line).toHaveText(/^Step 2, training pictures 9 to 16, loss /, {
    timeout: 90_000,
  });
  await expect(figure.root.getByText(/^0\.9 × \(?−?\d\.\d+.* \+ 0\.1 ×/)).toBeVisible();
  await figure.root.getByLabel('Layer').selectOption('dense');
  await figure.root.getByLabel('Class').selectOption({ label: 'car' });
  await expect(figure.line).toContainText('dense, class car, value 1 of flatten goes from');
  await figure.root.locator('details.as-table > summary').click();
  await expect(figure.root.locator('details.as-table caption')).toContainText(
    'Step 2 on training pictures 9 to 16, and dense, class car',
  );
  await figure.button('Back to step 1').click();
  await expect(figure.line).toHaveText(/^Step 1, .* dense, class car/, { timeout: 90_000 });
});

test('it plays through its five stages and rests at the last, and can be paused', async ({
  page,
}) => {
  const figure = new SlowStep(page);
  await figure.open(page);
  await figure.button('Play slowly').click();
  await expect(figure.line).toContainText('Stage 1 of 5');
  await expect(figure.line).toContainText('Stage 2 of 5');
  await figure.button('Pause').click();
  await expect(figure.button('Play slowly')).toBeVisible();
  const said = await figure.said();
  await page.waitForTimeout(1_600);
  await expect(figure.line).toHaveText(said);
  await figure.button('Play slowly').click();
  await expect(figure.line).toContainText('Stage 5 of 5');
  await expect(figure.button('Play slowly')).toBeVisible();
});
