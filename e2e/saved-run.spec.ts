/** A run outlives its page: as a file, and in what the browser keeps by itself; and where neither is possible, the page says so and works. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { longSchedule, smallSchedule, TrainingFigure } from './training-figure.ts';

interface RunFile {
  readonly name: string;
  readonly buffer: Buffer;
}

class SavedRuns {
  readonly figure: TrainingFigure;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.figure = new TrainingFigure(page);
  }
  /** The page as a reader comes to it. */
  async visit(): Promise<void> {
    await this.#page.goto('training/');
    await this.figure.open();
  }
  async save(): Promise<RunFile> {
    const [download] = await Promise.all([
      this.#page.waitForEvent('download'),
      this.figure.button('Save this run').click(),
    ]);
    return { name: download.suggestedFilename(), buffer: readFileSync(await download.path()) };
  }
  /** Chooses a file in the dialog that the button opens. */
  async open({ name, buffer }: RunFile): Promise<void> {
    const [chooser] = await Promise.all([
      this.#page.waitForEvent('filechooser'),
      this.figure.button('Open a run').click(),
    ]);
    await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer });
  }
  get group() {
    return this.figure.root.getByRole('group', { name: 'Saved runs' });
  }
  get refusal() {
    return this.group.getByRole('alert');
  }
  get notice() {
    return this.group.getByRole('status');
  }
  /** Waits until the browser keeps the run at this step. */
  async expectKept(step: number): Promise<void> {
    await expect(this.group.locator(`[data-kept="${step}"]`)).toBeVisible({ timeout: 30_000 });
  }
  /** What the table says of the first epoch. */
  async firstEpoch(): Promise<string[]> {
    const row = this.figure.root.locator('details.as-table tr[data-epoch="1"] td');
    return (await row.allTextContents()).slice(0, 5);
  }
  /** Five steps of the small schedule: an epoch and one step of the next. */
  async trainFive(): Promise<void> {
    await this.figure.schedule(smallSchedule);
    await this.figure.button(/one epoch/i).click();
    await this.figure.strip.expectSteps(4);
    await this.figure.strip.expectMode('idle');
    await this.figure.takeStep();
  }
}

let runs: SavedRuns;
test.beforeEach(async ({ page }) => {
  runs = new SavedRuns(page);
  await runs.visit();
});

test('a saved run is opened again where it stood, with its epochs, and goes on', async () => {
  const { figure } = runs;
  await expect(figure.button('Save this run')).toHaveAttribute('aria-disabled', 'true');
  await runs.trainFive();
  const epoch = await runs.firstEpoch();
  expect(epoch[0]).toMatch(/^\d\.\d+$/);
  const file = await runs.save();
  expect(file.name).toBe('three-blocks-seed-1-step-5.run');
  expect(file.buffer.length).toBeGreaterThan(4_600_000);
  await figure.takeStep();
  const [, , , , , next] = await figure.losses();
  await runs.visit();
  expect(await figure.strip.step()).toBe(0);
  await runs.open(file);
  await expect.poll(() => figure.strip.step()).toBe(5);
  await expect(runs.refusal).toBeEmpty();
  expect(await runs.firstEpoch()).toEqual(epoch);
  await expect(figure.field(/batch size/i)).toHaveValue(String(smallSchedule.batchSize));
  await figure.takeStep();
  const [again] = await figure.losses();
  expect(again, 'the very step that the first visit took').toBeCloseTo(next ?? NaN, 4);
});

test('a damaged or foreign file is refused in a sentence, and the run stays as it is', async () => {
  const { figure } = runs;
  await runs.trainFive();
  const file = await runs.save();
  const losses = await figure.losses();
  const damaged = Buffer.from(file.buffer);
  damaged[3_000_000] = (damaged[3_000_000] ?? 0) ^ 1;
  for (const [buffer, reason] of [
    [damaged, /not opened\. It is damaged: .*checksum.* unchanged; choose another file\.$/],
    [file.buffer.subarray(0, 2_000_000), /It is cut off: .* only 2,000,000 bytes are there/],
    [Buffer.from('a letter to somebody else'), /It is not a saved run of this site/],
    [Buffer.alloc(9_000_000), /It is larger than any run/],
  ] as const) {
    await runs.open({ name: 'some.run', buffer });
    await expect(runs.refusal).toHaveText(reason);
    expect(await figure.strip.step()).toBe(5);
    expect(await figure.losses()).toEqual(losses);
  }
  await runs.open(file);
  await expect(runs.refusal).toBeEmpty();
  await expect.poll(() => figure.losses()).toEqual([]);
  expect(await figure.strip.step()).toBe(5);
});

