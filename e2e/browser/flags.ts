/** The switches that Chromium is started with, kind by kind. Data only; who starts it is `self-test.ts` and Playwright. */

/** Nothing but the loopback address can be reached, and the browser itself asks nobody for anything. */
const quiet: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Graphics emulated on the CPU by SwiftShader: the same numbers on every machine, whatever card it has. */
const software: readonly string[] = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
];

/** What a page can compute on. */
export type Graphics = 'webgl' | 'webgpu' | 'none';

/** Launch options of Playwright for one kind of graphics. */
export interface LaunchFlags {
  readonly args: string[];
  readonly ignoreDefaultArgs: string[];
}

const graphics: Readonly<Record<Graphics, readonly string[]>> = {
  webgl: software,
  webgpu: [
    ...software,
    '--enable-unsafe-webgpu',
    '--use-webgpu-adapter=swiftshader',
    '--enable-features=Vulkan',
  ],
  none: ['--disable-gpu', '--disable-software-rasterizer'],
};

/**
 * Without `--enable-unsafe-webgpu` an adapter request answers null on SwiftShader, so `webgl` has WebGL alone. For
 * `none`, Playwright's own `--enable-unsafe-swiftshader` must go too: it would bring WebGL back behind `--disable-gpu`.
 */
export function launchFlags(kind: Graphics): LaunchFlags {
  return {
    args: [...quiet, ...graphics[kind]],
    ignoreDefaultArgs: kind === 'none' ? ['--enable-unsafe-swiftshader'] : [],
  };
}
