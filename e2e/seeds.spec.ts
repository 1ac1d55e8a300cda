/** Luck: a run says the same by mouse, keys and finger, in the list, on its line and on its dot. */
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

test.use({ hasTouch: true });

test('a run says the same by mouse, by keys and by finger', async ({ page }) => {
  await page.goto('atlas/');
  const root = page.locator('figure[data-figure="seeds"]');
  await root.scrollIntoViewIfNeeded();
  await expectScripts(root);
  await new Strip(page).expectAlive();
  const line = root.locator('output');
  const all = /^\d+ runs of one recipe: the best epoch has \d+\.\d% to \d+\.\d%, the last /;
  await expect(line).toHaveText(all);
  const second = root.getByRole('radio').nth(1);
  await second.hover();
  await expect(line).toHaveText(/^Seed 2.*: best \d+\.\d% in epoch \d+, /);
  const said = (await line.textContent()) ?? '';
  await page.mouse.move(0, 0);
  await expect(line).toHaveText(all);
  await root.getByRole('radio').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(second).toBeChecked();
  await expect(line).toHaveText(said);
  await page.keyboard.press('End');
  await expect(line).not.toHaveText(said);
  await page.keyboard.press('Escape');
  await expect(root.getByRole('radio', { checked: true })).toHaveCount(0);
  await second.tap();
  await expect(line).toHaveText(said);
  await second.tap();
  // At the top of the right edge the run whose last epoch is the best is nearest.
  const plot = root.locator('.plot');
  const box = await plot.boundingBox();
  if (!box) throw new Error('seeds: expected a plot with a size');
  await plot.click({ position: { x: box.width - 1, y: 1 } });
  await expect(root.getByRole('radio', { checked: true })).toHaveCount(1);
  const lasts = await root.getByRole('radio').allTextContents();
  const most = Math.max(...lasts.map((text) => Number(/last ?([\d.]+)%/.exec(text)?.[1])));
  await expect(root.getByRole('radio', { checked: true })).toContainText(
    new RegExp(`last ?${most.toFixed(1)}%$`),
  );
  const name = (await line.textContent())?.split(':')[0] ?? '';
  await expect(root.getByRole('radio', { checked: true })).toContainText(name);
});

test('all runs stand in the table with every epoch, as recorded', async ({ page }) => {
  await page.goto('atlas/');
  const root = page.locator('figure[data-figure="seeds"]');
  const runs = await root.getByRole('radio').count();
  await root.locator('details.as-table > summary').click();
  const rows = root.locator('details.as-table tbody tr');
  await expect(rows).toHaveCount(runs);
  const first = await rows.first().locator('td').allTextContents();
  const shares = first.slice(1).map((text) => Number.parseFloat(text));
  expect(first[0]).toBe(
    `${Math.max(...shares).toFixed(1)}% in ${shares.indexOf(Math.max(...shares)) + 1}`,
  );
});
