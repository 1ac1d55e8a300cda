import { describe, expect, it } from 'vitest';
import { buildFor } from './kernels.ts';

/** The second byte of an instruction with the vector prefix tells addition from the relaxed ones. */
const relaxed = (bytes: Uint8Array): boolean => bytes.at(-3) === 0x85 && bytes.at(-2) === 0x02;

describe('the choice of a build', () => {
  it('takes fused multiply-add where the machine validates it, as this one does', () => {
    expect(buildFor((bytes) => WebAssembly.validate(bytes))).toBe('relaxed');
  });

  it('takes plain vectors where relaxed ones are refused, by a module that is valid here', () => {
    const asked: Uint8Array[] = [];
    const build = buildFor((bytes) => {
      asked.push(bytes);
      return !relaxed(bytes) && WebAssembly.validate(bytes);
    });
    expect(build).toBe('simd');
    expect(asked.map(relaxed)).toEqual([true, false]);
  });

  it('takes none where there are no vectors', () => {
    expect(buildFor(() => false)).toBeNull();
  });
});
