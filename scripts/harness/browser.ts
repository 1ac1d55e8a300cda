/** Starts the project's Chromium for a program. Which one that is, and its switches, are the tests' own. */
import { chromium, type Browser } from '@playwright/test';
import { resolveBrowser } from '../../e2e/browser.ts';
import { launchFlags, type Graphics } from '../../e2e/browser/flags.ts';

/** The caller closes it. Rejects with advice where no Chromium can be had. */
export async function launchBrowser(graphics: Graphics): Promise<Browser> {
  const { path } = await resolveBrowser();
  return chromium.launch({ executablePath: path, ...launchFlags(graphics) });
}
