/** The batch norm microscope: a channel says the same by mouse, keys and finger; knobs turn and go back; epochs are measured. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

test.use({ hasTouch: true });

class Norms {
  readonly root: Locator;
  readonly line: Locator;

  constructor(page: Page) {
    this.root = page.locator('figure[data-figure="batch-norm"]');
    this.line = this.root.locator('output');
  }

  async open(page: Page): Promise<void> {
    await page.goto('atlas/');
    await this.root.scrollIntoViewIfNeeded();
    await expectScripts(this.root);
    await new Strip(page).expectAlive();
  }
}

test('a channel says the same by mouse, by keys and by finger', async ({ page }) => {
  const norms = new Norms(page);
  await norms.open(page);
  const next = norms.root.getByRole('button', { name: 'Next channel' });
  const before = norms.root.getByRole('button', { name: 'Channel before' });
  await next.click();
  await expect(norms.line).toHaveText(
    /^bn1, channel \d+ of 32, by the batch’s own statistics: mean \d\.\d{3}, variance \d\.\d{3}, γ .* Out: mean .*\.$/,
  );
  const said = (await norms.line.textContent()) ?? '';
  await before.click();
  await expect(norms.line).not.toHaveText(said);
  await next.focus();
  await page.keyboard.press('Enter');
  await expect(norms.line).toHaveText(said);
  await before.tap();
  await expect(norms.line).not.toHaveText(said);
  await next.tap();
  await expect(norms.line).toHaveText(said);
});

test('in training what comes out has β for its mean and γ for its spread', async ({ page }) => {
  const norms = new Norms(page);
  await norms.open(page);
  await norms.root.getByRole('radio', { name: /^bn2/ }).check();
  await expect(norms.line).toHaveText(/^bn2, channel \d+ of 64, by the batch’s own/);
  const learned = (await norms.line.textContent()) ?? '';
  const exact = norms.root.getByRole('spinbutton', { name: 'β, exact' });
  await exact.fill('1.5');
  await exact.press('Enter');
  await expect(norms.line).toContainText(/β 1\.500\. .* Out: mean 1\.500, standard deviation/);
  const gamma = norms.root.getByRole('slider', { name: /^γ/ });
  await gamma.focus();
  await page.keyboard.press('End');
  await expect(norms.line).toContainText('γ 3.000, β 1.500');
  await expect(norms.line).toContainText(/Out: mean 1\.500, standard deviation (3\.000|2\.\d{3})/);
  await norms.root.getByRole('button', { name: 'Back to the learned values' }).click();
  await expect(norms.line).toHaveText(learned);
});

test('evaluation takes the moving statistics, which the address then says', async ({ page }) => {
  const norms = new Norms(page);
  await norms.open(page);
  await norms.root.getByRole('radio', { name: 'the past: evaluation' }).check();
  await expect(norms.line).toContainText('by the moving statistics');
  await page.goto('atlas/#figure=batch-norm&view=evaluation&layer=bn3&channel=7');
  await page.reload();
  await expect(norms.line).toHaveText(/^bn3, channel 7 of 128, by the moving statistics: /);
});

test('what batches really had is measured epoch by epoch, and stands in the table', async ({
  page,
}) => {
  const norms = new Norms(page);
  await norms.open(page);
  await norms.root.locator('details.as-table > summary').click();
  const row = (epoch: number) => norms.root.locator('details.as-table tbody tr').nth(epoch);
  await expect(row(0)).toContainText('not measured');
  await expect(row(0).locator('td').first()).toHaveText('100.0%');
  await norms.root.getByRole('button', { name: /^Measure the batches/ }).click();
  // The moving mean begins at 0 and its variance at 1; a batch’s are its own.
  await expect(row(0).locator('td').nth(3)).toHaveText(/^\d\.\d{3}$/);
  await expect(row(0).locator('td').nth(1)).toHaveText('0.000');
  await expect(row(1).locator('td').nth(6)).toHaveText(/^\d+\.\d%$/, { timeout: 60_000 });
  const stop = norms.root.getByRole('button', { name: /^Stop/ });
  if (await stop.isVisible()) await stop.click();
});
