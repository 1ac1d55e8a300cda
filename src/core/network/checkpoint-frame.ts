/**
 * The outer form of a saved run: a magic word, a version, two lengths, a header of text, numbers, and a hash over all of it. It
 * does not know what header and numbers mean. Magic, version, lengths and hash stand at these places in every version, so that
 * a page can tell a newer file from a damaged one.
 *
 * ```
 *  0  8 bytes  3BLOCKS and a line feed
 *  8  u32      version of the format         numbers are little endian
 * 12  u32      h, bytes of the header
 * 16  u32      p, bytes of the payload, a multiple of 4
 * 20  h bytes  header, ASCII
 *     p bytes  payload, float32
 *     32 bytes SHA-256 of everything before it
 * ```
 */
import { asciiBytes, asciiText } from '../math/ascii.ts';
import { sha256, type Digest } from '../math/sha256.ts';

/** The format that this page writes, and the newest that it reads. */
export const formatVersion = 1;

/** The most bytes of a file: 1.16 MB of weights, twice as much of moments, again as much of a best epoch's weights, and room. */
const mostBytes = 8_000_000;
const mostHeader = 64_000;

const magic = '3BLOCKS\n';
const start = 20;
const seal = 32;

/** What was in a frame, or why it is none, in one sentence about the file. */
export type Unframed =
  | { readonly ok: true; readonly header: string; readonly payload: Float32Array<ArrayBuffer> }
  | { readonly ok: false; readonly reason: string };

const bytesText = (bytes: number): string => `${bytes.toLocaleString('en')} bytes`;

/** Why a file of so many bytes need not even be read, as a sentence about it; null: it may be read. */
export const sizeFault = (bytes: number): string | null =>
  bytes <= mostBytes
    ? null
    : `It is larger than any run of this site: it has ${bytesText(bytes)}, and a run at most ${bytesText(mostBytes)}.`;

const plainDigest: Digest = async (bytes) => sha256(bytes);

/**
 * A frame around a header and the numbers of `payload` in turn.
 *
 * @throws where the header is longer than a reader takes, or no ASCII.
 */
export async function frame(
  header: string,
  payload: readonly Float32Array[],
  digest: Digest = plainDigest,
): Promise<Uint8Array<ArrayBuffer>> {
  const text = asciiBytes(header);
  const numbers = payload.reduce((sum, { length }) => sum + length, 0);
  if (text.length > mostHeader)
    throw new Error(
      `checkpoint: expected a header of at most ${mostHeader} bytes, got ${text.length}`,
    );
  const sealed = start + text.length + 4 * numbers;
  const bytes = new Uint8Array(sealed + seal);
  const view = new DataView(bytes.buffer);
  bytes.set(asciiBytes(magic));
  [formatVersion, text.length, 4 * numbers].forEach((value, i) =>
    view.setUint32(8 + 4 * i, value, true),
  );
  bytes.set(text, start);
  let at = start + text.length;
  for (const values of payload)
    for (let i = 0; i < values.length; i++, at += 4) view.setFloat32(at, values[i]!, true);
  const hash = await digest(bytes.subarray(0, sealed));
  for (let i = 0; i < seal; i++) bytes[sealed + i] = parseInt(hash.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

const refuse = (reason: string): Unframed => ({ ok: false, reason });

const hexadecimal = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Why the lengths don't fit, as a sentence; null where they do. */
function lengthFault(length: number, header: number, payload: number): string | null {
  const whole = start + header + payload + seal;
  if (header > mostHeader || payload % 4 !== 0 || whole > mostBytes)
    return 'It is damaged: the lengths that it names are not those of a run.';
  if (length < whole)
    return `It is cut off: of its ${bytesText(whole)} only ${bytesText(length)} are there.`;
  return length > whole
    ? `It is damaged: it ends after ${bytesText(whole)}, and has ${bytesText(length)}.`
    : null;
}

/** Takes a frame apart after it was found whole. */
export async function unframe(
  bytes: Uint8Array<ArrayBuffer>,
  digest: Digest = plainDigest,
): Promise<Unframed> {
  const large = sizeFault(bytes.length);
  if (large !== null) return refuse(large);
  if (asciiText(bytes.subarray(0, magic.length)) !== magic)
    return refuse('It is not a saved run of this site.');
  if (bytes.length < start) return refuse('It is cut off within its first line.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [version, header, payload] = [8, 12, 16].map((at) => view.getUint32(at, true)) as Three;
  const fault = lengthFault(bytes.length, header, payload);
  if (fault !== null) return refuse(fault);
  const sealed = start + header + payload;
  if ((await digest(bytes.subarray(0, sealed))) !== hexadecimal(bytes.subarray(sealed)))
    return refuse('It is damaged: its bytes do not give the checksum that it carries.');
  if (version > formatVersion)
    return refuse(
      `It was made by a newer version of this site: its format is ${version}, and this page reads formats up to ${formatVersion}.`,
    );
  if (version < 1) return refuse(`It is damaged: there never was a format ${version}.`);
  const values = new Float32Array(payload / 4);
  for (let i = 0; i < values.length; i++) values[i] = view.getFloat32(start + header + 4 * i, true);
  return { ok: true, header: asciiText(bytes.subarray(start, start + header)), payload: values };
}

type Three = [number, number, number];
