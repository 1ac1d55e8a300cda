/** What a chapter asks of its reader: predictions, exercises, and the notes of both. */
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { scan, scanParts } from './axe.ts';
import { alive, chapter, exercise, prediction, questionOf, show, worked } from './lesson-parts.ts';

test.describe('a prediction', () => {
  test('by keys: nonsense is refused, a number is kept, shown beside the answer, and cleared', async ({
    page,
  }) => {
    await page.goto('training/');
    const asked = await prediction(page, page.locator('input[type=text]'));
    const field = asked.getByLabel('My guess');
    await field.focus();
    await page.keyboard.type('rather many');
    await page.keyboard.press('Enter');
    await expect(asked.getByRole('alert')).toContainText('rather many');
    await field.fill('');
    await page.keyboard.press('Enter');
    await expect(asked.getByRole('alert')).toContainText('first');
    await page.keyboard.type('1 000');
    await page.keyboard.press('Enter');
    const result = asked.locator('.result');
    await expect(result).toBeFocused();
    await expect(result).toContainText('You said 1,000');
    const told = await result.innerText();

    await page.reload();
    const again = await alive(asked);
    await expect(again.locator('.result')).toHaveText(told, { useInnerText: true });
    await again.getByRole('button', { name: 'Change my guess' }).click();
    await expect(again.getByLabel('My guess')).toHaveValue('1,000');
    await expect(again.getByLabel('My guess')).toBeFocused();
    await show(again).click();
    await again.getByRole('button', { name: 'Clear it' }).click();
    await expect(again.getByLabel('My guess')).toHaveValue('');
  });

  test('a curve is drawn with the mouse, corrected with keys, and still there tomorrow', async ({
    page,
  }) => {
    await page.goto('training/');
    const asked = await prediction(page, page.locator('.plot .point'));
    const points = asked.getByRole('slider');
    const values = () =>
      points.evaluateAll((all) => all.map((one) => Number(one.getAttribute('aria-valuenow'))));
    const level = await values();
    await asked.locator('.plot').scrollIntoViewIfNeeded();
    const box = (await asked.locator('.plot').boundingBox())!;
    await page.mouse.move(box.x + 4, box.y + 0.9 * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 4, box.y + 0.1 * box.height, { steps: 3 });
    await page.mouse.up();
    const drawn = await values();
    expect(drawn).toHaveLength(level.length);
    // One stroke from low to high: the points that the pointer jumped over came along.
    expect(drawn).toEqual([...drawn].sort((a, b) => a - b));
    expect(new Set(drawn).size).toBe(drawn.length);
    await points.first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowDown');
    const most = Number(await points.first().getAttribute('aria-valuemax'));
    const corrected = await values();
    expect(corrected[0]).toBeLessThan(most);
    expect(corrected[0]).toBeGreaterThan(0.9 * most);
    expect(corrected.slice(1)).toEqual(drawn.slice(1));
    await page.reload();
    await alive(asked);
    await expect.poll(values).toEqual(corrected);
    await show(asked).click();
    await expect(asked.locator('.result')).toContainText('On average');
    await expect(points).toHaveCount(0);
  });

  test('a place is laid by a drag, moved by a slider, and told beside the answer', async ({
    page,
  }) => {
    await page.goto(chapter);
    const asked = await prediction(page, page.locator('.ground'));
    await asked.locator('.ground').scrollIntoViewIfNeeded();
    const box = (await asked.locator('.ground').boundingBox())!;
    const at = (pixel: number, from: number, size: number) => from + ((pixel + 0.5) / 32) * size;
    await page.mouse.move(at(4, box.x, box.width), at(6, box.y, box.height));
    await page.mouse.down();
    await page.mouse.move(at(13, box.x, box.width), at(11, box.y, box.height), { steps: 3 });
    await page.mouse.up();
    const slider = (name: string) => asked.getByLabel(name, { exact: true });
    await expect(slider('First row')).toHaveValue('6');
    await expect(slider('First column')).toHaveValue('4');
    await expect(slider('Height')).toHaveValue('6');
    await expect(slider('Width')).toHaveValue('10');
    await slider('First row').focus();
    await page.keyboard.press('ArrowRight');
    await show(asked).click();
    await expect(asked).toContainText('Yours: rows 7 to 12, columns 4 to 13 (6 × 10 px)');
    await expect(asked.locator('.answer rect')).toHaveCount(2);
  });

  test('holds nobody up: the answer is there without a guess', async ({ page }) => {
    await page.goto(chapter);
    const asked = await prediction(page, page.getByRole('radio'));
    await show(asked).click();
    await expect(asked.getByRole('alert')).toContainText('Choose one first');
    await asked.getByRole('button', { name: /without a guess/ }).click();
    await expect(asked.locator('.result')).toBeVisible();
    await expect(asked).not.toContainText('your guess');
  });
});

