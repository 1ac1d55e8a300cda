/** The recorded run: content before anyone trains, labelled, epoch by epoch; a reader's own beside it; and links to what is on view. */
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';
import { smallSchedule, TrainingFigure } from './training-figure.ts';

test.describe('before anyone trains', () => {
  test('the figures show the recorded run at its best epoch, and say so', async ({ page }) => {
    await page.goto('./');
    const strip = new Strip(page);
    await strip.expectAlive();
    const figure = page.locator('figure[data-figure="network"]');
    await expect(strip.root).toContainText('Recorded run');
    await expect(figure.locator('[data-network="recorded"]')).toContainText(
      /recorded run, seed \d+, on .*epoch \d+/,
    );
    await expect(figure.locator('.status')).toContainText('of the recorded run, after epoch');
    await expect(figure.locator('[data-view]')).toContainText('the best');
    // No training worker has been asked for anything.
    await expect(strip.run).toHaveAttribute('data-mode', 'closed');
  });

  test('the slider goes back to before training, by keyboard, and the answers change', async ({
    page,
  }) => {
    await page.goto('./');
    await new Strip(page).expectAlive();
    const figure = page.locator('figure[data-figure="network"]');
    const slider = figure.getByRole('slider', { name: /epoch shown/i });
    const answers = figure.locator('.answers, [data-answers]').first();
    const best = await answers.innerText();
    await slider.focus();
    await page.keyboard.press('Home');
    await expect(figure.locator('[data-view]')).toHaveAttribute('data-epoch', '0');
    await expect(slider).toHaveAttribute('aria-valuetext', 'before training');
    await expect(figure.locator('.status')).toContainText('before training');
    await expect(answers).not.toHaveText(best);
    await page.keyboard.press('ArrowRight');
    await expect(slider).toHaveAttribute('aria-valuetext', /^epoch 1, validation accuracy/);
  });

  test('its curves and its table stand in the training figure', async ({ page }) => {
    await page.goto('training/');
    const figure = new TrainingFigure(page);
    await figure.open();
    await expect(figure.root.locator('.status')).toContainText(/^Shown: the recorded run, seed/);
    await figure.root.getByText(/the data as a table/).click();
    await expect(figure.root.locator('table')).toContainText('recorded run');
    await expect(figure.root.locator('tr[data-step]').first()).toBeVisible();
  });
});

test('training puts the reader’s own on view; the recorded one stays within reach', async ({
  page,
}) => {
  await page.goto('training/');
  const figure = new TrainingFigure(page);
  await figure.schedule(smallSchedule);
  await figure.button('One step').click();
  await figure.strip.expectSteps(1);
  await expect(figure.root.getByRole('radio', { name: /the recorded run/ })).toBeChecked();
  await figure.root.getByRole('radio', { name: /the published run/ }).check();
  await expect(figure.root.locator('.stage')).toContainText('published validation');
  await page.getByRole('link', { name: 'All figures' }).click();
  const map = page.locator('figure[data-figure="network"]');
  await expect(map.locator('[data-network="own"]')).toContainText('of your run, after 1 step');
  await map.getByRole('radio', { name: 'the recorded run' }).check();
  await expect(map.locator('[data-network="recorded"]')).toBeVisible();
  await map.getByRole('radio', { name: /your run/ }).check();
  await expect(map.locator('.status')).toContainText('of your run, after 1 step');
});

test('a recorded run that cannot be had is said, and the page goes on', async ({ page, guard }) => {
  guard.allow(/status 404: .*manifest\.json/);
  guard.allowBesides(/Failed to load resource/);
  await page.route(/\/run\/(drawn\/)?manifest\.json$/, (route) =>
    route.fulfill({ status: 404, body: '' }),
  );
  await page.goto('./');
  const strip = new Strip(page);
  await strip.expectAlive();
  await expect(page.locator('[data-view]')).toContainText('The recorded run could not be loaded');
  await expect(strip.root).toContainText('Not begun');
});

test('weights that are not those of the manifest are refused', async ({ page, guard }) => {
  guard.allowBesides(/Failed to load resource/);
  await page.route(/epoch-00\.f16$/, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[4] = body[4]! ^ 1;
    await route.fulfill({ response, body });
  });
  await page.goto('./');
  await new Strip(page).expectAlive();
  const slider = page.getByRole('slider', { name: /epoch shown/i });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(page.locator('[data-view]')).toContainText(/epoch-00\.f16.*expected SHA-256/);
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[data-view]')).not.toContainText('SHA-256');
});

test.describe('a link', () => {
  test('shows exactly what it names', async ({ page }) => {
    await page.goto('atlas/#figure=summary&picture=8&layer=conv2b&channel=7&cell=3,5&epoch=2');
    const strip = new Strip(page);
    await strip.expectAlive();
    await expect(strip.root.getByRole('button', { name: /test picture 8,/ })).toBeVisible();
    await expect(page.locator('tr[data-layer="conv2b"]')).toHaveClass(/chosen/);
    await expect(page.locator('[data-view]').first()).toHaveAttribute('data-epoch', '2');
    await expect(page.locator('#figure-summary')).toBeInViewport();
  });

  test('is copied from a figure, and what is chosen later stands in the address', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('./#picture=8&epoch=2');
    await new Strip(page).expectAlive();
    const figure = page.locator('figure[data-figure="network"]');
    await figure.getByRole('button', { name: /Copy link to this/ }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).hash).toBe('#figure=network&picture=8&run=recorded&epoch=2');
    await figure.getByRole('slider', { name: /epoch shown/i }).fill('3');
    await expect.poll(() => new URL(page.url()).hash).toContain('epoch=3');
  });

  test('with nonsense in it opens the page as it is', async ({ page }) => {
    await page.goto('./#picture=99999&layer=<b>&epoch=-1&figure=../x');
    const strip = new Strip(page);
    await strip.expectAlive();
    await expect(strip.root).toContainText('Recorded run');
  });
});
