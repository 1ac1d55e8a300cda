/** Compiles the project's AssemblyScript to its two builds. Reads the sources from the disk; what comes out is the caller's to keep. */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import type { Build } from '../../src/engine/wasm/kernels.ts';

const kernels = new URL('../../src/engine/wasm/assembly/index.ts', import.meta.url);

export const builds: readonly Build[] = ['relaxed', 'simd'];

/** Where a build lies in the project. */
export const kernelFile = (build: Build): URL =>
  new URL(`../../src/engine/wasm/kernels/${build}.wasm`, import.meta.url);

/** No runtime: nothing is allocated. No assertions: addresses are the page's side's own. */
const options = [
  '--runtime',
  'stub',
  '--noAssert',
  '--disableWarning',
  '112',
  '--optimizeLevel',
  '3',
  '--shrinkLevel',
  '0',
];

/** The bytes of one build of the file `entry`. Throws with the compiler's words where it finds fault or has a warning. */
export async function compileAssembly(entry: URL, build: Build): Promise<Uint8Array> {
  let binary: Uint8Array | null = null;
  const features = [
    '--enable',
    'simd',
    ...(build === 'relaxed' ? ['--enable', 'relaxed-simd'] : []),
  ];
  const { error, stderr } = await asc.main(
    [
      basename(entry.pathname),
      '--baseDir',
      fileURLToPath(new URL('.', entry)),
      '--importMemory',
      '--outFile',
      'out.wasm',
      ...options,
      ...features,
    ],
    {
      writeFile(name, contents) {
        if (name === 'out.wasm' && contents instanceof Uint8Array) binary = contents;
      },
    },
  );
  const told = stderr.toString().trim();
  if (error || told || !binary)
    throw new Error(`assembly: expected a clean build, got ${error?.message ?? ''}\n${told}`);
  return binary;
}

/** The bytes of one build of the engine's kernels. */
export const compileKernels = (build: Build): Promise<Uint8Array> =>
  compileAssembly(kernels, build);
