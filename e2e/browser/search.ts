/** Where a Chromium may be on this machine, in the order in which they are tried. Reads the disk, starts nothing. */

/** What the search asks of a machine; tests give it an invented one. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True for a file that may be executed. */
  executable(path: string): boolean;
  /** The path with its links followed. */
  real(path: string): string;
  /** The first bytes of a file, as text. */
  head(path: string): string;
}

export interface Candidate {
  readonly path: string;
  /** In words: who put it there. */
  readonly origin: string;
}

export interface Search {
  readonly candidates: readonly Candidate[];
  /** What was found and not taken, as sentences. */
  readonly refused: readonly string[];
}

const chromeNames = ['google-chrome-stable', 'google-chrome'];
const chromiumNames = ['chromium', 'chromium-browser'];

/** Where macOS and Windows keep what has no name on the PATH. */
function fixedPlaces(machine: Machine): readonly string[] {
  if (machine.platform === 'darwin')
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ];
  if (machine.platform !== 'win32') return [];
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
  return roots.flatMap((name) => {
    const root = machine.env[name];
    return root ? [`${root}\\Google\\Chrome\\Application\\chrome.exe`] : [];
  });
}

function onPath(machine: Machine, name: string): string | null {
  if (machine.platform === 'win32') return null;
  const folders = (machine.env.PATH ?? '').split(':').filter(Boolean);
  const places = [...folders, '/usr/bin'].map((folder) => `${folder}/${name}`);
  return places.find((path) => machine.executable(path)) ?? null;
}

/**
 * Ubuntu's `chromium` package holds no browser but a script that calls snap, which does not run in containers and sees
 * neither our folders nor our switches.
 */
export function isSnapStub(machine: Machine, path: string): boolean {
  const real = machine.real(path);
  if (real === '/usr/bin/snap' || real.startsWith('/snap/')) return true;
  const head = machine.head(path);
  return head.startsWith('#!') && (head.includes('/snap/bin/') || head.includes('snap install'));
}

/**
 * Every Chromium that could be used: one named by `CHROME_PATH` or `CHROMIUM_PATH` alone if there is one (a wish is never
 * overruled in silence), else Playwright's own, Chrome, Chromium.
 *
 * @param playwrightPath where Playwright's own Chromium would be.
 * @throws where a named browser is not there.
 */
export function searchBrowsers(machine: Machine, playwrightPath: string): Search {
  for (const variable of ['CHROME_PATH', 'CHROMIUM_PATH']) {
    const path = machine.env[variable];
    if (!path) continue;
    if (!machine.executable(path))
      throw new Error(`browser: expected ${variable} to name a program, got ${path}`);
    return { candidates: [{ path, origin: `named by ${variable}` }], refused: [] };
  }
  const found: Candidate[] = [];
  const refused: string[] = [];
  const add = (path: string | null, origin: string): void => {
    if (path === null || !machine.executable(path)) return;
    if (found.some((other) => other.path === path)) return;
    if (isSnapStub(machine, path))
      refused.push(`${path} is snap's stand-in, which does not run in tests.`);
    else found.push({ path, origin });
  };
  add(playwrightPath, "Playwright's own");
  for (const name of [...chromeNames, ...chromiumNames]) add(onPath(machine, name), 'installed');
  for (const path of fixedPlaces(machine)) add(path, 'installed');
  return { candidates: found, refused };
}
