/** At the first Train the engines race, the fastest is used and remembered, and a reader may overrule it. Graphics are emulated here. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { smallSchedule, TrainingFigure } from './training-figure.ts';

const kernels = /^WebAssembly on \d+ processor cores?\. /;
const raced = /The only one in the trial, with [\d,.]+ pictures a second, because/;
const remembered = /The fastest in an earlier trial on this device, with [\d,.]+ pictures/;

async function openFigure(page: Page): Promise<TrainingFigure> {
  await page.goto('training/');
  const figure = new TrainingFigure(page);
  await figure.schedule(smallSchedule);
  return figure;
}

/** What is said of the engine in use, with what is folded away. */
async function standing(figure: TrainingFigure): Promise<string> {
  const line = figure.root.locator('[data-engine]');
  await expect(line).toHaveAttribute('data-engine', /./);
  return (await line.innerText()).replace(/\s+/g, ' ');
}

test('the kernels win it, the reason gives their figure, and emulated graphics are left out', async ({
  page,
}, { project }) => {
  const figure = await openFigure(page);
  await figure.takeStep();
  const said = await standing(figure);
  expect(said).toMatch(kernels);
  expect(said).toMatch(raced);
  expect(said).toContain('this browser emulates WebGL in software');
  if (project.name === 'webgpu') expect(said).toContain('this browser emulates WebGPU in software');
  await figure.root.getByText('The device, and the other engines').click();
  const others = figure.root.locator('[data-engine] li');
  await expect(
    others.filter({ hasText: 'WebGL: this browser emulates WebGL in software' }),
  ).toBeVisible();
  await expect(others.filter({ hasText: 'CPU: one of its steps takes longer' })).toBeVisible();
});

test('the next visit opens the winner at once, until all are to be tried again', async ({
  page,
}) => {
  await (await openFigure(page)).takeStep();
  const figure = await openFigure(page);
  await figure.takeStep();
  expect(await standing(figure)).toMatch(kernels);
  expect(await standing(figure)).toMatch(remembered);

  await figure.button('Try all again').click();
  await expect(figure.root.locator('[data-engine]')).toContainText('chosen when training starts');
  await expect(figure.field(/^engine/i)).toHaveAccessibleDescription(/all are timed/);
  await figure.takeStep();
  expect(await standing(figure)).toMatch(raced);
  expect(await figure.strip.step()).toBe(2);
});

test('a reader who wants WebGL gets WebGL, and automatic again what won', async ({ page }) => {
  const figure = await openFigure(page);
  await figure.takeStep();
  await figure.choose('webgl');
  await figure.takeStep();
  expect(await standing(figure)).toMatch(
    /^TensorFlow\.js on WebGL, emulated in software\. WebGL, as you chose; /,
  );
  await figure.field(/^engine/i).selectOption('auto');
  await figure.takeStep();
  expect(await standing(figure)).toMatch(remembered);
  expect(await figure.strip.step()).toBe(3);
});

test('a browser that keeps nothing races at every visit, and says nothing of it', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  await (await openFigure(page)).takeStep();
  const figure = await openFigure(page);
  await figure.takeStep();
  expect(await standing(figure)).toMatch(raced);
});

for (const left of [
  '{',
  JSON.stringify({ backend: 'webgl', picturesPerSecond: 9000, place: 'elsewhere' }),
])
  test(`a memory of "${left}" is not believed`, async ({ page }) => {
    await page.addInitScript((value) => localStorage.setItem('three-blocks:race', value), left);
    const figure = await openFigure(page);
    await figure.takeStep();
    expect(await standing(figure)).toMatch(raced);
  });

test('a pause in the middle of the race leaves a page that trains at the next press', async ({
  page,
}) => {
  const figure = await openFigure(page);
  for (let time = 0; time < 5; time++) {
    await figure.train();
    await page.waitForTimeout(40 * time);
    await figure.button(/^Pause$/).click();
  }
  await figure.strip.expectMode('idle');
  const rest = await figure.strip.step();
  await figure.takeStep();
  expect(await figure.strip.step()).toBe(rest + 1);
  await expect(figure.problem).toHaveCount(0);
});
