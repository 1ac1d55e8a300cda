/**
 * Finds the Chromium that the tests and pictures use, installs one where there is none, and remembers which. Run as a
 * program it prints one line about it, or says what to do and ends with an error.
 */
import { adviceFor, installations, type Rights } from './browser/install.ts';
import { searchBrowsers, type Candidate, type Machine } from './browser/search.ts';
import type { Abilities } from './browser/self-test.ts';
import { surroundingsHere } from './browser/here.ts';

export interface Browser extends Candidate, Abilities {
  /** When the file last changed, in milliseconds of its clock: another file needs another self-test. */
  readonly changed: number;
}

/** What resolving does to the world; tests give invented ones. */
export interface Surroundings {
  readonly machine: Machine;
  readonly rights: () => Rights;
  /** Where Playwright's own Chromium would be. */
  readonly playwrightPath: () => string;
  /** The Node program, and Playwright's command line that it runs. */
  readonly node: string;
  readonly playwrightCommand: string;
  /** True where the command ended well. */
  readonly run: (line: readonly string[]) => boolean;
  readonly test: (path: string) => Promise<Abilities>;
  readonly changed: (path: string) => number;
  readonly say: (line: string) => void;
  readonly recall: () => Browser | null;
  readonly remember: (browser: Browser) => void;
}

/** One line about a browser, as the summary of the tests shows it. */
export const describe = ({ version, path, webgl, webgpu }: Browser): string =>
  `Chromium ${version} from ${path}; WebGL ${short(webgl)}; WebGPU ${short(webgpu)}`;

const short = (name: string | null): string => {
  if (name === null) return 'not offered';
  return /swiftshader/i.test(name) ? 'on SwiftShader (software)' : `on ${name}`;
};

async function firstThatStarts(around: Surroundings, tried: string[]): Promise<Browser | null> {
  const { candidates, refused } = searchBrowsers(around.machine, around.playwrightPath());
  tried.push(...refused);
  for (const candidate of candidates) {
    try {
      const abilities = await around.test(candidate.path);
      return { ...candidate, ...abilities, changed: around.changed(candidate.path) };
    } catch (error) {
      tried.push(`${candidate.path} does not start: ${firstLine(error)}`);
    }
  }
  return null;
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';

/** Still the file that passed the self-test, and not overruled by a browser named in the environment since. */
function stillGood(browser: Browser, { machine, changed }: Surroundings): boolean {
  const named = machine.env.CHROME_PATH || machine.env.CHROMIUM_PATH;
  if (named && named !== browser.path) return false;
  return machine.executable(browser.path) && changed(browser.path) === browser.changed;
}

/**
 * Found, else installed, else an error whose message lists the commands that help. Never "no browser, no tests".
 *
 * @throws with the whole advice.
 */
export async function resolveBrowser(around: Surroundings = surroundingsHere()): Promise<Browser> {
  const known = around.recall();
  if (known && stillGood(known, around)) return known;
  const tried: string[] = [];
  let browser = await firstThatStarts(around, tried);
  const named = around.machine.env.CHROME_PATH || around.machine.env.CHROMIUM_PATH;
  if (!browser && !named) browser = await install(around, tried);
  if (!browser) throw new Error(adviceFor([...new Set(tried)]));
  around.remember(browser);
  return browser;
}

async function install(around: Surroundings, tried: string[]): Promise<Browser | null> {
  for (const way of installations(around.rights(), around.node, around.playwrightCommand)) {
    around.say(`No Chromium here yet: installing ${way.what}.`);
    const done = way.commands.every(({ line, must }) => around.run(line) || !must);
    if (!done) tried.push(`Installing ${way.what} failed; its own words stand above.`);
    const browser = done ? await firstThatStarts(around, tried) : null;
    if (browser) return browser;
  }
  return null;
}

if (import.meta.main) {
  try {
    console.log(describe(await resolveBrowser()));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
