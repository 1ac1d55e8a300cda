/** The softmax figure: a row says the same by mouse, keys and finger; the shares fill the whole; pictures of nothing are named, too. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

test.use({ hasTouch: true });

class Scores {
  readonly root: Locator;
  readonly line: Locator;

  constructor(page: Page) {
    this.root = page.locator('figure[data-figure="softmax"]');
    this.line = this.root.locator('output');
  }

  async open(page: Page): Promise<void> {
    await page.goto('atlas/');
    await this.root.scrollIntoViewIfNeeded();
    await expectScripts(this.root);
    await new Strip(page).expectAlive();
    await expect(this.root.locator('.frame canvas')).toHaveAttribute('width', '32');
  }

  row(name: string): Locator {
    return this.root.getByRole('group', { name, exact: true });
  }

  slider(name: string): Locator {
    return this.root.getByRole('slider', { name, exact: true });
  }

  /** The three shares as they are written. */
  shares(): Promise<string[]> {
    return this.root.locator('.share').allTextContents();
  }
}

test('a row says the same by mouse, by keys and by finger', async ({ page }) => {
  const scores = new Scores(page);
  await scores.open(page);
  await scores.row('bird').locator('.power').hover();
  await expect(scores.line).toHaveText(
    /^Scores that the network gives to test picture \d+\. bird: e\^.* = .*; .* ÷ .* = \d+\.\d%\.$/,
  );
  const said = (await scores.line.textContent()) ?? '';
  await scores.slider('car').focus();
  await expect(scores.line).toContainText('. car: e^');
  await page.keyboard.press('Tab');
  await expect(scores.slider('bird')).toBeFocused();
  await expect(scores.line).toHaveText(said);
  await scores.row('airplane').locator('.power').tap();
  await expect(scores.line).toContainText('. airplane: e^');
  await scores.row('bird').locator('.power').tap();
  await expect(scores.line).toHaveText(said);
});

test('a score that is raised takes its share from the others, and what is added to all changes nothing', async ({
  page,
}) => {
  const scores = new Scores(page);
  await scores.open(page);
  await scores.root.getByRole('button', { name: 'All equal' }).click();
  expect(await scores.shares()).toEqual(['33.3%', '33.3%', '33.3%']);
  await scores.slider('car').fill('2');
  await expect(scores.line).toHaveText(
    'Scores set by you. car: e^2.000 = 7.389; 7.389 ÷ 9.389 = 78.7%.',
  );
  expect(await scores.shares()).toEqual(['10.7%', '78.7%', '10.7%']);
  const add = scores.root.getByRole('slider', { name: /^Add to all three/ });
  await add.focus();
  await page.keyboard.press('End');
  await expect(scores.line).toContainText('car: e^7.000 = 1,096.633');
  expect(await scores.shares()).toEqual(['10.7%', '78.7%', '10.7%']);
  await page.keyboard.press('Home');
  await expect(scores.line).toContainText('car: e^−3.000 = 0.050');
  expect(await scores.shares()).toEqual(['10.7%', '78.7%', '10.7%']);
});

test('noise and an even grey are answered like everything else', async ({ page }) => {
  const scores = new Scores(page);
  await scores.open(page);
  const own = await scores.shares();
  for (const [button, words] of [
    ['Noise', 'to noise, which shows nothing'],
    ['An even grey', 'to an even grey'],
  ] as const) {
    await scores.root.getByRole('button', { name: button }).click();
    await expect(scores.line).toContainText(`Scores that the network gives ${words}. `);
    const shares = (await scores.shares()).map(parseFloat);
    expect(shares, 'not the picture’s').not.toEqual(own.map(parseFloat));
    expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100)).toBeLessThan(0.2);
    expect(Math.max(...shares), 'one of them is answered').toBeGreaterThan(33.3);
  }
  const noise = scores.root.getByRole('button', { name: 'Noise' });
  await noise.click();
  await expect(scores.line).toContainText('noise');
  const first = (await scores.line.textContent()) ?? '';
  await scores.root.getByRole('button', { name: 'Other noise' }).click();
  await expect(scores.line).not.toHaveText(first);
  await expect(scores.line).toContainText('Scores that the network gives to noise');
});
