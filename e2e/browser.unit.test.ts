import { describe, expect, it } from 'vitest';
import { describe as inWords, resolveBrowser, type Browser, type Surroundings } from './browser.ts';
import { installations } from './browser/install.ts';

const abilities = { version: '156.0', webgl: 'ANGLE (SwiftShader)', webgpu: null };
const rights = { platform: 'linux', root: true, sudo: false, apt: true } as const;

/** An invented machine: its programs, what commands were run on it, what was said and remembered. */
function world(programs: readonly string[], changes: Partial<Surroundings> = {}) {
  const present = new Set(programs);
  const log = {
    ran: [] as string[],
    said: [] as string[],
    tested: [] as string[],
    kept: [] as Browser[],
  };
  const surroundings: Surroundings = {
    machine: {
      platform: 'linux',
      env: { PATH: '/usr/bin' },
      executable: (path) => present.has(path),
      real: (path) => path,
      head: () => '',
    },
    rights: () => rights,
    playwrightPath: () => '/own/chrome',
    node: 'node',
    playwrightCommand: 'cli.js',
    run: (line) => {
      log.ran.push(line.join(' '));
      return true;
    },
    test: (path) => {
      log.tested.push(path);
      return Promise.resolve(abilities);
    },
    changed: () => 7,
    say: (line) => log.said.push(line),
    recall: () => log.kept.at(-1) ?? null,
    remember: (browser) => log.kept.push(browser),
    ...changes,
  };
  return { surroundings, log, present };
}

describe('resolving the browser', () => {
  it('installs nothing where one is found, tests it, and remembers it', async () => {
    const { surroundings, log } = world(['/usr/bin/chromium']);
    const browser = await resolveBrowser(surroundings);
    expect(browser).toMatchObject({ path: '/usr/bin/chromium', version: '156.0', changed: 7 });
    expect(log.ran).toEqual([]);
    expect(log.kept).toEqual([browser]);
    await resolveBrowser(surroundings);
    expect(log.tested).toHaveLength(1);
  });

  it('tests again where the remembered file vanished, changed, or another is named', async () => {
    const { surroundings, log, present } = world(['/usr/bin/google-chrome', '/usr/bin/chromium']);
    await resolveBrowser(surroundings);
    present.delete('/usr/bin/google-chrome');
    await resolveBrowser(surroundings);
    await resolveBrowser({ ...surroundings, changed: () => 8 });
    present.add('/opt/chrome');
    const env = { CHROME_PATH: '/opt/chrome' };
    const named = { ...surroundings, machine: { ...surroundings.machine, env } };
    await resolveBrowser({ ...named, changed: () => 8 });
    expect(log.tested).toEqual([
      '/usr/bin/google-chrome',
      '/usr/bin/chromium',
      '/usr/bin/chromium',
      '/opt/chrome',
    ]);
  });

  it('goes on to the next browser where one does not start', async () => {
    const { surroundings } = world(['/own/chrome', '/usr/bin/chromium'], {
      test: (path) =>
        path === '/own/chrome'
          ? Promise.reject(new Error('libnss3.so: cannot open\nlong log'))
          : Promise.resolve(abilities),
    });
    expect((await resolveBrowser(surroundings)).path).toBe('/usr/bin/chromium');
  });

  it("installs Playwright's own first and asks apt for nothing where that works", async () => {
    const { surroundings, log, present } = world([]);
    const run = (line: readonly string[]): boolean => {
      log.ran.push(line.join(' '));
      if (line.includes('install')) present.add('/own/chrome');
      return true;
    };
    expect((await resolveBrowser({ ...surroundings, run })).path).toBe('/own/chrome');
    expect(log.ran).toEqual([
      'node cli.js install --no-shell chromium',
      'node cli.js install-deps chromium',
    ]);
  });

  it('falls back to apt, with fresh lists even where updating them half fails', async () => {
    const { surroundings, log, present } = world([]);
    const run = (line: readonly string[]): boolean => {
      log.ran.push(line.join(' '));
      if (line[0] === 'node' || line.includes('update')) return false;
      present.add('/usr/bin/chromium');
      return true;
    };
    expect((await resolveBrowser({ ...surroundings, run })).path).toBe('/usr/bin/chromium');
    expect(log.ran).toEqual([
      'node cli.js install --no-shell chromium',
      'apt-get update',
      'apt-get install -y --no-install-recommends chromium',
    ]);
  });

  it('ends in an error that lists the commands and every reason', async () => {
    const { surroundings, log } = world(['/usr/bin/chromium'], {
      run: () => false,
      test: () => Promise.reject(new Error('no display')),
    });
    const error: unknown = await resolveBrowser(surroundings).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('/usr/bin/chromium does not start: no display');
    expect(String(error)).toContain('npx playwright install --with-deps --no-shell chromium');
    expect(String(error)).toContain('apt-get install -y chromium');
    expect(log.kept).toEqual([]);
  });

  it('installs nothing in place of a named browser that does not start', async () => {
    const { surroundings, log } = world(['/opt/chrome'], {
      test: () => Promise.reject(new Error('bad file')),
    });
    const env = { CHROME_PATH: '/opt/chrome' };
    const named = { ...surroundings, machine: { ...surroundings.machine, env } };
    await expect(resolveBrowser(named)).rejects.toThrow('/opt/chrome does not start: bad file');
    expect(log.ran).toEqual([]);
  });

  it('says in one line what was found', () => {
    expect(inWords({ path: '/b', origin: 'installed', changed: 0, ...abilities })).toBe(
      'Chromium 156.0 from /b; WebGL on SwiftShader (software); WebGPU not offered',
    );
  });
});

describe('the ways to install a browser', () => {
  it('asks for no rights that are not there', () => {
    const none = { platform: 'linux', root: false, sudo: false, apt: true } as const;
    expect(installations(none, 'node', 'cli.js').map(({ commands }) => commands)).toEqual([
      [{ line: ['node', 'cli.js', 'install', '--no-shell', 'chromium'], must: true }],
    ]);
  });

  it('goes through sudo where it asks for no password', () => {
    const sudo = { platform: 'linux', root: false, sudo: true, apt: true } as const;
    const lines = installations(sudo, 'node', 'cli.js').flatMap(({ commands }) =>
      commands.map(({ line }) => line.join(' ')),
    );
    expect(lines).toContain('sudo -n apt-get install -y --no-install-recommends chromium');
  });
});
