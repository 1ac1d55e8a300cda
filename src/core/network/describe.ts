/** The network as a reader meets it: a row for each layer, and what the rows add up to. Every number is derived from the spec. */
import { layOut } from './parameters.ts';
import { receptiveFields, type ReceptiveField } from './receptive-field.ts';
import { shapes, volumeOf } from './shapes.ts';
import type { Layer, LayerKind, Network, Shape } from './spec.ts';

/** One number of a formula and what it counts, for example 32 filters. */
interface FormulaTerm {
  readonly value: number;
  readonly meaning: string;
}

interface ParameterCount {
  readonly total: number;
  readonly trainable: number;
  /** In the order in which the formula names them. */
  readonly terms: readonly FormulaTerm[];
  /** For example `(3 · 3 · 3 + 1) · 32 = 896`; `0` for a layer without parameters. */
  readonly formula: string;
}

export interface LayerRow {
  readonly id: string;
  readonly kind: LayerKind;
  /** In a reader's words, for example `Convolution 3×3, same`. */
  readonly name: string;
  /** The class in Keras, for example `Conv2D`. */
  readonly kerasName: string;
  readonly output: Shape;
  readonly parameters: ParameterCount;
  /**
   * Multiplications with an addition for one picture on the way forward, padding counted in; 0 for layers that have no
   * weights to multiply with.
   */
  readonly macs: number;
  /** Null from `flatten` on, where cells have no place in the picture any more. */
  readonly receptiveField: ReceptiveField | null;
}

const number = (value: number): string => value.toLocaleString('en');

function naming(layer: Layer): { name: string; kerasName: string } {
  switch (layer.kind) {
    case 'convolution':
      return {
        name: `Convolution ${layer.kernel}×${layer.kernel}, ${layer.padding}`,
        kerasName: 'Conv2D',
      };
    case 'batch-norm':
      return { name: 'Batch normalisation', kerasName: 'BatchNormalization' };
    case 'max-pool':
      return { name: `Max pooling ${layer.size}×${layer.size}`, kerasName: 'MaxPooling2D' };
    case 'dropout':
      return { name: `Dropout ${number(layer.rate * 100)} %`, kerasName: 'Dropout' };
    case 'flatten':
      return { name: 'Flatten', kerasName: 'Flatten' };
    case 'dense':
      return { name: `Dense, ${layer.units} classes`, kerasName: 'Dense' };
  }
}

/** The terms of a layer's count, and the formula without its result. */
function counting(layer: Layer, input: Shape): { terms: readonly FormulaTerm[]; formula: string } {
  switch (layer.kind) {
    case 'convolution': {
      const { kernel, filters } = layer;
      return {
        terms: [
          { value: kernel, meaning: 'rows of the kernel' },
          { value: kernel, meaning: 'columns of the kernel' },
          { value: input.channels, meaning: 'channels coming in' },
          { value: 1, meaning: 'bias' },
          { value: filters, meaning: 'filters' },
        ],
        formula: `(${kernel} · ${kernel} · ${input.channels} + 1) · ${filters}`,
      };
    }
    case 'batch-norm':
      return {
        terms: [
          { value: 2, meaning: 'learned: scale (gamma) and shift (beta)' },
          { value: 2, meaning: 'kept, not learned: moving mean and moving variance' },
          { value: input.channels, meaning: 'channels' },
        ],
        formula: `(2 + 2) · ${input.channels}`,
      };
    case 'dense': {
      const inputs = volumeOf(input);
      return {
        terms: [
          { value: inputs, meaning: 'values coming in' },
          { value: 1, meaning: 'bias' },
          { value: layer.units, meaning: 'classes' },
        ],
        formula: `(${inputs} + 1) · ${layer.units}`,
      };
    }
    case 'max-pool':
    case 'dropout':
    case 'flatten':
      return { terms: [], formula: '' };
  }
}

function macsOf(layer: Layer, input: Shape, output: Shape): number {
  if (layer.kind === 'convolution') return volumeOf(output) * layer.kernel ** 2 * input.channels;
  if (layer.kind === 'dense') return volumeOf(input) * layer.units;
  return 0;
}

/** A row for each layer, in the listing's order. */
function describeLayers(network: Network): readonly LayerRow[] {
  const along = shapes(network);
  const fields = receptiveFields(network);
  const { parameters } = layOut(network);
  return network.layers.map((layer, index) => {
    const input = along[index]!;
    const output = along[index + 1]!;
    const own = parameters.filter((parameter) => parameter.layer === layer.id);
    const sum = (list: typeof own) => list.reduce((total, { length }) => total + length, 0);
    const total = sum(own);
    const { terms, formula } = counting(layer, input);
    return {
      id: layer.id,
      kind: layer.kind,
      ...naming(layer),
      output,
      parameters: {
        total,
        trainable: sum(own.filter((parameter) => parameter.trainable)),
        terms,
        formula: formula ? `${formula} = ${number(total)}` : '0',
      },
      macs: macsOf(layer, input, output),
      receptiveField: fields[index + 1]!,
    };
  });
}

interface NetworkTotals {
  readonly parameters: number;
  readonly trainable: number;
  readonly nonTrainable: number;
  /** Multiply-adds of one picture on the way forward, and the convolutions' share of them. */
  readonly macs: number;
  readonly convolutionMacs: number;
  /**
   * Multiply-adds of one picture in a training step: forward, gradient of the weights, gradient of the input, save the
   * first layer's input, whose gradient nobody needs.
   */
  readonly trainingMacs: number;
  /** Parameters of the convolutions, and what they would be if each output cell had a kernel and bias of its own. */
  readonly shared: number;
  readonly unshared: number;
}

function addUp(rows: readonly LayerRow[]): NetworkTotals {
  const convolutions = rows.filter((row) => row.kind === 'convolution');
  const sum = (list: readonly LayerRow[], value: (row: LayerRow) => number) =>
    list.reduce((total, row) => total + value(row), 0);
  const parameters = sum(rows, (row) => row.parameters.total);
  const trainable = sum(rows, (row) => row.parameters.trainable);
  const macs = sum(rows, (row) => row.macs);
  return {
    parameters,
    trainable,
    nonTrainable: parameters - trainable,
    macs,
    convolutionMacs: sum(convolutions, (row) => row.macs),
    trainingMacs: 3 * macs - (rows.find((row) => row.macs > 0)?.macs ?? 0),
    shared: sum(convolutions, (row) => row.parameters.total),
    unshared: sum(
      convolutions,
      ({ output, parameters: { total } }) => output.height * output.width * total,
    ),
  };
}

interface NetworkDescription {
  readonly rows: readonly LayerRow[];
  readonly totals: NetworkTotals;
}

/** The rows of a network, and what they add up to. */
export function describe(network: Network): NetworkDescription {
  const rows = describeLayers(network);
  return { rows, totals: addUp(rows) };
}
