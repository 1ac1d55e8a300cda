/**
 * Weights as a `.safetensors` file, so that they can be taken along to Python: named arrays in Keras layout, float32. It writes
 * bytes; where they go is for others.
 */
import { asciiBytes } from '../math/ascii.ts';
import type { ParameterLayout } from './parameters.ts';

/** The header is filled up with spaces so that the values behind it begin at a multiple of this. */
const alignment = 8;
const lengthBytes = 8;
const float32Bytes = Float32Array.BYTES_PER_ELEMENT;

/** `[from, to)` in bytes after the header, as the format wants it. */
interface TensorEntry {
  readonly dtype: 'F32';
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

function headerText(layout: ParameterLayout, about: Readonly<Record<string, string>>): string {
  const entries: Record<string, TensorEntry | Readonly<Record<string, string>>> = {
    __metadata__: about,
  };
  for (const { name, shape, offset, length } of layout.parameters)
    entries[name] = {
      dtype: 'F32',
      shape,
      data_offsets: [offset * float32Bytes, (offset + length) * float32Bytes],
    };
  const text = JSON.stringify(entries);
  return text.padEnd(Math.ceil(text.length / alignment) * alignment);
}

/**
 * The file of `weights`, flat in the order of `layout`: the header's length as a 64-bit little-endian number, the header as JSON,
 * then all values as little-endian float32 (the format of the `safetensors` library, version 0.x). A tensor is named `layer/part`, for
 * example `conv1a/kernel`, and has the shape that Keras gives it. `about` goes along as text, ASCII only.
 *
 * @throws where there are not as many weights as the layout has.
 */
export function safetensors(
  weights: Float32Array,
  layout: ParameterLayout,
  about: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  if (weights.length !== layout.total)
    throw new Error(
      `safetensors: expected ${layout.total} weights, as in the layout, got ${weights.length}`,
    );
  const header = asciiBytes(headerText(layout, about));
  const start = lengthBytes + header.length;
  const file = new Uint8Array(start + weights.length * float32Bytes);
  const numbers = new DataView(file.buffer);
  numbers.setBigUint64(0, BigInt(header.length), true);
  file.set(header, lengthBytes);
  weights.forEach((value, index) => numbers.setFloat32(start + index * float32Bytes, value, true));
  return file;
}
