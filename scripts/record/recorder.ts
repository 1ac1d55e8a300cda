/** Drives the recorder's page in Chromium: one order at a time, its words as typed values. It keeps and judges nothing. */
import { mkdir, rm, symlink } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { floatsOf, toBase64 } from '../harness/calls.ts';
import type { EpochResult } from '../../src/core/network/run.ts';
import { launchBrowser } from '../harness/browser.ts';
import { harnessSite } from '../harness/site.ts';
import { sets, type Answering, type Order, type SetName, type Word } from './harness/orders.ts';
import type { RecorderPage } from './harness/page.ts';

type Training = Extract<Order, { type: 'train' }>;

/** What a run gave. */
export interface Recording {
  readonly engine: string;
  readonly epochs: readonly EpochResult[];
  /** All parameters after epoch 0, 1, …. */
  readonly weights: readonly { readonly step: number; readonly values: Float32Array }[];
  readonly steps: { readonly loss: readonly number[]; readonly accuracy: readonly number[] };
  readonly film: Float32Array;
  /** Why the recipe ended the run, as a sentence; null where it would go on. */
  readonly ended: string | null;
}

export interface Recorder {
  /** The browser's version. */
  readonly browser: string;
  /** `told` hears of each epoch as it ends. */
  train(order: Omit<Training, 'type'>, told: (result: EpochResult) => void): Promise<Recording>;
  evaluate(set: SetName, weights: Float32Array): Promise<Answering>;
  close(): Promise<void>;
}

/** Gives an order and hands each word to `hear` until that answers with a value. Rejects with the page's reason. */
type Give = <T>(order: Order, hear: (word: Word) => T | null) => Promise<T>;

async function giving(page: Page): Promise<Give> {
  let listener: (word: Word) => void = () => undefined;
  let stop: (why: string) => void = () => undefined;
  await page.exposeFunction('deliver', (word: Word) => listener(word));
  page.on('crash', () => stop('the page crashed'));
  page.on('close', () => stop('the page was closed'));
  return (order, hear) =>
    new Promise((resolve, reject) => {
      stop = (why) => reject(new Error(`recorder: ${why}`));
      listener = (word) => {
        if (word.type === 'failed') return stop(word.reason);
        const heard = hear(word);
        if (heard !== null) resolve(heard);
      };
      page
        .evaluate((given) => (globalThis as unknown as RecorderPage).begin(given), order)
        .catch(reject);
    });
}

function train(give: Give, order: Training, told: (result: EpochResult) => void) {
  const epochs: EpochResult[] = [];
  const weights: { step: number; values: Float32Array }[] = [];
  let engine = '';
  let ended: string | null = null;
  return give<Recording>(order, (word) => {
    if (word.type === 'opened') engine = word.engine;
    if (word.type === 'weights') weights.push({ step: word.step, values: floatsOf(word.weights) });
    if (word.type === 'epoch') {
      epochs.push(word.result);
      ({ ended } = word);
      told(word.result);
    }
    if (word.type !== 'trained') return null;
    return { engine, epochs, weights, steps: word.steps, film: floatsOf(word.film), ended };
  });
}

/** The folders of the sets beside each other, as links, for the bundler to copy beside the page. */
async function staged(folders: Readonly<Record<SetName, string>>, cache: string): Promise<URL> {
  const stage = resolve(cache, 'record', 'pictures');
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  for (const set of sets) await symlink(resolve(folders[set]), resolve(stage, set), 'junction');
  return pathToFileURL(`${stage}/`);
}

/** `folders`: where each packed set lies. `cache`: a folder for what is made on the way. */
export async function openRecorder(
  folders: Readonly<Record<SetName, string>>,
  cache: string,
): Promise<Recorder> {
  const root = new URL('harness/', import.meta.url);
  const site = await harnessSite(root, 'record', { publicFolder: await staged(folders, cache) });
  const browser = await launchBrowser('none');
  const page = await browser.newPage();
  await page.goto(site.address);
  const give = await giving(page);
  return {
    browser: browser.version(),
    train: (order, told) => train(give, { type: 'train', ...order }, told),
    evaluate: (set, weights) =>
      give({ type: 'evaluate', set, weights: toBase64(weights) }, (word) =>
        word.type === 'evaluated' ? word.answering : null,
      ),
    async close() {
      await browser.close();
      await site.close();
    },
  };
}