test.describe('an exercise', () => {
  test('tells a wrong answer what it overlooks, marks a right one, keeps both, and has another', async ({
    page,
  }) => {
    await page.goto(chapter);
    const box = await worked(page);
    const question = questionOf(1);
    const { value, reason } = question.mistakes[0]!;
    const field = box.getByLabel('My answer');
    const check = box.getByRole('button', { name: 'Check' });
    await check.click();
    await expect(box.getByRole('status')).toContainText('Nothing is typed yet');
    await field.fill(`${value} ${question.unit}`);
    await check.click();
    await expect(box.getByRole('status')).toContainText(`Not yet. ${reason}`);
    await field.fill(String(question.answer));
    await expect(box.getByRole('status')).not.toContainText('Not yet');
    await page.keyboard.press('Enter');
    await expect(box.getByRole('status')).toContainText('Right.');
    await expect(box.getByRole('status')).toContainText(question.solution);
    await expect(box.getByRole('heading')).toContainText('solved');

    await page.reload();
    const again = await worked(page);
    await expect(again.getByRole('heading')).toContainText('solved');
    await expect(again.getByLabel('My answer')).toHaveValue(String(question.answer));
    await again.getByRole('button', { name: 'Another one like it' }).click();
    await expect(again.locator('.question')).toHaveText(questionOf(1, 2).question);
    await expect(again.getByLabel('My answer')).toHaveValue('');
    await again.getByRole('button', { name: 'Show the way' }).click();
    await expect(again.getByRole('status')).toContainText(questionOf(1, 2).solution);
  });
});

test('the notes tell what was done, as text to hand in, and are cleared only when asked twice', async ({
  page,
}) => {
  await page.goto(chapter);
  const asked = await prediction(page, page.getByRole('radio'));
  await asked.getByRole('radio').first().check();
  await show(asked).click();
  const box = await worked(page);
  await box.getByLabel('My answer').fill(String(questionOf(1).answer));
  await box.getByRole('button', { name: 'Check' }).click();
  await page.getByRole('link', { name: 'My notes' }).first().click();
  const notes = await alive(page.locator('.notes'));
  await expect(notes.locator('[data-solved="1"]')).toBeVisible();
  await expect(notes).toContainText(questionOf(1).question);
  await notes.getByLabel(/Name/).fill('Ada');
  const download = page.waitForEvent('download');
  await notes.getByRole('button', { name: 'Save as a text file' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  expect(text).toContain('Name: Ada');
  expect(text).toContain(`Exercise: ${exercise.title}: solved; 1 try`);
  expect(text).toContain(`My answer: ${questionOf(1).answer} (right)`);
  expect(text).toMatch(/My guess: .*\n.*The answer: /);
  await notes.getByRole('button', { name: /Clear all/ }).click();
  await notes.getByRole('button', { name: 'Keep them' }).click();
  await expect(notes).toContainText(exercise.title);
  await notes.getByRole('button', { name: /Clear all/ }).click();
  await notes.getByRole('button', { name: 'Clear them' }).click();
  await expect(notes).toContainText('All notes on this device are cleared.');
  await page.reload();
  await expect(page.locator('.notes')).toContainText('Nothing here yet');
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`answered and revealed, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const address of [chapter, 'training/']) {
      await page.goto(address);
      for (const asked of await page.locator('[data-predict]').all()) {
        await alive(asked);
        if ((await asked.getByRole('radio').count()) > 0)
          await asked.getByRole('radio').first().check();
        await asked
          .getByRole('button', { name: /without a guess|Show me/ })
          .last()
          .click();
      }
      const field = page.getByLabel('My answer').first();
      await alive(field);
      await field.fill('12345');
      await page.getByRole('button', { name: 'Check' }).first().click();
      await expect(page.getByText('Not yet.')).toBeVisible();
      // Alive they are one by one as they come into sight.
      for (const one of await page.locator('[data-exercise]').all())
        await (await alive(one)).getByRole('button', { name: 'Show the way' }).click();
      const state = `${address}, answered, ${colorScheme}`;
      await scanParts(page, '[data-predict]', state);
      await scanParts(page, '[data-exercise]', state);
    }
    await page.goto('notes/');
    await expect(page.locator('.notes h2').first()).toBeVisible();
    await scan(page, `notes, ${colorScheme}`);
  });
