/** The convolution stepper: one gesture by mouse, keys and finger says the same; kernels, settings and the network's own filters. */
import type { Locator, Page } from '@playwright/test';
import { scan } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { Strip } from './strip.ts';
import { expectScripts } from './training-figure.ts';

test.use({ hasTouch: true });

class Stepper {
  readonly root: Locator;
  readonly line: Locator;
  readonly output: Locator;
  readonly input: Locator;

  constructor(page: Page) {
    this.root = page.locator('figure[data-figure="convolution"]');
    this.line = this.root.locator('output');
    this.output = this.root.getByRole('slider', { name: 'Cell of the output' });
    this.input = this.root.getByRole('slider', { name: 'Cell of the input' });
  }

  async open(page: Page): Promise<void> {
    await page.goto('atlas/');
    await this.root.scrollIntoViewIfNeeded();
    await expectScripts(this.root);
    await new Strip(page).expectAlive();
    await expect(this.line).toContainText(/products add up to/);
  }

  /** The radio button of a group. */
  choice(group: string, name: string): Locator {
    return this.root
      .getByRole('radiogroup', { name: group, exact: true })
      .getByRole('radio', { name, exact: true });
  }

  rung(name: RegExp): Locator {
    return this.root.getByRole('radio', { name });
  }

  /** The middle of a cell, from the board's upper left corner. */
  async cell(board: Locator, cells: number, row: number, column: number) {
    const box = await board.boundingBox();
    if (!box) throw new Error('convolution: expected a board with a size');
    return {
      x: ((column + 0.5) * box.width) / cells,
      y: ((row + 0.5) * box.height) / cells,
    };
  }
}

test('an output says the same by mouse, by keys and by finger', async ({ page }) => {
  const stepper = new Stepper(page);
  await stepper.open(page);
  await stepper.output.scrollIntoViewIfNeeded();
  const spot = await stepper.cell(stepper.output, 30, 2, 4);
  await stepper.output.hover({ position: spot });
  await expect(stepper.line).toHaveText(/^Output row 3, column 5 of 30 × 30: 9 products add up to/);
  const said = await stepper.line.textContent();

  await stepper.output.hover({ position: await stepper.cell(stepper.output, 30, 20, 20) });
  await expect(stepper.line).not.toHaveText(said ?? '');
  await stepper.output.focus();
  await page.keyboard.press('Home');
  await expect(stepper.line).toContainText('row 1, column 1');
  for (const key of ['ArrowDown', 'ArrowDown', ...new Array<string>(4).fill('ArrowRight')])
    await page.keyboard.press(key);
  await expect(stepper.line).toHaveText(said ?? '');
  await expect(stepper.output).toHaveAttribute('aria-valuetext', said ?? '');

  await page.keyboard.press('Home');
  await stepper.output.tap({ position: spot });
  await expect(stepper.line).toHaveText(said ?? '');
});

test('a press holds the kernel, Escape lets go', async ({ page }) => {
  const stepper = new Stepper(page);
  await stepper.open(page);
  await stepper.output.click({ position: await stepper.cell(stepper.output, 30, 2, 4) });
  const said = (await stepper.line.textContent()) ?? '';
  await expect(stepper.root.getByText('held; Escape lets go')).toBeVisible();
  await stepper.output.hover({ position: await stepper.cell(stepper.output, 30, 9, 9) });
  await expect(stepper.line).toHaveText(said);
  await page.keyboard.press('Escape');
  await expect(stepper.output).toBeFocused();
  await stepper.output.hover({ position: await stepper.cell(stepper.output, 30, 8, 8) });
  await expect(stepper.line).toContainText('row 9, column 9');
});

test('an input cell moves the kernel over itself and says who reads it', async ({ page }) => {
  const stepper = new Stepper(page);
  await stepper.open(page);
  await stepper.input.hover({ position: await stepper.cell(stepper.input, 32, 10, 12) });
  await expect(stepper.line).toHaveText(
    /^Pixel row 11, column 13 is \d\.\d{3}; 9 outputs read it\. Output row 10, column 12/,
  );
});

test('the products in the table add up to the sum, for a kernel changed by hand too', async ({
  page,
}) => {
  const stepper = new Stepper(page);
  await stepper.open(page);
  const field = stepper.root.getByLabel('Weight, row 2, column 2');
  await field.fill('5');
  await field.press('Enter');
  await expect(stepper.root.getByRole('combobox')).toHaveText(/Your own/);
  await stepper.root.locator('details.as-table > summary').click();
  const cells = stepper.root.locator('details.as-table tbody tr td:last-child');
  const numbers = (await cells.allTextContents()).map((text) => Number(text.replace('−', '-')));
  expect(numbers).toHaveLength(11);
  const sum = numbers.slice(0, 10).reduce((total, value) => total + value, 0);
  expect(Math.abs(sum - numbers[10]!), String(numbers)).toBeLessThan(0.006);
  await field.fill('much');
  await field.press('Enter');
  await expect(stepper.root.getByRole('alert')).toContainText('got “much”');
});

