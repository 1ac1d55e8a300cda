/**
 * One training step that another implementation computed (PyTorch, float64, dropout off), read from a folder beside the
 * project. For tests only; where the folder is absent there is no golden step, and `goldenStep()` says so with null.
 */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { picture } from '../dataset/catalog.ts';
import type { ParameterLayout } from './parameters.ts';
import { layOut } from './parameters.ts';
import { network } from './network.ts';
import { shapes } from './shapes.ts';

const shared = new URL('../../../../shared/', import.meta.url);
const stepFile = new URL('reference/golden-step.safetensors', shared);
const archiveFile = new URL('cifar10/cifar-10-binary.tar.gz', shared);

export interface GoldenStep {
  /** Flat weights before the step, in the layout's order. */
  readonly before: Float32Array;
  /** 128 pictures as bytes, and their classes. */
  readonly batch: { readonly pixels: Uint8Array; readonly labels: Uint8Array };
  readonly loss: number;
  /** 128 x 3, training mode. */
  readonly logits: Float32Array;
  /** Flat, the trainable parameters only. */
  readonly gradient: Float32Array;
  /**
   * Flat weights after one Adam step of 1e-3. The moving variances carry PyTorch's factor m / (m - 1) on the batch's
   * variance, m the cells of a channel in the batch; `movingVarianceCells` gives m by layer id.
   */
  readonly after: Float32Array;
  readonly movingVarianceCells: ReadonlyMap<string, number>;
  /** 128 x 3, evaluation mode, with the weights after the step. */
  readonly probabilities: Float32Array;
  /** By layer id, the first picture's maps: in training mode before the step, in evaluation mode after it. */
  readonly trainingMaps: ReadonlyMap<string, Float32Array>;
  readonly evaluationMaps: ReadonlyMap<string, Float32Array>;
}

interface TensorEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** The tensors of a safetensors file: 8 bytes of header length, a JSON header, then the bytes it points into. */
export function readTensors(
  file: Buffer,
): ReadonlyMap<string, { dtype: string; bytes: Uint8Array }> {
  const start = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString('utf8', 8, start)) as Record<string, TensorEntry>;
  const tensors = new Map<string, { dtype: string; bytes: Uint8Array }>();
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const [from, to] = entry.data_offsets;
    // Copied, so that the bytes start where a typed array may start.
    tensors.set(name, {
      dtype: entry.dtype,
      bytes: Uint8Array.from(file.subarray(start + from, start + to)),
    });
  }
  return tensors;
}

type Tensors = ReturnType<typeof readTensors>;

function floats(tensors: Tensors, name: string): Float32Array {
  const tensor = tensors.get(name);
  if (tensor?.dtype !== 'F32')
    throw new Error(`golden step: expected float32 values "${name}", got ${tensor?.dtype}`);
  return new Float32Array(tensor.bytes.buffer);
}

/** Puts `prefix/layer/part` in the layout's order. */
function flat(
  tensors: Tensors,
  layout: ParameterLayout,
  prefix: string,
  length: number,
): Float32Array {
  const values = new Float32Array(length);
  for (const parameter of layout.parameters) {
    if (parameter.offset >= length) continue;
    const part = floats(tensors, `${prefix}/${parameter.name}`);
    if (part.length !== parameter.length)
      throw new Error(
        `golden step: expected ${parameter.length} values of ${parameter.name}, got ${part.length}`,
      );
    values.set(part, parameter.offset);
  }
  return values;
}

function maps(tensors: Tensors, prefix: string): ReadonlyMap<string, Float32Array> {
  const names = [...tensors.keys()].filter((name) => name.startsWith(prefix));
  return new Map(names.map((name) => [name.slice(prefix.length), floats(tensors, name)]));
}

