/**
 * The convolutions tap by tap, without Winograd's tiles: what the engine's kernels are measured against. It computes on the engine's
 * own blocks; only the panels are of another order.
 */
import { Block } from '../../src/engine/wasm/assembly/block';
import { mapsDirect } from '../../src/engine/wasm/assembly/convolution-a';
import { poolWindow } from '../../src/engine/wasm/assembly/convolution-b';
import { directGradient } from '../../src/engine/wasm/assembly/kernel-gradient-a';
import { tileAt } from '../../src/engine/wasm/assembly/scratch';
import { columns, rows, sameTile, tile } from '../../src/engine/wasm/assembly/tile';

export { freeFrom } from '../../src/engine/wasm/assembly/block';
export { packPanels } from '../../src/engine/wasm/assembly/pack';

/** Windows of a row that are done with one panel before the next panel: their input stays in the first cache with it. */
const stretch: i32 = 4;

/** Panels of a kernel whose input channels are multiplied by `scale` first. */
export function packFolded(
  kernel: usize,
  channels: i32,
  filters: i32,
  scale: usize,
  to: usize,
): void {
  const row = (<usize>filters) << 2;
  for (let panel = 0; panel < filters; panel += 8) {
    let from = kernel + ((<usize>panel) << 2);
    for (let tap = 0; tap < 9; tap++)
      for (let channel: usize = 0; channel < <usize>channels; channel++) {
        const by = v128.load32_splat(scale + (channel << 2));
        v128.store(to, f32x4.mul(v128.load(from), by));
        v128.store(to, f32x4.mul(v128.load(from, 16), by), 16);
        from += row;
        to += 32;
      }
  }
}

/** Panels for the way back: input channels and filters change places, and the kernel is turned by half a turn. */
export function packBack(kernel: usize, channels: i32, filters: i32, to: usize): void {
  const row = (<usize>filters) << 2;
  for (let panel = 0; panel < channels; panel += 8)
    for (let tap = 8; tap >= 0; tap--) {
      const from = kernel + <usize>(tap * channels + panel) * row;
      for (let filter: usize = 0; filter < <usize>filters; filter++) {
        for (let lane: usize = 0; lane < 8; lane++)
          store<f32>(to + (lane << 2), load<f32>(from + lane * row + (filter << 2)));
        to += 32;
      }
    }
}

/** The engine's `mapsForward` with panels of `packPanels`. */
export function mapsForward(block: Block, panels: usize, first: i32, end: i32): void {
  const own = block.panelsA;
  block.panelsA = panels;
  mapsDirect(block, first, end);
  block.panelsA = own;
}

/** The engine's `kernelGradientA`. */
export function kernelGradientA(block: Block, first: i32, end: i32, together: i32): void {
  directGradient(block, first, end, together);
}

/** The engine's `poolForward` with panels of `packFolded`. */
export function poolForward(block: Block, panels: usize, first: i32, end: i32, scale: f32): void {
  const filters = block.filters;
  const mapsImage = block.mapsImage;
  const pooledHeight = block.pooledHeight;
  const pooledWidth = block.pooledWidth;
  const pixel = (<usize>filters) << 2;
  const rowBytes = <usize>block.width * pixel;
  const run = 3 * filters;
  const panelRow = (<usize>run) << 5;
  const maskImage = <usize>(pooledHeight * pooledWidth * filters);
  const factor = f32x4.splat(scale);
  for (let picture = first; picture < end; picture += rows) {
    const live = min(rows, end - picture);
    const maps = block.maps + <usize>picture * mapsImage;
    for (let row = 0; row < pooledHeight; row++)
      for (let start = 0; start < pooledWidth; start += stretch)
        for (let panel = 0; panel < filters / columns; panel++) {
          const weights = panels + ((<usize>(panel * 9 * filters)) << 5);
          for (let column = start; column < min(start + stretch, pooledWidth); column++) {
            const corner = maps + <usize>(2 * row) * rowBytes + <usize>(2 * column) * pixel;
            for (let place = 0; place < 4; place++) {
              const input = corner + (place & 2 ? rowBytes : 0) + (place & 1 ? pixel : 0);
              tile(input, mapsImage, live, 3, run, rowBytes, weights, panelRow, tileAt(place));
            }
            const offset = (<usize>panel) << 5;
            const cell = <usize>((row * pooledWidth + column) * filters + panel * columns);
            let mask = block.mask + <usize>picture * maskImage + cell;
            let output =
              block.output +
              <usize>picture * block.outputImage +
              <usize>row * block.outputRow +
              <usize>column * pixel +
              offset;
            for (let i = 0; i < live; i++) {
              poolWindow(tileAt(0) + ((<usize>i) << 5), block.biasB + offset, mask, output, factor);
              mask += maskImage;
              output += block.outputImage;
            }
          }
        }
  }
}

/** The engine's `mapsBackward` with panels of `packBack`. */
export function mapsBackward(block: Block, panels: usize, first: i32, end: i32): void {
  const height = block.height;
  const width = block.width;
  const inputs = block.inputs;
  const filters = block.filters;
  const mapsImage = block.mapsImage;
  const rowBytes = (<usize>(width * filters)) << 2;
  const pixel = (<usize>inputs) << 2;
  const image = pixel * <usize>(height * width);
  const result = tileAt(0);
  for (let picture = first; picture < end; picture += rows) {
    const live = min(rows, end - picture);
    // Never read: `sameTile` leaves out what lies off the picture.
    const origin = block.maps + <usize>picture * mapsImage - rowBytes - ((<usize>filters) << 2);
    for (let row = 0; row < height; row++)
      for (let panel = 0; panel < inputs / columns; panel++) {
        const weights = panels + ((<usize>(panel * 9 * filters)) << 5);
        let to =
          block.inputGradient +
          <usize>picture * image +
          <usize>(row * width) * pixel +
          ((<usize>panel) << 5);
        for (let column = 0; column < width; column++, to += pixel) {
          sameTile(
            origin,
            rowBytes,
            mapsImage,
            live,
            filters,
            height,
            width,
            row,
            column,
            weights,
            result,
          );
          for (let i = 0; i < live; i++) {
            const from = result + ((<usize>i) << 5);
            v128.store(to + <usize>i * image, v128.load(from));
            v128.store(to + <usize>i * image, v128.load(from, 16), 16);
          }
        }
      }
  }
}
