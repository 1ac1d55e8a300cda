/**
 * The network, its recipe and its recorded weights as a Jupyter notebook for Keras 3, generated from the same lines as the listing on
 * the page. Text only; it runs nothing. The cells' own code is in `notebook-code.ts`.
 */
import { classes, counts } from '../dataset/catalog.ts';
import { kerasParts } from './keras.ts';
import { closing, drawing, judgement, looking, saving, taking } from './notebook-code.ts';
import { sourceText, type SourceLine } from './source-line.ts';
import type { Network } from './spec.ts';

/** What the notebook says of the weights that lie beside it. */
export interface Taken {
  /** The file's name. */
  readonly file: string;
  /** Of the pictures they were trained on, for readers. */
  readonly data: string;
  readonly seed: number;
  readonly epoch: number;
  /** On the validation pictures of that set, from 0 to 1. */
  readonly accuracy: number;
}

interface Cell {
  readonly id: string;
  readonly cell_type: 'code' | 'markdown';
  readonly metadata: Readonly<Record<string, never>>;
  /** Lines with their line breaks; the last has none. */
  readonly source: readonly string[];
}

interface CodeCell extends Cell {
  readonly cell_type: 'code';
  readonly execution_count: null;
  readonly outputs: readonly never[];
}

const lines = (text: string): readonly string[] => text.trimEnd().split(/(?<=\n)/);

const words = (id: string, text: string): Cell => ({
  id,
  cell_type: 'markdown',
  metadata: {},
  source: lines(text),
});

const code = (id: string, text: string): CodeCell => ({
  id,
  cell_type: 'code',
  execution_count: null,
  metadata: {},
  outputs: [],
  source: lines(text),
});

const program = (id: string, source: readonly SourceLine[]): CodeCell =>
  code(id, sourceText(source));

const count = (value: number): string => value.toLocaleString('en');

const names = classes.map(({ plural }) => plural).join(', ');

const opening = `# Three blocks, in Keras

A small convolutional network that tells ${names} apart: ${count(counts.training)} pictures of CIFAR-10 to learn from,
${count(counts.validation)} to be asked about. It needs Keras 3, one of its backends, and matplotlib:

    pip install keras tensorflow matplotlib

The first cell fetches CIFAR-10 (about 170 MB) and keeps it for the next time. Where the backend is not TensorFlow, set
\`KERAS_BACKEND\` to \`torch\` or \`jax\` before Keras is imported.`;

const weightsWords = ({
  file,
  data,
  seed,
  epoch,
  accuracy,
}: Taken): string => `## Weights from the site

Training is not needed for this part. Put \`${file}\` beside this notebook, run the cells up to the model, then this one.
The file holds the weights of the site's recorded run after epoch ${epoch} (seed ${seed}). They were trained on: ${data}. Of that set's own
validation pictures they name ${(100 * accuracy).toFixed(1)} percent rightly; here they are asked about the test pictures of CIFAR-10.

The format is simple enough to read by hand: eight bytes that say how long the header is, a header in JSON with each array's
name, shape and place, then the numbers.`;

/** A notebook in nbformat 4.5, as plain data for \`JSON.stringify\`. */
export function notebook(network: Network, taken: Taken) {
  const parts = kerasParts(network);
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python', file_extension: '.py', mimetype: 'text/x-python' },
    },
    cells: [
      words('opening', opening),
      words('data-words', '## The pictures'),
      program('data', parts.data),
      code('looking', looking),
      words('model-words', '## The network\n\nThree blocks of five layers, then one dense layer.'),
      program('model', parts.model),
      words(
        'training-words',
        '## Training\n\nSome minutes on a processor, less on a graphics card.',
      ),
      program('training', parts.training),
      code('drawing', drawing),
      words(
        'judging-words',
        '## The best epoch\n\nRows are the true class, columns the answer. The ten pictures are new ones at each run of the cell.',
      ),
      program('judging', parts.judging),
      code('judgement', judgement),
      code('saving', saving),
      words('weights-words', weightsWords(taken)),
      code('weights', taking(taken.file)),
      words('closing', closing),
    ],
  };
}
