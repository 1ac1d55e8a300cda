/** The machine that the tests run on, as the resolver sees and changes it. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  accessSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, Surroundings } from '../browser.ts';
import { installationSeconds, type Rights } from './install.ts';
import type { Machine } from './search.ts';
import { selfTest } from './self-test.ts';

const cacheFile = join(import.meta.dirname, '..', '..', '.cache', 'browser.json');

const playwrightCommand = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');

const answers = (test: () => unknown): boolean => {
  try {
    test();
    return true;
  } catch {
    return false;
  }
};

const machineHere: Machine = {
  platform: process.platform,
  env: process.env,
  executable: (path) =>
    answers(() => {
      accessSync(path, constants.X_OK);
    }) && statSync(path).isFile(),
  real: (path) => realpathSync(path),
  head: (path) => {
    const bytes = Buffer.alloc(4096);
    const file = openSync(path, 'r');
    const length = readSync(file, bytes);
    closeSync(file);
    return bytes.toString('latin1', 0, length);
  },
};

function rightsHere(): Rights {
  const works = (program: string, ...args: string[]): boolean =>
    answers(() => execFileSync(program, args, { stdio: 'ignore', timeout: 10_000 }));
  return {
    platform: process.platform,
    root: process.getuid?.() === 0,
    sudo: works('sudo', '-n', 'true'),
    apt: works('apt-get', '--version'),
  };
}

export function surroundingsHere(): Surroundings {
  return {
    machine: machineHere,
    rights: rightsHere,
    node: process.execPath,
    playwrightCommand: playwrightCommand(),
    playwrightPath: () => chromium.executablePath(),
    run: ([program = '', ...args]) =>
      spawnSync(program, args, {
        stdio: ['ignore', 'inherit', 'inherit'],
        timeout: installationSeconds * 1000,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      }).status === 0,
    test: selfTest,
    changed: (path) => statSync(path).mtimeMs,
    say: (line) => {
      console.log(line);
    },
    recall: () => {
      try {
        return JSON.parse(readFileSync(cacheFile, 'utf8')) as Browser;
      } catch {
        return null;
      }
    },
    remember: (browser) => {
      mkdirSync(dirname(cacheFile), { recursive: true });
      writeFileSync(cacheFile, `${JSON.stringify(browser, null, 2)}\n`);
    },
  };
}