/** The records of the training files, in order; a record is a label byte and three planes of 1,024 bytes. */
function* trainingRecords(): Generator<Uint8Array> {
  const tar = gunzipSync(readFileSync(archiveFile));
  const text = (at: number, length: number) => tar.toString('latin1', at, at + length);
  const files = new Map<string, Uint8Array>();
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const name = text(at, 100).replace(/\0.*$/s, '');
    const size = parseInt(text(at + 124, 12), 8);
    files.set(name, tar.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  for (let number = 1; number <= 5; number++) {
    const file = files.get(`cifar-10-batches-bin/data_batch_${number}.bin`);
    if (!file) throw new Error(`golden step: expected data_batch_${number}.bin in the archive`);
    for (let at = 0; at < file.length; at += 1 + picture.bytes)
      yield file.subarray(at, at + 1 + picture.bytes);
  }
}

/** The pictures at these places of the three-class training set in archive order, planes woven to row, column, channel. */
function gather(places: Int32Array): { pixels: Uint8Array; labels: Uint8Array } {
  const slots = new Map([...places].map((place, slot) => [place, slot]));
  const labels = new Uint8Array(places.length);
  const pixels = new Uint8Array(places.length * picture.bytes);
  const plane = picture.height * picture.width;
  let place = 0;
  for (const record of trainingRecords()) {
    if (record[0]! > 2) continue;
    const slot = slots.get(place++);
    if (slot === undefined) continue;
    labels[slot] = record[0]!;
    for (let i = 0; i < picture.bytes; i++)
      pixels[slot * picture.bytes + i] = record[1 + (i % 3) * plane + Math.floor(i / 3)]!;
  }
  return { pixels, labels };
}

function read(): GoldenStep {
  const layout = layOut(network);
  const tensors = readTensors(readFileSync(stepFile));
  const batch = gather(new Int32Array(tensors.get('batch/index')!.bytes.buffer));
  const told = tensors.get('batch/label')!.bytes;
  const wrong = batch.labels.findIndex((label, i) => label !== told[i]);
  if (wrong >= 0)
    throw new Error(
      `golden step: expected label ${told[wrong]} for picture ${wrong}, got ${batch.labels[wrong]}`,
    );
  const count = batch.labels.length;
  const along = shapes(network);
  return {
    before: flat(tensors, layout, 'before', layout.total),
    batch,
    loss: floats(tensors, 'step/loss')[0]!,
    logits: floats(tensors, 'step/logits'),
    gradient: flat(tensors, layout, 'gradient', layout.trainable),
    after: flat(tensors, layout, 'after', layout.total),
    movingVarianceCells: new Map(
      network.layers.map((layer, i) => [layer.id, count * along[i]!.height * along[i]!.width]),
    ),
    probabilities: floats(tensors, 'eval/probabilities'),
    trainingMaps: maps(tensors, 'step/first_picture/'),
    evaluationMaps: maps(tensors, 'eval/first_picture/'),
  };
}

let held: GoldenStep | undefined;

/** Whether both files of the golden step are there; asks for no reading. */
export const hasGoldenStep = existsSync(stepFile) && existsSync(archiveFile);

/** A title for tests that need it, which says why they are skipped where they are. */
export const goldenTitle = (title: string): string =>
  hasGoldenStep
    ? title
    : `${title} (skipped: ../shared/reference and ../shared/cifar10 are not beside the project)`;

/** The golden step; null where its files are absent. Reading takes a second or two, once a process. */
export function goldenStep(): GoldenStep | null {
  if (!hasGoldenStep) return null;
  held ??= read();
  return held;
}

/** What a browser test needs of it, as plain JSON: little-endian bytes in base64, about 5 MB of text. */
export interface PortableGoldenStep {
  readonly loss: number;
  readonly float32: Readonly<Record<'before' | 'logits' | 'gradient' | 'after', string>>;
  readonly bytes: Readonly<Record<'pixels' | 'labels', string>>;
}

/** The golden step in a form that crosses into a page; null where its files are absent. */
export function portableGoldenStep(): PortableGoldenStep | null {
  const golden = goldenStep();
  if (!golden) return null;
  const base64 = ({ buffer, byteOffset, byteLength }: Uint8Array | Float32Array) =>
    Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  return {
    loss: golden.loss,
    float32: {
      before: base64(golden.before),
      logits: base64(golden.logits),
      gradient: base64(golden.gradient),
      after: base64(golden.after),
    },
    bytes: { pixels: base64(golden.batch.pixels), labels: base64(golden.batch.labels) },
  };
}
