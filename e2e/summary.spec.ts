/** The table of layers: a row, a line of code and the status line answer together, by mouse, keyboard and touch. */
import { expect, test } from './fixtures.ts';
import { expectScripts } from './training-figure.ts';

test.beforeEach(async ({ page }) => {
  await page.goto('atlas/');
  const figure = page.locator('figure[data-figure="summary"]');
  await figure.scrollIntoViewIfNeeded();
  await expectScripts(figure);
});

test('a row says the same by mouse, by keyboard and by touch, and lights its line of code', async ({
  page,
}) => {
  const figure = page.locator('figure[data-figure="summary"]');
  const status = figure.locator('.status');
  const line = figure.locator('pre [data-layer="conv2a"]');
  await figure.locator('tr[data-layer="conv2a"]').hover();
  await expect(status).toContainText('18,496 parameters: 3 rows of the kernel');
  const byMouse = await status.innerText();
  await expect(line).toHaveClass(/chosen/);

  await figure.locator('tr[data-layer="conv1a"]').hover();
  await figure.getByRole('button', { name: 'drop1: inspect' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(figure.getByRole('button', { name: 'conv2a: inspect' })).toBeFocused();
  await expect(status).toHaveText(byMouse);

  await figure.locator('tr[data-layer="conv1a"]').hover();
  await figure.locator('tr[data-layer="conv2a"] td').first().dispatchEvent('pointerenter', {
    pointerType: 'touch',
  });
  await figure.locator('tr[data-layer="conv2a"]').dispatchEvent('pointerenter', {
    pointerType: 'touch',
  });
  await expect(status).toHaveText(byMouse);
});

test('a line of code lights its row, in both languages', async ({ page }) => {
  const figure = page.locator('figure[data-figure="summary"]');
  await figure.locator('pre [data-layer="pool2"]').hover();
  await expect(figure.locator('tr[data-layer="pool2"]')).toHaveClass(/chosen/);
  await figure.getByText('TensorFlow.js', { exact: true }).click();
  await expect(figure.locator('pre')).toContainText('tf.layers.');
  await figure.locator('pre [data-layer="conv3b"]').hover();
  await expect(figure.locator('tr[data-layer="conv3b"]')).toHaveClass(/chosen/);
});

test('Enter on a layer opens its inspector; the code is copied whole', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const figure = page.locator('figure[data-figure="summary"]');
  await figure.getByRole('button', { name: 'Copy the code' }).click();
  const code = await page.evaluate(() => navigator.clipboard.readText());
  expect(code).toMatch(/^# The three-block network[\s\S]*model\.summary\(\)/);
  await figure.getByRole('button', { name: 'bn2: inspect' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Inspector of bn2' })).toBeVisible();
});

test.describe('by finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 780 } });

  test('a tap on a layer says what hovering says, and opens it', async ({ page }) => {
    const figure = page.locator('figure[data-figure="summary"]');
    await figure.getByRole('button', { name: 'conv2a: inspect' }).tap();
    await expect(figure.locator('.status')).toHaveText(
      'conv2a: 15×15×64. 18,496 parameters: 3 rows of the kernel, 3 columns of the kernel, 32 channels coming in, 1 bias, 64 filters.',
    );
    await expect(page.getByRole('region', { name: 'Inspector of conv2a' })).toBeVisible();
  });
});
