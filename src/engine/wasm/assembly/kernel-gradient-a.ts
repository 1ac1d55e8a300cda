/**
 * The gradient of convolution a's kernel: each of its values is the sum over all cells of an input value times the gradient of a
 * map's value.
 */
import { Block } from './block';
import { outer } from './outer';
import { tiledGradient } from './winograd-gradient';

/** `kernelGradientA` with `together` pictures to a sum in registers. */
export function directGradient(block: Block, first: i32, end: i32, together: i32): void {
  const inputs = block.inputs;
  const filters = block.filters;
  const rowBytes = (<usize>((block.width + 2) * inputs)) << 2;
  const step = (<usize>filters) << 2;
  const run = 3 * inputs;
  const pixel = (<usize>inputs) << 2;
  const inputGap = block.inputImage - <usize>block.height * rowBytes;
  const gradientGap = block.mapsImage - <usize>(block.height * block.width) * step;
  for (let picture = first; picture < end; picture += together) {
    const pictures = min(together, end - picture);
    const input = block.input + <usize>picture * block.inputImage;
    const maps = block.maps + <usize>picture * block.mapsImage;
    for (let panel = 0; panel < filters; panel += 8)
      for (let row = 0; row < 3; row++)
        for (let from = 0; from < run; from += 6) {
          // The last tile of a run that six does not divide overlaps the one before it.
          const start = min(from, run - 6);
          outer(
            input + <usize>row * rowBytes + ((<usize>start) << 2),
            pixel,
            2 * pixel,
            inputGap,
            maps + ((<usize>panel) << 2),
            step,
            gradientGap,
            pictures,
            block.height,
            block.width,
            block.kernelA + <usize>(row * run + start) * step + ((<usize>panel) << 2),
            step,
            from - start,
          );
        }
  }
}

/**
 * Tiles are for at least so many cells. For fewer they save nothing; and of a short sum all terms may be zero, while tiles leave
 * what rounding makes of zero, and to Adam that is a gradient like any other.
 */
const fewestCells: i32 = 512;

/** Adds to `kernelA` what pictures `first` to `end` give: of three channels or few cells directly, else by tiles. */
export function kernelGradientA(block: Block, first: i32, end: i32, together: i32): void {
  const cells = block.height * block.width * (end - first);
  if (block.inputGradient && cells >= fewestCells) tiledGradient(block, first, end);
  else directGradient(block, first, end, together);
}
