/** What a page brings along for the time before the session has anything: a picture and the first layer's filters, as base64. */
import { layout } from '../../core/network/layout.ts';
import { firstLayer, type FirstFilters } from './learned.ts';

export const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Kernel and bias one after the other, 32-bit floats, little-endian. Throws where they are of another length. */
export function carriedFilters(base64: string): FirstFilters {
  const bytes = bytesOf(base64);
  const values = new Float32Array(bytes.buffer as ArrayBuffer);
  const length = (part: string) =>
    layout.parameters.find(({ name }) => name === `${firstLayer}/${part}`)!.length;
  const [kernel, bias] = [length('kernel'), length('bias')];
  if (values.length !== kernel + bias)
    throw new Error(`filters: expected ${kernel + bias} values, got ${values.length}`);
  return { kernel: values.subarray(0, kernel), bias: values.subarray(kernel) };
}

/** The inverse, at build time: the first layer's kernel and bias as bytes. */
export function filterBytes({ kernel, bias }: FirstFilters): Uint8Array {
  const values = new Float32Array(kernel.length + bias.length);
  values.set(kernel);
  values.set(bias, kernel.length);
  return new Uint8Array(values.buffer);
}
