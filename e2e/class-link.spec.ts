/** A class's link: the same numbers for everyone, the controls that are hidden, and the page for teachers that makes it. */
import { hideable } from '../src/session/class-link.ts';
import { expect, test } from './fixtures.ts';
import { alive, chapter, exercise, questionOf, worked } from './lesson-parts.ts';
import { Strip } from './strip.ts';

test.describe("a class's link", () => {
  test('gives everyone the same numbers, on this page and on the next', async ({
    page,
    browser,
    baseURL,
    guard,
  }) => {
    const other = await browser.newContext({ baseURL: baseURL! });
    await guard.watch(other);
    for (const one of [page, await other.newPage()]) {
      await one.goto(`${chapter}#class=4711`);
      const box = await worked(one);
      await expect(box.locator('.question')).toHaveText(questionOf(4711).question);
      await box.getByLabel('My answer').fill(String(questionOf(4711).answer));
      await box.getByRole('button', { name: 'Check' }).click();
      await expect(box.getByRole('status')).toContainText('Right.');
    }
    await other.close();
    expect(questionOf(4711)).not.toEqual(questionOf(1));
    await page.goto('training/');
    await page.goto(chapter);
    const box = await worked(page);
    await expect(box).toHaveAttribute('data-seed', '4711');
    await page.getByRole('button', { name: 'Leave the class' }).click();
    await expect(box.locator('.question')).toHaveText(questionOf(1).question);
    await expect(box.getByRole('heading')).not.toContainText('solved');
  });

  test('shares the address with what is on view', async ({ page }) => {
    await page.goto('training/#class=7&hide=engine&picture=5');
    const strip = new Strip(page);
    await strip.expectAlive();
    await strip.layer('conv2a').click();
    await expect(page).toHaveURL(
      /#(?=.*picture=5)(?=.*layer=conv2a)(?=.*class=7)(?=.*hide=engine)/,
    );
  });

  test('hides what it says and nothing else', async ({ page }) => {
    const controls = (name: string) =>
      page.locator(
        name === 'recipe'
          ? '[data-control=recipe] > :not([data-control])'
          : `[data-control=${name}]`,
      );
    const seen = async () => {
      await new Strip(page).expectAlive();
      for (const part of await page.locator('figure[data-figure], [data-exercise]').all())
        await alive(part);
      const counts = hideable.map(async (name) => {
        const shown = await controls(name).filter({ visible: true }).count();
        return [name, shown > 0] as const;
      });
      return Object.fromEntries(await Promise.all(counts));
    };
    await page.goto('training/');
    expect(await seen()).toEqual(Object.fromEntries(hideable.map((name) => [name, true])));
    for (const hidden of [
      ['training', 'links', 'reveals'],
      ['recipe'],
      ['engine', 'files', 'ways'],
    ]) {
      await page.goto('./');
      await page.goto(`training/#class=7&hide=${hidden.join(',')}`);
      expect(await seen(), hidden.join()).toEqual(
        Object.fromEntries(hideable.map((name) => [name, !hidden.includes(name)])),
      );
    }
    // A change of page by a link keeps it so.
    await page.getByRole('link', { name: 'All figures' }).click();
    await expect(page).toHaveURL(/atlas/);
    await expect(page.locator('html')).toHaveAttribute('data-hide', 'engine files ways');
  });

  test('is made on the page for teachers, whose key solves it', async ({ page }) => {
    await page.goto('teachers/');
    await alive(page.locator('.teacher'));
    await page.getByLabel('Class number').fill('none');
    await expect(page.getByRole('alert')).toContainText('1 to 999,999');
    await page.getByLabel('Class number').fill('31');
    await page.getByLabel(/Show the way/).check();
    const key = page.locator(`[data-class="31"] [data-key="${exercise.id}"]`);
    await expect(key).toContainText(questionOf(31).question);
    const answer = await key.locator('.answer').innerText();
    await page.locator('[data-link=receptive-fields]').click();
    await expect(page).toHaveURL(/receptive-fields\/#class=31&hide=ways$/);
    const box = await worked(page);
    await expect(box.locator('.question')).toHaveText(questionOf(31).question);
    await expect(box.getByRole('button', { name: 'Show the way' })).toBeHidden();
    await box.getByLabel('My answer').fill(answer);
    await box.getByRole('button', { name: 'Check' }).click();
    await expect(box.getByRole('status')).toContainText('Right.');
  });
});
