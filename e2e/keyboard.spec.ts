/** The whole site by keyboard alone: nothing is out of reach, the focus is always seen, and nothing holds it. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { builtSite, pagesOf } from './pages.ts';
import { Strip } from './strip.ts';
import { expectScripts, TrainingFigure } from './training-figure.ts';

interface Stop {
  readonly name: string;
  /** Some part of the focused element lies in the window and under nothing else. */
  readonly seen: boolean;
  readonly outlined: boolean;
}

/** What has the focus now; null where the page itself has it. */
const focused = (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const box = element.getBoundingClientRect();
    const places = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.1, 0.5, 0.9].map((y) => [box.left + x * box.width, box.top + y * box.height] as const),
    );
    const seen = places.some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top !== null && (element.contains(top) || top.contains(element));
    });
    const style = getComputedStyle(element);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
    const name =
      element.getAttribute('aria-label') ?? label ?? element.textContent ?? element.tagName;
    return { name: name.trim().slice(0, 60), seen, outlined };
  });

for (const address of pagesOf(builtSite))
  test(`${address}: Tab reaches everything, and the focus is never hidden`, async ({ page }) => {
    await page.goto(address);
    await new Strip(page).expectAlive();
    // A trap is a way that does not end; how long it may be depends on how much there is to reach.
    const figures = await page.locator('figure[data-figure]').count();
    const most = 60 + 30 * figures + (await page.locator('main :is(a, button, input)').count());
    const stops: Stop[] = [];
    for (let presses = 0; presses < most; presses++) {
      await page.keyboard.press('Tab');
      const stop = await focused(page);
      if (stop === null) break;
      stops.push(stop);
    }
    expect(stops.length, 'the way through the page ends').toBeLessThan(most);
    expect(stops.length).toBeGreaterThan(5);
    expect(
      stops.filter(({ seen }) => !seen).map(({ name }) => name),
      'hidden',
    ).toEqual([]);
    expect(
      stops.filter(({ outlined }) => !outlined).map(({ name }) => name),
      'unmarked',
    ).toEqual([]);
    expect(stops[0]?.name).toMatch(/skip/i);
    for (const word of [/Train|Pause/, /conv1a/])
      expect(stops.map(({ name }) => name).join('\n')).toMatch(word);
  });

/** Small, but long enough that the run is still under way when Pause is pressed. */
const schedule = { batchSize: 64, trainingPictures: 1_500 } as const;

/** Tabs until `wanted` has the focus. */
async function tabTo(page: Page, wanted: RegExp, backwards = false): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press(backwards ? 'Shift+Tab' : 'Tab');
    const stop = await focused(page);
    if (stop && wanted.test(stop.name)) return;
  }
  throw new Error(`keyboard: expected Tab to reach ${wanted}, and it did not in 120 presses`);
}

test('a reader without a mouse sets up a small run, trains, pauses and looks into a layer', async ({
  page,
}) => {
  await page.goto('training/');
  const figure = new TrainingFigure(page);
  const { strip } = figure;
  await strip.expectAlive();

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: /skip/i })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, /batch size/i);
  await expectScripts(figure.root);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(String(schedule.batchSize));
  await page.keyboard.press('Tab');
  await expect(figure.field(/training pictures/i)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(figure.field(/training pictures/i)).toHaveValue(String(schedule.trainingPictures));
  await tabTo(page, /^Train$/, true);
  await page.keyboard.press('Enter');
  await strip.expectSteps(1);
  await expect(figure.button(/^Pause$/)).toBeFocused();
  await page.keyboard.press('Space');
  await strip.expectMode('idle');
  expect(await figure.losses()).toHaveLength(await strip.step());

  await tabTo(page, /^conv1a/);
  await page.keyboard.press('Enter');
  await expect(strip.inspector).toContainText('conv1a');
  await page.keyboard.press('Escape');
  await expect(strip.inspector).toBeHidden();
  await expect(strip.layer('conv1a')).toBeFocused();
});

test('a layer opens by Enter, arrows lead on, Escape closes and gives the focus back', async ({
  page,
}) => {
  await page.goto('./');
  const strip = new Strip(page);
  await strip.expectAlive();
  await tabTo(page, /^conv1a/);
  await page.keyboard.press('Enter');
  await expect(strip.inspector).toBeVisible();
  await expect(strip.inspector).toContainText('conv1a');
  await page.keyboard.press('ArrowRight');
  await expect(strip.inspector).toContainText('bn1');
  await page.keyboard.press('End');
  await expect(strip.inspector).toContainText('dense');
  await page.keyboard.press('Escape');
  await expect(strip.inspector).toBeHidden();
  await expect(strip.layer('dense')).toBeFocused();
});
