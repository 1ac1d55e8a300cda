/** `npm run kernels`: compiles the engine's kernels and writes both builds into the source tree, where they are kept. */
import { mkdir, writeFile } from 'node:fs/promises';
import { builds, compileKernels, kernelFile } from './kernels/compile.ts';

for (const build of builds) {
  const bytes = await compileKernels(build);
  await mkdir(new URL('.', kernelFile(build)), { recursive: true });
  await writeFile(kernelFile(build), bytes);
  console.log(`kernels: ${build}.wasm, ${bytes.length.toLocaleString('en')} bytes`);
}
