import { describe, expect, it } from 'vitest';
import { isSnapStub, searchBrowsers, type Machine } from './search.ts';

/** A machine whose programs are the keys of `files`; the values are their first bytes. */
const machine = (
  files: Readonly<Record<string, string>>,
  env: Machine['env'] = { PATH: '/usr/local/bin:/usr/bin' },
  links: Readonly<Record<string, string>> = {},
  platform: NodeJS.Platform = 'linux',
): Machine => ({
  platform,
  env,
  executable: (path) => path in files,
  real: (path) => links[path] ?? path,
  head: (path) => files[path] ?? '',
});

const elf = '\u007fELF';
const paths = (found: ReturnType<typeof searchBrowsers>): string[] =>
  found.candidates.map(({ path }) => path);

describe('the search for a browser', () => {
  it("tries Playwright's own first, then Chrome, then Chromium", () => {
    const files = {
      '/usr/bin/chromium': elf,
      '/usr/bin/google-chrome': elf,
      '/home/me/.cache/playwright/chrome': elf,
    };
    expect(paths(searchBrowsers(machine(files), '/home/me/.cache/playwright/chrome'))).toEqual([
      '/home/me/.cache/playwright/chrome',
      '/usr/bin/google-chrome',
      '/usr/bin/chromium',
    ]);
  });

  it('takes a browser named in the environment alone', () => {
    const files = { '/opt/chrome': elf, '/usr/bin/chromium': elf };
    for (const variable of ['CHROME_PATH', 'CHROMIUM_PATH'])
      expect(paths(searchBrowsers(machine(files, { [variable]: '/opt/chrome' }), '/none'))).toEqual(
        ['/opt/chrome'],
      );
  });

  it('throws where the named browser is not there, rather than take another', () => {
    const files = { '/usr/bin/chromium': elf };
    expect(() => searchBrowsers(machine(files, { CHROME_PATH: '/opt/gone' }), '/none')).toThrow(
      'expected CHROME_PATH to name a program, got /opt/gone',
    );
  });

  it('finds a program of /usr/bin where the PATH lacks it, and names each program once', () => {
    const files = { '/usr/bin/chromium': elf };
    expect(paths(searchBrowsers(machine(files, {}), '/none'))).toEqual(['/usr/bin/chromium']);
    expect(paths(searchBrowsers(machine(files), '/usr/bin/chromium'))).toEqual([
      '/usr/bin/chromium',
    ]);
  });

  it("refuses snap's stand-in and says so", () => {
    const stub = '#!/bin/sh\nif ! [ -x /snap/bin/chromium ]; then echo "snap install chromium"; fi';
    const found = searchBrowsers(machine({ '/usr/bin/chromium-browser': stub }), '/none');
    expect(found.candidates).toEqual([]);
    expect(found.refused).toEqual([
      "/usr/bin/chromium-browser is snap's stand-in, which does not run in tests.",
    ]);
  });

  it("tells snap's link from a distribution's start script", () => {
    const linked = machine(
      { '/snap/bin/chromium': elf },
      {},
      { '/snap/bin/chromium': '/usr/bin/snap' },
    );
    expect(isSnapStub(linked, '/snap/bin/chromium')).toBe(true);
    const script = machine({ '/usr/bin/chromium': '#!/bin/sh\n# Chromium launcher\n' });
    expect(isSnapStub(script, '/usr/bin/chromium')).toBe(false);
  });

  it('knows where macOS and Windows keep Chrome', () => {
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(paths(searchBrowsers(machine({ [mac]: elf }, {}, {}, 'darwin'), '/none'))).toEqual([
      mac,
    ]);
    const windows = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
    const env = { PROGRAMFILES: 'C:\\Program Files' };
    expect(paths(searchBrowsers(machine({ [windows]: elf }, env, {}, 'win32'), '/none'))).toEqual([
      windows,
    ]);
  });
});
