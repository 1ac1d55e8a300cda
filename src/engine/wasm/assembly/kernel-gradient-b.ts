/**
 * The gradient of convolution b's kernel from the lists of winners: each winner adds its patch of the maps, times its
 * gradient, to its filter's kernel. 48 values of the kernel stay in twelve registers while a whole list goes by.
 */
import { multiplyAdd } from './arithmetic';
import { Block } from './block';
import { entryBytes, listByFilter } from './winners';

/** Adds the sum over the list of gradient * maps[place ...] to 48 floats at `to`. `maps` is moved to the stretch in question. */
function gather(list: usize, end: usize, maps: usize, to: usize): void {
  let c0 = v128.load(to);
  let c1 = v128.load(to, 16);
  let c2 = v128.load(to, 32);
  let c3 = v128.load(to, 48);
  let c4 = v128.load(to, 64);
  let c5 = v128.load(to, 80);
  let c6 = v128.load(to, 96);
  let c7 = v128.load(to, 112);
  let c8 = v128.load(to, 128);
  let c9 = v128.load(to, 144);
  let c10 = v128.load(to, 160);
  let c11 = v128.load(to, 176);
  for (; list < end; list += entryBytes) {
    const patch = maps + <usize>load<u32>(list);
    const gradient = v128.load32_splat(list, 4);
    c0 = multiplyAdd(gradient, v128.load(patch), c0);
    c1 = multiplyAdd(gradient, v128.load(patch, 16), c1);
    c2 = multiplyAdd(gradient, v128.load(patch, 32), c2);
    c3 = multiplyAdd(gradient, v128.load(patch, 48), c3);
    c4 = multiplyAdd(gradient, v128.load(patch, 64), c4);
    c5 = multiplyAdd(gradient, v128.load(patch, 80), c5);
    c6 = multiplyAdd(gradient, v128.load(patch, 96), c6);
    c7 = multiplyAdd(gradient, v128.load(patch, 112), c7);
    c8 = multiplyAdd(gradient, v128.load(patch, 128), c8);
    c9 = multiplyAdd(gradient, v128.load(patch, 144), c9);
    c10 = multiplyAdd(gradient, v128.load(patch, 160), c10);
    c11 = multiplyAdd(gradient, v128.load(patch, 176), c11);
  }
  v128.store(to, c0);
  v128.store(to, c1, 16);
  v128.store(to, c2, 32);
  v128.store(to, c3, 48);
  v128.store(to, c4, 64);
  v128.store(to, c5, 80);
  v128.store(to, c6, 96);
  v128.store(to, c7, 112);
  v128.store(to, c8, 128);
  v128.store(to, c9, 144);
  v128.store(to, c10, 160);
  v128.store(to, c11, 176);
}

/** Adds to `rawB` and to the bias's gradient what pictures `first` to `end` give, `together` pictures to a list. */
export function kernelGradientB(
  block: Block,
  first: i32,
  end: i32,
  together: i32,
  scale: f32,
): void {
  const filters = block.filters;
  const rowBytes = (<usize>(block.width * filters)) << 2;
  const stretches = (3 * filters) / 48;
  const kernel = (<usize>(9 * filters)) << 2;
  const cells = block.pooledHeight * block.pooledWidth;
  for (let picture = first; picture < end; picture += together) {
    const last = min(end, picture + together);
    listByFilter(block, picture, last, scale);
    const room = <usize>(cells * (last - picture)) * entryBytes;
    for (let row = 0; row < 3; row++)
      for (let stretch = 0; stretch < stretches; stretch++) {
        const maps = block.maps + <usize>row * rowBytes + <usize>stretch * 192;
        let to = block.rawB + <usize>(row * stretches + stretch) * 192;
        let list = block.list;
        for (let filter = 0; filter < filters; filter++) {
          const length = <usize>load<u32>(block.marks + ((<usize>filter) << 2));
          gather(list, list + length * entryBytes, maps, to);
          list += room;
          to += kernel;
        }
      }
  }
}
