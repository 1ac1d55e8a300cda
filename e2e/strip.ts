/** The Strip as a reader meets it: its layers, its state, its one button. */
import { expect, type Locator, type Page } from '@playwright/test';
import { network } from '../src/core/network/network.ts';

/** In the order of the Keras listing. */
export const layerIds = network.layers.map(({ id }) => id);

export class Strip {
  readonly #page: Page;
  readonly root: Locator;
  readonly run: Locator;
  readonly button: Locator;
  readonly inspector: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.root = page.locator('[data-strip]');
    this.run = this.root.locator('[data-mode]');
    this.button = this.root.getByRole('button', { name: /^(Train|Pause)$/ });
    this.inspector = this.root.getByRole('region', { name: /inspector/i });
  }

  /** The layer's control, by the id in its accessible name. */
  layer(id: string): Locator {
    return this.root.getByRole('button', { name: new RegExp(`\\b${id}\\b`) }).first();
  }

  async step(): Promise<number> {
    return Number(await this.run.getAttribute('data-step'));
  }

  async expectMode(mode: string, timeout = 90_000): Promise<void> {
    await expect(this.run).toHaveAttribute('data-mode', mode, { timeout });
  }

  /** Waits until this many steps have been taken in all. */
  async expectSteps(least: number, timeout = 120_000): Promise<void> {
    await expect.poll(() => this.step(), { timeout }).toBeGreaterThanOrEqual(least);
  }

  /** Waits until its scripts have taken over. */
  async expectScripts(): Promise<void> {
    const island = this.root.locator('xpath=ancestor::astro-island');
    await expect(island).not.toHaveAttribute('ssr', { timeout: 60_000 });
  }

  /**
   * Shows that somebody is there, and waits for the first maps: scripts run, the worker answers, and nothing is on its way any more.
   */
  async expectAlive(): Promise<void> {
    await this.expectScripts();
    await this.#page.mouse.move(2, 2);
    await expect(this.root.locator('canvas[width="32"]').first()).toBeAttached({ timeout: 60_000 });
  }
}