test('settings change the size, its formula shows the floor, and what cannot be says why', async ({
  page,
}) => {
  const stepper = new Stepper(page);
  await stepper.open(page);
  await stepper.choice('Stride', '2').click();
  await expect(stepper.root.locator('.formula')).toContainText('⌊14.5⌋ + 1');
  await expect(stepper.root.locator('.formula b')).toHaveText('15');
  await expect(stepper.line).toContainText('of 15 × 15');
  await stepper.choice('Input, px', '4 × 4').click();
  await stepper.choice('Dilation', '2').click();
  await expect(stepper.line).toContainText(/spans 5 px .* only 4: there is no place for it/);
  await stepper.choice('Padding', '1').click();
  await expect(stepper.line).toContainText('of 1 × 1');
});

test('Play moves the kernel, pointing stops it, and the buttons go one place', async ({ page }) => {
  const stepper = new Stepper(page);
  await stepper.open(page);
  await stepper.root.getByRole('button', { name: 'Play' }).click();
  await expect(stepper.line).toContainText('moves by itself');
  const place = () => stepper.output.getAttribute('aria-valuenow');
  const before = await place();
  await expect.poll(place).not.toBe(before);
  await stepper.output.hover({ position: await stepper.cell(stepper.output, 30, 4, 4) });
  await expect(stepper.line).toContainText('row 5, column 5');
  await stepper.root.getByRole('button', { name: 'One place on' }).click();
  await expect(stepper.line).toContainText('row 5, column 6');
});

test('with reduced motion there is no Play, and steps remain', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const stepper = new Stepper(page);
  await stepper.open(page);
  await expect(stepper.root.getByRole('button', { name: 'Play' })).toHaveCount(0);
  const before = (await stepper.line.textContent()) ?? '';
  await stepper.root.getByRole('button', { name: 'One place on' }).click();
  await expect(stepper.line).not.toHaveText(before);
});

test('the ladder: a signal, three channels, and the filters of the network itself', async ({
  page,
}) => {
  const stepper = new Stepper(page);
  await stepper.open(page);
  await stepper.rung(/^Signal/).click();
  await stepper.root.getByRole('slider', { name: 'Value of the output' }).focus();
  await page.keyboard.press('Home');
  await expect(stepper.line).toHaveText(/^Output 1 of 22: 3 products add up to/);
  await stepper.rung(/^Three channels/).click();
  await expect(stepper.line).toContainText(/red .*, green .*, blue .*: together/);
  await stepper.rung(/^Many filters/).click();
  await stepper.root.getByRole('radio', { name: 'filter 4' }).click();
  await stepper.output.hover({ position: await stepper.cell(stepper.output, 32, 12, 6) });
  await expect(stepper.line).toHaveText(
    /^conv1a, filter 4\. Output row 13, column 7 of 32 × 32: .* After ReLU \d\.\d{3}\.$/,
  );
  // What the sums give is what the network itself says of that cell.
  const relu = /After ReLU (\d\.\d{3})/.exec((await stepper.line.textContent()) ?? '')?.[1];
  const strip = new Strip(page);
  await strip.layer('conv1a').click();
  await expect(strip.inspector.locator('output').last()).toContainText(
    `channel 4 of 32, row 13, column 7: ${relu}`,
  );
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`every rung passes the scan, held and refused too, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const stepper = new Stepper(page);
    await stepper.open(page);
    for (const rung of [/^Signal/, /^Three/, /^Many/, /^Grey/]) {
      await stepper.rung(rung).click();
      await stepper.root
        .getByRole('slider')
        .last()
        .click({ position: { x: 40, y: 20 } });
      await expect(stepper.root.getByText('held; Escape lets go')).toBeVisible();
      await scan(page, `the stepper, ${rung}, held, ${colorScheme}`);
    }
    const field = stepper.root.getByLabel('Weight, row 2, column 2');
    await field.fill('much');
    await field.press('Enter');
    await stepper.choice('Input, px', '4 × 4').click();
    await stepper.choice('Dilation', '2').click();
    await scan(page, `the stepper, refused, ${colorScheme}`);
  });
