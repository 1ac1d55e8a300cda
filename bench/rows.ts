/** The bench's rows: what was measured of one contender, and the figures that follow from it. Arithmetic only. */

/** What trains the network: an engine, in a variant, on a backend. */
export interface Contender {
  /** As readers know it, for example `TensorFlow.js`. */
  readonly engine: string;
  /** `own`: this project's kernels. `lean`: its engine on TensorFlow.js. `stock`: another library as its manual has it. */
  readonly variant: 'own' | 'lean' | 'stock' | 'native';
  readonly backend: string;
  /** Threads that were asked to compute. A backend on emulated graphics takes all cores besides. */
  readonly workers: number;
}

/** Everything that was measured of a contender, over all rounds. */
export interface Measured {
  /** Of each round: from the opening of an engine to the end of its first step, in seconds. */
  readonly firstSteps: readonly number[];
  /** Of each warm step, in seconds. */
  readonly steps: readonly number[];
  /** Tasks of more than 50 ms on the page's main thread, while the engine opened and worked. */
  readonly longTasks: number | null;
  /** What the browser's processes grew by from before the opening to after the last step; the largest of the rounds. */
  readonly memoryBytes: number | null;
  /** What it ran on, or what is to be known of it. */
  readonly note: string;
}

export interface Row extends Contender {
  readonly images_per_second: number | null;
  readonly step_seconds_median: number | null;
  /** Warm steps measured. */
  readonly steps: number;
  readonly gflops: number | null;
  /** Of as many threads of this machine's WebAssembly; null where the contender computes on something else. */
  readonly peak_gflops: number | null;
  readonly share_of_peak: number | null;
  readonly first_step_seconds: number | null;
  readonly long_tasks: number | null;
  readonly memory_bytes: number | null;
  readonly note: string;
}

/** The middle value, or the mean of the two in the middle. Throws where there is none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('median: expected at least 1 value, got 0');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** What one step is: pictures in it, and operations that the plain algorithm takes for them. */
export interface StepSize {
  readonly pictures: number;
  readonly operations: number;
}

/** The row of a contender that ran. `peak`: what as many threads can do at most, in GFLOP/s, or null. */
export function rowOf(
  contender: Contender,
  measured: Measured,
  size: StepSize,
  peak: number | null,
): Row {
  const seconds = median(measured.steps);
  const gflops = size.operations / seconds / 1e9;
  const { firstSteps } = measured;
  return {
    ...contender,
    images_per_second: size.pictures / seconds,
    step_seconds_median: seconds,
    steps: measured.steps.length,
    gflops,
    peak_gflops: peak,
    share_of_peak: peak === null ? null : gflops / peak,
    first_step_seconds: firstSteps.length === 0 ? null : median(firstSteps),
    long_tasks: measured.longTasks,
    memory_bytes: measured.memoryBytes,
    note: measured.note,
  };
}

/** The row of a contender that did not run, with the reason. */
export const absentRow = (contender: Contender, reason: string): Row => ({
  ...contender,
  images_per_second: null,
  step_seconds_median: null,
  steps: 0,
  gflops: null,
  peak_gflops: null,
  share_of_peak: null,
  first_step_seconds: null,
  long_tasks: null,
  memory_bytes: null,
  note: reason,
});

export interface Ratio {
  /** For example `own, 2 workers / TensorFlow.js stock on webgl`. */
  readonly name: string;
  readonly value: number;
}

const fastest = (rows: readonly Row[], variant: Row['variant']): Row | undefined =>
  rows
    .filter((row) => row.variant === variant && row.images_per_second !== null)
    .toSorted((a, b) => b.images_per_second! - a.images_per_second!)[0];

/** The fastest own row over the fastest stock, lean and native ones, as far as they ran. */
export function ratios(rows: readonly Row[]): Ratio[] {
  const own = fastest(rows, 'own');
  if (!own) return [];
  return (['stock', 'lean', 'native'] as const).flatMap((variant) => {
    const other = fastest(rows, variant);
    if (!other) return [];
    const name = `${nameOf(own)} over ${nameOf(other)}`;
    return [{ name, value: own.images_per_second! / other.images_per_second! }];
  });
}

export const nameOf = ({ engine, variant, backend, workers }: Contender): string =>
  `${engine} (${variant}, ${backend}, ${workers} ${workers === 1 ? 'worker' : 'workers'})`;
