/** Ways to get a Chromium onto this machine, and the words for somebody who must do it by hand. */

/** What may be done here. */
export interface Rights {
  readonly platform: NodeJS.Platform;
  /** Started as root. */
  readonly root: boolean;
  /** `sudo -n` works: no password is asked for. */
  readonly sudo: boolean;
  readonly apt: boolean;
}

export interface Installation {
  readonly what: string;
  /** Run one after the other. Those that may fail (a package list that is partly out of reach) end in a try only. */
  readonly commands: readonly { readonly line: readonly string[]; readonly must: boolean }[];
}

/** A download that crawls is given up in favour of the next way. */
export const installationSeconds = 600;

const aptPackages = ['chromium'];

/**
 * The ways open on this machine, best first. Playwright's download comes before its system packages, so that a machine
 * that cannot reach it spends nothing on them. `apt-get update` comes before `install`: a fresh image has no lists.
 *
 * @param node the Node program; @param playwright the path of Playwright's command line.
 */
export function installations(rights: Rights, node: string, playwright: string): Installation[] {
  const asRoot = rights.root ? [] : rights.sudo ? ['sudo', '-n'] : null;
  const download = [node, playwright, 'install', '--no-shell', 'chromium'];
  const ways: Installation[] = [
    {
      what: "Playwright's own Chromium",
      commands: [
        { line: download, must: true },
        ...(rights.platform === 'linux' && asRoot !== null
          ? [{ line: [node, playwright, 'install-deps', 'chromium'], must: false }]
          : []),
      ],
    },
  ];
  if (rights.apt && asRoot !== null)
    ways.push({
      what: "the system's Chromium, by apt",
      commands: [
        { line: [...asRoot, 'apt-get', 'update'], must: false },
        {
          line: [...asRoot, 'apt-get', 'install', '-y', '--no-install-recommends', ...aptPackages],
          must: true,
        },
      ],
    });
  return ways;
}

/** The last word when nothing worked: what was tried, and the commands that would help. */
export function adviceFor(tried: readonly string[]): string {
  return [
    'The tests in a browser need Chromium or Chrome, and none that starts was found here.',
    ...tried.map((line) => `  - ${line}`),
    'Any one of these helps:',
    '  npx playwright install --with-deps --no-shell chromium',
    '  sudo apt-get update && sudo apt-get install -y chromium',
    '  CHROME_PATH=/path/to/chrome npm test',
  ].join('\n');
}
