/**
 * `node bench/experiments/register-tiles.ts [--rounds N]`: how fast register tiles of different shapes multiply in WebAssembly, with sums
 * as long as Winograd's tiles have them and as long as a convolution tap by tap has them. Sources are made here, from a shape.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { compileAssembly } from '../../scripts/kernels/compile.ts';

/** `rows` values at a time by `columns` weights, a multiple of 4; `unroll` steps of the sum to a turn of the loop. */
interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly unroll: number;
  /** The rows' values lie next to each other, step by step, and not row after row: one stream instead of several. */
  readonly interleaved?: boolean;
}

const shapes: readonly Shape[] = [
  { rows: 6, columns: 8, unroll: 1 },
  { rows: 6, columns: 8, unroll: 2 },
  { rows: 6, columns: 8, unroll: 1, interleaved: true },
  { rows: 6, columns: 8, unroll: 2, interleaved: true },
  { rows: 5, columns: 8, unroll: 1 },
  { rows: 7, columns: 8, unroll: 1 },
  { rows: 8, columns: 8, unroll: 1 },
  { rows: 4, columns: 12, unroll: 1 },
  { rows: 6, columns: 12, unroll: 1 },
  { rows: 12, columns: 4, unroll: 1 },
  { rows: 3, columns: 16, unroll: 1 },
];
const lengths = [32, 64, 128, 288] as const;

/** Tiles that are multiplied with one panel, and the byte at which their values begin; sums lie before it. */
const tiles = 4;
const base = 1024;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** One step of the sum, number `at` of a turn of the loop. */
function step({ rows, columns, interleaved }: Shape, at: number): string {
  const vectors = upTo(columns / 4);
  const weights = vectors.map(
    (j) => `const b${at}_${j} = v128.load(panel, ${4 * columns * at + 16 * j});`,
  );
  const products = upTo(rows).map((i) => {
    const from = interleaved ? `a0, ${4 * (rows * at + i)}` : `a${i}, ${4 * at}`;
    const sums = vectors.map((j) => `c${i}_${j} = f32x4.relaxed_madd(a, b${at}_${j}, c${i}_${j});`);
    return `a = v128.load32_splat(${from}); ${sums.join(' ')}`;
  });
  return [...weights, ...products].join('\n');
}

/** A module whose `run` multiplies the tiles so many times over. */
function source(shape: Shape): string {
  const { rows, columns, unroll, interleaved } = shape;
  const pointers = interleaved ? [0] : upTo(rows);
  const sums = upTo(rows).flatMap((i) => upTo(columns / 4).map((j) => `c${i}_${j}`));
  const move = 4 * unroll * (interleaved ? rows : 1);
  return `
function tile(input: usize, panel: usize, length: i32, result: usize): void {
  let a: v128;
  ${pointers.map((i) => `let a${i} = input + ${i} * (<usize>length << 2);`).join('\n')}
  ${sums.map((sum) => `let ${sum} = f32x4.splat(0);`).join('\n')}
  do {
    ${upTo(unroll)
      .map((at) => step(shape, at))
      .join('\n')}
    ${pointers.map((i) => `a${i} += ${move};`).join(' ')}
    panel += ${4 * unroll * columns};
    length -= ${unroll};
  } while (length);
  ${sums.map((sum, i) => `v128.store(result, ${sum}, ${16 * i});`).join('\n')}
}
export function run(times: i32, length: i32): void {
  const bytes = <usize>(${rows} * length) << 2;
  for (; times > 0; times--)
    for (let i: usize = 0; i < ${tiles}; i++)
      tile(${base} + i * bytes, ${base} + ${tiles} * bytes, length, 0);
}`;
}

function nameOf({ rows, columns, unroll, interleaved }: Shape): string {
  const turn = unroll > 1 ? `, ${unroll} steps a turn` : '';
  return `${rows} x ${columns}${turn}${interleaved ? ', rows interleaved' : ''}`;
}

type Run = (times: number, length: number) => void;

async function compiled(shape: Shape, index: number): Promise<Run> {
  const folder = '.cache/experiments';
  await mkdir(folder, { recursive: true });
  const file = `${folder}/tile-${index}.ts`;
  await writeFile(file, source(shape));
  const bytes = await compileAssembly(pathToFileURL(file), 'relaxed');
  const memory = new WebAssembly.Memory({ initial: 4 });
  const module = new WebAssembly.Module(new Uint8Array(bytes));
  const { run } = new WebAssembly.Instance(module, { env: { memory } }).exports;
  return run as unknown as Run;
}

/** Billions of operations a second in one burst of eight million products: short, so that some bursts are left alone. */
function burst(run: Run, { rows, columns }: Shape, length: number): number {
  const products = rows * columns * length * tiles;
  const times = Math.ceil(8e6 / products);
  const start = performance.now();
  run(times, length);
  return (2 * products * times) / (performance.now() - start) / 1e6;
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '100' } } });
const runs: Run[] = [];
for (const [index, shape] of shapes.entries()) runs.push(await compiled(shape, index));
const best = shapes.map(() => lengths.map(() => 0));
for (let round = 0; round < Number(values.rounds); round++)
  for (const [i, shape] of shapes.entries())
    for (const [j, length] of lengths.entries())
      best[i]![j] = Math.max(best[i]![j]!, burst(runs[i]!, shape, length));
console.log(`| GFLOP/s, best | ${lengths.map((length) => `sums of ${length}`).join(' | ')} |`);
console.log(`| --- | ${lengths.map(() => '---:').join(' | ')} |`);
shapes.forEach((shape, i) =>
  console.log(`| ${nameOf(shape)} | ${best[i]!.map((rate) => rate.toFixed(1)).join(' | ')} |`),
);
