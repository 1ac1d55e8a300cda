/** The text of `docs/performance.md`: fixed prose around the tables of one run. No number in it but those that are given. */
import { network } from '../src/core/network/network.ts';
import type { Waits } from './harness/calls.ts';
import type { KernelTable } from './kernel-table.ts';
import { trainingOperations } from './operations.ts';
import { ratios, type Row } from './rows.ts';
import { figure, kernelsTable, ratiosTable, rowsTable, waitsTable } from './tables.ts';

/** Where and when a run was made. */
interface Circumstances {
  readonly processor: string;
  readonly cores: number;
  readonly chromium: string;
  /** WebGL's renderer and WebGPU's adapter as the browser names them; null where there is none. */
  readonly webgl: string | null;
  readonly webgpu: string | null;
  readonly date: string;
  readonly command: string;
  readonly pictures: string;
  readonly batch: number;
}

export interface Findings {
  readonly circumstances: Circumstances;
  readonly rows: readonly Row[];
  /** GFLOP/s by number of threads. */
  readonly peaks: ReadonlyMap<number, number>;
  /** Null where the own kernels were not among what ran. */
  readonly insight: Insight | null;
}

/** Where a step of the own kernels goes, on one thread and on two. */
export interface Insight {
  readonly kernels: KernelTable;
  readonly waits: Waits;
}

const machineLine = (given: Circumstances): string =>
  [
    `${given.processor}, ${given.cores} ${given.cores === 1 ? 'core' : 'cores'}`,
    `Chromium ${given.chromium}`,
    `WebGL: ${given.webgl ?? 'none'}`,
    `WebGPU: ${given.webgpu ?? 'none'}`,
    `batch of ${given.batch} pictures (${given.pictures})`,
    given.date,
    `\`${given.command}\``,
  ].join('; ');

const peaksLine = (peaks: ReadonlyMap<number, number>): string =>
  [...peaks]
    .map(
      ([threads, value]) =>
        `${figure(value)} GFLOP/s on ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    )
    .join(', ');

/** The tables alone, for a terminal. */
export function tablesOf({ circumstances, rows, peaks, insight }: Findings): string {
  const found = ratios(rows);
  return [
    machineLine(circumstances),
    rowsTable(rows),
    peaks.size === 0 ? '' : `Measured peak: ${peaksLine(peaks)}.`,
    found.length === 0 ? '' : ratiosTable(found),
    insight ? kernelsTable(insight.kernels, peaks.get(1)!) : '',
    insight ? waitsTable(insight.waits) : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

const introduction = (operations: string): string => `# Performance

How fast the network of this site trains, in one Chromium on one machine: this project's WebAssembly kernels, its lean engine on
TensorFlow.js, and TensorFlow.js as its manual has it. Every contender starts from the same weights and trains on the same batch, in a
worker, as on the site. This page is written by the bench; run it on your machine with

\`\`\`sh
npm run bench                        # everything; slow where graphics are emulated
npm run bench -- --only own          # the kernels alone, a minute
npm run bench -- --native --write    # with PyTorch, and this page anew
\`\`\`

A step is what training consists of: forward, loss, backward, and Adam's update, dropout on, on the whole batch. The plain
algorithm takes ${operations} GFLOP for it (a product and a sum are two operations; forward, gradients of the weights, gradients of the
inputs save the pictures').`;

const columns = `- **variant**: \`own\` is \`src/engine/wasm\`, \`lean\` is \`src/engine/tfjs\`, \`stock\` is the library's own layers with \`model.fit\`, \`native\` is
  PyTorch outside the browser on two threads.
- **workers**: threads that were asked to compute. Emulated graphics take all cores besides.
- **pictures/s**: pictures of a batch over the median of the warm steps; **steps** is how many those were. Twenty at least, three where one takes
  more than ten seconds, two where one takes more than a minute, spread over rounds that each begin with another contender, so that
  a machine that slows down slows all alike.
- **GFLOP/s**: operations of the plain algorithm over the time. The kernels make fewer products (see below), so theirs can exceed what the processor
  computes, and the peak.
- **of peak**: over what as many threads reach in a loop of multiply-adds that never leaves the registers, in the same kind of WebAssembly.
- **first step**: from the opening of the worker to the end of its first step, code loaded and compiled.
- **long tasks**: tasks of more than 50 ms on the page's own thread meanwhile, over all rounds.
- **MB**: what all processes of the browser grew by, graphics' included, from before the opening to after the last step; the largest of
  the rounds. Linux alone tells.`;

const kernelProse = `One step on one thread, each kernel timed where it runs. Pooling and dropout are part of a second convolution's forward pass, ReLU and batch norm's
sums of a first one's. **way**: \`direct\` makes product by product; \`tiles\` makes two by two outputs at a time by minimal filtering (Winograd's), sixteen
products where there were 36, and additions that are not counted; \`winners\` goes back only from values that won their pooling window and were
kept. **products made** is how many that leaves of the plain algorithm's, of winners at most; **of peak** is measured by those.`;

const waitsProse = `Two threads meet after each block, forward and back, for batch norm's sums and at the end for the gradient, by messages, so that any static
host will do. What shared memory could save is what they spend on messages, not on waiting for the slower of the two.`;

/** The page. The bench formats it. */
export function performancePage(findings: Findings): string {
  const { circumstances, rows, peaks, insight } = findings;
  if (!insight) throw new Error('performance: expected a whole run, got parts of one');
  const operations = (trainingOperations(network) * circumstances.batch) / 1e9;
  return [
    introduction(operations.toFixed(2)),
    '## This run',
    machineLine(circumstances),
    rowsTable(rows),
    `Measured peak: ${peaksLine(peaks)}.`,
    ratiosTable(ratios(rows)),
    columns,
    '## Layer by layer',
    kernelProse,
    kernelsTable(insight.kernels, peaks.get(1)!),
    '## What a second thread costs',
    waitsProse,
    waitsTable(insight.waits),
    '',
  ].join('\n\n');
}
