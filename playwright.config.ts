/**
 * The browser tests: the built site, served from this machine, in a real Chromium. Each project is one kind of reader; each
 * spec goes to those projects in which it can find something new, so that all of it fits into minutes on two cores.
 */
import { defineConfig, devices, type PlaywrightTestConfig } from '@playwright/test';
import { resolveBrowser } from './e2e/browser.ts';
import { launchFlags, type Graphics } from './e2e/browser/flags.ts';
import type { SiteOptions } from './e2e/fixtures.ts';

const browser = await resolveBrowser();

const launch = (graphics: Graphics) => ({
  launchOptions: { executablePath: browser.path, ...launchFlags(graphics) },
});

type Project = NonNullable<PlaywrightTestConfig<object, SiteOptions>['projects']>[number];

const webgl = launch('webgl');
const phone = devices['Pixel 7'];

const projects: Project[] = [
  {
    name: 'webgl',
    testMatch: [
      'bundle.spec.ts',
      'reading-frame.spec.ts',
      'contract.spec.ts',
      'access.spec.ts',
      'states.spec.ts',
      'keyboard.spec.ts',
      'first-steps.spec.ts',
      'training.spec.ts',
      'race.spec.ts',
      'saved-run.spec.ts',
      'first-steps.spec.ts',
      'strip.spec.ts',
      'recorded.spec.ts',
      'summary.spec.ts',
      'convolution.spec.ts',
      'picture.spec.ts',
      'dataset.spec.ts',
      'pooling.spec.ts',
      'batch-norm.spec.ts',
      'dropout.spec.ts',
      'film.spec.ts',
      'confusion.spec.ts',
      'softmax.spec.ts',
      'top-pictures.spec.ts',
      'cell.spec.ts',
      'map.spec.ts',
      'inspector.spec.ts',
      'receptive-field.spec.ts',
      'local-connectivity.spec.ts',
      'slow-step.spec.ts',
      'seeds.spec.ts',
      'lessons.spec.ts',
      'class-link.spec.ts',
      'faults.spec.ts',
      'canary.spec.ts',
      'parity/*.spec.ts',
    ],
    use: webgl,
  },
  { name: 'nojs', testMatch: 'reading.spec.ts', use: { ...webgl, javaScriptEnabled: false } },
  { name: 'phone', testMatch: 'phone.spec.ts', use: { ...phone, ...webgl } },
  { name: 'nogpu', testMatch: 'nogpu.spec.ts', use: launch('none') },
  {
    name: 'subpath',
    testMatch: 'subpath.spec.ts',
    use: { ...webgl, site: { root: 'dist-subpath', base: '/three-blocks/' } },
  },
];

/** Required wherever the browser has an adapter; said aloud where it has none. */
const onWebgpu: Project = {
  name: 'webgpu',
  testMatch: ['webgpu.spec.ts', 'race.spec.ts', 'parity/*.spec.ts'],
  use: launch('webgpu'),
};

export default defineConfig<object, SiteOptions>({
  testDir: './e2e',
  projects: browser.webgpu === null ? projects : [...projects, onWebgpu],
  metadata: { notRun: browser.webgpu === null ? ['webgpu: not run: no adapter'] : [] },
  workers: 1,
  // Compiling shaders and one small step take seconds where graphics are software.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['./e2e/tally-reporter.ts']],
  outputDir: './test-results',
  forbidOnly: Boolean(process.env.CI),
  use: { viewport: { width: 1280, height: 900 }, screenshot: 'only-on-failure' },
});
