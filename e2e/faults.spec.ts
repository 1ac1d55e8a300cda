/** What goes wrong is said in a sentence, loses nothing, and leaves a page that works. */
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';
import { longSchedule, smallSchedule, TrainingFigure } from './training-figure.ts';

for (const clicks of [200, 201])
  test(`${clicks} clicks on Train and Pause in two seconds end as the last one said`, async ({
    page,
  }) => {
    await page.goto('training/');
    const figure = new TrainingFigure(page);
    await figure.schedule(longSchedule);
    await figure.strip.button.evaluate(
      (button, times) =>
        new Promise<void>((done) => {
          let left = times;
          const timer = setInterval(() => {
            (button as HTMLButtonElement).click();
            left -= 1;
            if (left === 0) {
              clearInterval(timer);
              done();
            }
          }, 10);
        }),
      clicks,
    );
    if (clicks % 2 === 0) {
      await figure.strip.expectMode('idle');
      const rest = await figure.strip.step();
      await page.waitForTimeout(4000);
      expect(await figure.strip.step()).toBe(rest);
    } else {
      const now = await figure.strip.step();
      await figure.strip.expectSteps(now + 2);
      await expect(figure.strip.button).toHaveText('Pause');
      await figure.pause();
    }
  });

test('a blocked worker is said, and the page stays usable', async ({ context, page, guard }) => {
  guard.allowBesides(/training\.worker/);
  let blocked = 0;
  await context.route(/training\.worker[^/]*\.js/, (route) => {
    blocked += 1;
    return route.abort();
  });
  await page.goto('training/');
  const strip = new Strip(page);
  const figure = new TrainingFigure(page);
  await figure.open();
  await figure.train();
  await expect(figure.problem).toHaveText(/\w.{20,}\./, { timeout: 30_000 });
  await strip.expectMode('failed');
  expect(blocked).toBeGreaterThan(0);
  await page.getByRole('banner').getByRole('link', { name: 'All figures' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All figures');
});

test('a missing part of the pictures is named, and trying again goes on', async ({
  context,
  page,
  guard,
}) => {
  guard.allow(/status 404: .*\/data\/training-/);
  guard.allowBesides(/console error: Failed to load resource/);
  await context.route(/\/data\/training-/, (route) => route.fulfill({ status: 404 }));
  await page.goto('training/');
  const figure = new TrainingFigure(page);
  await figure.schedule(longSchedule);
  await figure.train();
  await expect(figure.problem).toContainText(/data part/i, { timeout: 60_000 });
  await context.unroute(/\/data\/training-/);
  await figure.problem.getByRole('button').click();
  await figure.strip.expectSteps(1);
  await expect(figure.problem).toHaveCount(0);
  await figure.pause();
});

test('a damaged part of the pictures is refused', async ({ context, page }) => {
  let times = 0;
  await context.route(/\/data\/training-/, async (route) => {
    times += 1;
    const response = await route.fetch();
    const body = await response.body();
    body[5000] = (body[5000] ?? 0) ^ 1;
    await route.fulfill({ response, body });
  });
  await page.goto('training/');
  const figure = new TrainingFigure(page);
  await figure.schedule(smallSchedule);
  await figure.train();
  await expect(figure.problem).toContainText(/data part/i, { timeout: 60_000 });
  expect(await figure.strip.step()).toBe(0);
  expect(times, 'fetched again before it gave up').toBeGreaterThan(1);
});

for (const { field, value } of [
  { field: /learning rate/i, value: '-1' },
  { field: /learning rate/i, value: '' },
  { field: /learning rate/i, value: '1e5000' },
  { field: /batch size/i, value: '0' },
  { field: /batch size/i, value: '2.5' },
  { field: /batch size/i, value: '100000' },
])
  test(`a ${field.source} of "${value}" is refused in a sentence, and nothing starts`, async ({
    page,
  }) => {
    await page.goto('training/');
    const figure = new TrainingFigure(page);
    await figure.open();
    await figure.enter(field, value);
    await expect(figure.refusal).toHaveCount(1);
    await expect(figure.field(field)).toHaveAccessibleDescription(/must (be|not)/);
    await figure.strip.expectMode('closed');
    expect(await figure.strip.step()).toBe(0);
  });

test('a rate that is far too high is seen in the numbers, and every number stays one', async ({
  page,
}) => {
  await page.goto('training/');
  const figure = new TrainingFigure(page);
  await figure.schedule(smallSchedule);
  await figure.enter(/learning rate/i, '1000');
  await figure.button(/one epoch/i).click();
  await figure.strip.expectSteps(4);
  await figure.strip.expectMode('idle');
  const losses = await figure.losses();
  expect(losses.every(Number.isFinite), losses.join(' ')).toBe(true);
  expect(Math.max(...losses)).toBeGreaterThan(100);
  expect(await page.locator('body').innerText()).not.toMatch(/NaN|Infinity|undefined/);
});
