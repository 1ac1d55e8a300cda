/** SHA-256 as the browser computes it, off this thread, wherever it does. */
import type { Digest } from '../core/math/sha256.ts';

const hexadecimal = (hash: ArrayBuffer): string =>
  Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Without https there is no `crypto.subtle`, whatever its type says. */
const subtle = crypto.subtle as SubtleCrypto | undefined;

/** SHA-256 in hexadecimal digits; undefined where the browser offers none here. */
export const digest: Digest | undefined = subtle
  ? async (bytes) => hexadecimal(await subtle.digest('SHA-256', bytes))
  : undefined;