test('while a run is being trained, opening another asks for a pause first', async ({ page }) => {
  const { figure } = runs;
  await figure.schedule(longSchedule);
  await figure.train();
  await figure.strip.expectSteps(1);
  let asked = false;
  page.on('filechooser', () => (asked = true));
  await figure.button('Open a run').click();
  await expect(runs.refusal).toHaveText(/pause first.* Nothing was replaced\.$/);
  expect(asked).toBe(false);
  await figure.pause();
  await expect(runs.refusal).toBeEmpty();
});

test('a run survives a reload: it is offered, not restored, and goes on at a click', async () => {
  const { figure } = runs;
  await runs.trainFive();
  await runs.expectKept(5);
  const epoch = await runs.firstEpoch();
  await runs.visit();
  await expect(runs.group).toContainText(
    /A run of this browser stands at step 5 \(epoch 2\), .* ago/,
  );
  expect(await figure.strip.step()).toBe(0);
  await runs.group.getByRole('button', { name: 'Continue' }).click();
  await figure.strip.expectSteps(6);
  await expect(figure.button('Save this run')).toBeFocused();
  expect(await runs.firstEpoch()).toEqual(epoch);
  await figure.strip.expectMode('ended');
  const end = await figure.strip.step();
  await runs.expectKept(end);
  await runs.visit();
  await expect(runs.group).toContainText(`A run of this browser ended at step ${end}`);
  await runs.group.getByRole('button', { name: 'Show it' }).click();
  await figure.strip.expectMode('ended');
  expect(await figure.strip.step()).toBe(end);
});

test('a run that is forgotten is gone, and one that lies there damaged is left alone', async ({
  page,
}) => {
  await runs.trainFive();
  await runs.expectKept(5);
  await page.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const request = indexedDB.open('three-blocks');
        request.onerror = () => fail(request.error as Error);
        request.onsuccess = () => {
          const transaction = request.result.transaction('runs', 'readwrite');
          const cursor = transaction.objectStore('runs').openCursor();
          cursor.onsuccess = () => {
            const { bytes } = cursor.result!.value as { bytes: Uint8Array };
            bytes[1_000_000]! ^= 1;
            cursor.result!.update({ savedAt: 1, bytes });
          };
          transaction.oncomplete = () => {
            request.result.close();
            done();
          };
        };
      }),
  );
  const forget = runs.group.getByRole('button', { name: 'Forget it' });
  for (const visit of [1, 2]) {
    await runs.visit();
    await expect(runs.group, `visit ${visit}`).toContainText(
      /can’t be opened\. It is damaged: .* It is left alone/,
    );
    await expect(forget).toBeVisible();
  }
  await expect(runs.group.getByRole('button', { name: 'Continue' })).toHaveCount(0);
  await forget.click();
  await expect(forget).toHaveCount(0);
  await runs.visit();
  await expect(runs.group).toContainText('While you train, this browser keeps');
});

for (const [fault, patch] of [
  ['forbids', "throw new DOMException('not here', 'SecurityError')"],
  ['never answers a call for', 'return {}'],
] as const)
  test(`a browser that ${fault} storage trains all the same, and says what it will not do`, async ({
    context,
  }) => {
    await context.addInitScript(`
      IDBFactory.prototype.open = function () { ${patch} };
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, { get() { throw new DOMException('not here', 'SecurityError'); } });
    `);
    await runs.visit();
    await expect(runs.notice).toContainText('This browser will not remember the run');
    await runs.trainFive();
    const file = await runs.save();
    await runs.figure.button(/reset/i).click();
    await runs.open(file);
    await expect.poll(() => runs.figure.strip.step()).toBe(5);
    await expect(runs.notice).toContainText('save it as a file');
  });
