import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builds, compileKernels, kernelFile } from './compile.ts';

describe('the kernels in the source tree', () => {
  it.each(builds)('are what the sources compile to today: %s', async (build) => {
    const compiled = await compileKernels(build);
    const kept = new Uint8Array(readFileSync(kernelFile(build)));
    // A difference means: run `npm run kernels` and keep what it writes.
    expect(Buffer.compare(kept, compiled)).toBe(0);
  });

  it.each(builds)('import one memory and nothing else: %s', (build) => {
    const module = new WebAssembly.Module(readFileSync(kernelFile(build)));
    expect(WebAssembly.Module.imports(module)).toEqual([
      { module: 'env', name: 'memory', kind: 'memory' },
    ]);
  });
});
