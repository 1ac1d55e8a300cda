/** What the page brings along for the dropout microscope: thirty passes of the first picture, and the values of one. Plain data. */
export interface BuiltDropout {
  /** Class number of the picture. */
  readonly label: number;
  /** Three for each of thirty passes, and three without dropout. */
  readonly probabilities: readonly number[];
  readonly certain: readonly number[];
  /** The values before the last layer in the first pass, base64 of 32-bit floats. */
  readonly before: string;
  /** The same without dropout. */
  readonly whole: string;
  /** CSS backgrounds of the first pass. */
  readonly stills: { readonly before: string; readonly after: string };
}

export const packedFloats = (values: Float32Array): string =>
  btoa(String.fromCharCode(...new Uint8Array(values.buffer, values.byteOffset, values.byteLength)));

export const unpackedFloats = (base64: string): Float32Array =>
  new Float32Array(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer);
