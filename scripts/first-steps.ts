/**
 * Thirty steps of the built site in Chromium beside the same steps of the float64 oracle, and the loss of a first batch over ten
 * seeds: written to `docs/first-steps.md`. The oracle takes some minutes.
 */
import { writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { format, resolveConfig } from 'prettier';
import { resolveBrowser } from '../e2e/browser.ts';
import { launchFlags } from '../e2e/browser/flags.ts';
import { oracleLosses } from '../e2e/oracle-run.ts';
import { builtSite, manifestOf } from '../e2e/pages.ts';
import { mean, TrainingFigure } from '../e2e/training-figure.ts';
import { recipe } from '../src/core/network/recipe.ts';
import { initialState } from '../src/session/session-state.ts';
import { serve } from './serve.ts';

const schedule = recipe.hyperparameters;
const steps = 30;
const seeds = Array.from({ length: 10 }, (_, index) => index + 1);
const { seed } = initialState;

/** Losses of the steps in the page, and in which browser. */
async function inThePage(): Promise<{ losses: number[]; browser: string }> {
  const found = await resolveBrowser();
  const server = await serve({ root: builtSite, port: 0, base: '/' });
  const browser = await chromium.launch({ executablePath: found.path, ...launchFlags('webgl') });
  try {
    const page = await browser.newPage();
    await page.goto(new URL('training/', server.url).href);
    const figure = new TrainingFigure(page);
    await figure.schedule(schedule);
    await figure.choose('wasm');
    for (let step = 0; step < steps; step++) await figure.takeStep();
    return { losses: await figure.losses(), browser: browser.version() };
  } finally {
    await browser.close();
    await server.close();
  }
}

const text = (value: number): string => value.toFixed(4);

function report(
  page: readonly number[],
  oracle: readonly number[],
  first: readonly number[],
): string {
  const rows = page.map((loss, step) => `| ${step + 1} | ${text(loss)} | ${text(oracle[step]!)} |`);
  const fifth = (losses: readonly number[], from: number) =>
    text(mean(losses.slice(from, from + 6)));
  return `| step | in the page | oracle |
|---:|---:|---:|
${rows.join('\n')}

Mean of the first six steps: ${fifth(page, 0)} in the page, ${fifth(oracle, 0)} in the oracle; of the last six: ${fifth(page, steps - 6)} and ${fifth(oracle, steps - 6)}.

## The first batch

Loss of the first batch of ${schedule.batchSize}, dropout on, for seeds ${seeds[0]} to ${seeds.at(-1)}: ${first.map(text).join(', ')}; mean ${text(mean(first))}. Guessing costs ln 3 = ${text(Math.log(3))}.
A network with Glorot-uniform weights does not shrug: its logits have a spread of their own, and dropout before the last layer doubles
what it keeps, so that the mean lies above ln 3. PyTorch's golden step, made without dropout from weights of its own, starts at 2.0180.
`;
}

async function main(): Promise<void> {
  const { name } = manifestOf(builtSite);
  const { losses, browser } = await inThePage();
  const oracle = oracleLosses(builtSite, seed, steps, schedule);
  const first = seeds.map((each) => oracleLosses(builtSite, each, 1, schedule)[0]!);
  const head = `# The first steps

${name}, seed ${seed}, the published recipe: batches of ${schedule.batchSize} from ${schedule.trainingPictures.toLocaleString('en')} pictures, learning rate ${schedule.learningRate}, dropout on. In the page: the
WebAssembly kernels in Chromium ${browser}. The oracle: float64 loops of \`src/core\` in Node, on the same shards. Made by
\`node scripts/first-steps.ts\` after a build.

Both draw the same weights, order and masks from the seed; what separates them is the rounding of float32, which Adam's first updates enlarge
wherever a gradient is as small as its own rounding error.

`;
  const file = 'docs/first-steps.md';
  const style = await resolveConfig(file);
  const text = head + report(losses, oracle, first);
  writeFileSync(file, await format(text, { ...style, filepath: file }));
}

await main();
