/** The training figure as a reader uses it: its buttons, its fields, and the numbers in its table. */
import { expect, type Locator, type Page } from '@playwright/test';
import { Strip } from './strip.ts';

/** Small enough for software graphics: four steps an epoch, forty in all. */
export const smallSchedule = { batchSize: 8, trainingPictures: 32 } as const;

/** Long enough that no engine ends it while a test looks: early stopping can't come before the fourth epoch. */
export const longSchedule = { batchSize: 128, trainingPictures: 15_000 } as const;

/**
 * Five steps an epoch, large enough a batch that the loss is seen to fall through the noise of dropout. Early stopping can't end
 * it before its fourth epoch, twenty steps in.
 */
export const learningSchedule = { batchSize: 32, trainingPictures: 150 } as const;

export interface Schedule {
  readonly batchSize: number;
  readonly trainingPictures: number;
}

/** Astro takes `ssr` away from an island when its scripts have taken over what the build had written. */
export const expectScripts = (figure: Locator): Promise<void> =>
  expect(figure.locator('xpath=ancestor::astro-island')).not.toHaveAttribute('ssr', {
    timeout: 60_000,
  });

export class TrainingFigure {
  readonly root: Locator;
  readonly strip: Strip;
  /** What went wrong in the run, with the button that mends it. */
  readonly problem: Locator;
  /** Why a field's value was not taken. */
  readonly refusal: Locator;

  constructor(page: Page) {
    this.root = page.locator('figure[data-figure="training"]');
    this.strip = new Strip(page);
    this.problem = this.root.getByRole('alert').filter({ has: page.locator('.trouble') });
    this.refusal = this.root.getByRole('alert').filter({ hasText: /must/ });
  }

  button(name: string | RegExp): Locator {
    return this.root.getByRole('button', { name });
  }

  field(name: string | RegExp): Locator {
    return this.root.getByLabel(name);
  }

  /** Scrolls to it, and waits until its scripts have taken over. */
  async open(): Promise<void> {
    await this.root.scrollIntoViewIfNeeded();
    await expectScripts(this.root);
    await this.strip.expectAlive();
  }

  async schedule({ batchSize, trainingPictures }: Schedule): Promise<void> {
    await this.open();
    // In this order: a batch may not be larger than the set, and choosing a small set makes the batch fit.
    await this.field(/training pictures/i).selectOption(String(trainingPictures));
    await this.enter(/batch size/i, String(batchSize));
    await expect(this.refusal).toHaveCount(0);
  }

  /** Types into a field and leaves it. */
  async enter(field: RegExp, value: string): Promise<void> {
    await this.field(field).fill(value);
    await this.field(field).blur();
  }

  /** Takes this engine instead of the one that the site would choose. */
  async choose(backend: 'webgpu' | 'webgl' | 'wasm' | 'cpu'): Promise<void> {
    await this.field(/engine/i).selectOption(backend);
  }

  async train(): Promise<void> {
    await this.button(/^Train$/).click();
  }

  /** Presses Pause and waits for the rest. */
  async pause(): Promise<void> {
    await this.button(/^Pause$/).click();
    await this.strip.expectMode('idle');
  }

  /** One step, from rest to rest. */
  async takeStep(): Promise<void> {
    const before = await this.strip.step();
    await this.button(/one step/i).click();
    await this.strip.expectSteps(before + 1);
    await this.strip.expectMode('idle');
  }

  /** Trains until `steps` are taken or the recipe is over. */
  async trainFor(steps: number, timeout: number): Promise<void> {
    await this.train();
    const enough = async (): Promise<boolean> =>
      (await this.strip.step()) >= steps ||
      (await this.strip.run.getAttribute('data-mode')) === 'ended';
    await expect.poll(enough, { timeout }).toBe(true);
  }

  /** Losses of the last steps, in order, from the figure's table. */
  async losses(): Promise<number[]> {
    return this.root.locator('details.as-table [data-loss]').evaluateAll((rows) =>
      rows
        .map((row) => ({
          step: Number(row.getAttribute('data-step')),
          loss: Number(row.getAttribute('data-loss')),
        }))
        .sort((a, b) => a.step - b.step)
        .map(({ loss }) => loss),
    );
  }
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
