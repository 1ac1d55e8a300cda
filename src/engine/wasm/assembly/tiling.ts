/**
 * A convolution's outputs, two by two, as one list of tiles over all pictures: where each is read and where it is written. It
 * computes no convolution; `winograd.ts` does.
 */
import { Block } from './block';

/** The list at hand. Steps are bytes. */
@unmanaged
export class Tiling {
  /** Cell (0, 0) of the first picture, and the steps from row to row and from picture to picture. */
  from: usize;
  fromRow: usize;
  fromImage: usize;
  /** Cells that are there; all others count as zeros. */
  height: i32;
  width: i32;
  channels: i32;
  /** How far the first tile begins above and left of cell (0, 0). */
  edge: i32;
  /** Outputs of a picture; the last tiles may reach over them. */
  toHeight: i32;
  toWidth: i32;
  /** Tiles of a picture. */
  down: i32;
  across: i32;
  /** Where the first tile's outputs go, and the steps from tile to tile, from row to row of tiles, from picture to picture. */
  to: usize;
  toColumn: usize;
  toRow: usize;
  toImage: usize;
  /** The tile that the walk is at. */
  picture: i32;
  row: i32;
  column: i32;
  /** Number of the first tile that lies transformed. */
  first: i32;
  /** Room for transformed values: see `winograd.ts`. */
  room: usize;
}
export const tiling = changetype<Tiling>(memory.data(96, 16));

/** What tiles are cut from has so many cells, and gives so many outputs. */
function count(height: i32, width: i32, toHeight: i32, toWidth: i32): void {
  tiling.height = height;
  tiling.width = width;
  tiling.toHeight = toHeight;
  tiling.toWidth = toWidth;
  tiling.down = (toHeight + 1) >> 1;
  tiling.across = (toWidth + 1) >> 1;
}

/** Tiles of the block's input for its first convolution; the border of zeros is part of the input. */
export function tileInput(block: Block): void {
  count(block.height + 2, block.width + 2, block.height, block.width);
  tiling.from = block.input;
  tiling.fromRow = (<usize>((block.width + 2) * block.inputs)) << 2;
  tiling.fromImage = block.inputImage;
  tiling.channels = block.inputs;
  tiling.edge = 0;
  tiling.room = block.tiles;
}

/** Tiles of the block's maps: with an `edge` of 0 for a convolution without padding, of 1 for one that keeps their size. */
export function tileMaps(block: Block, edge: i32): void {
  const lost = 2 - 2 * edge;
  count(block.height, block.width, block.height - lost, block.width - lost);
  tiling.from = block.maps;
  tiling.fromRow = (<usize>(block.width * block.filters)) << 2;
  tiling.fromImage = block.mapsImage;
  tiling.channels = block.filters;
  tiling.edge = edge;
  tiling.room = block.tiles;
}

/** The outputs go to rows of `toWidth` cells, `pixel` bytes each, without gaps. */
export function outputsTo(to: usize, pixel: usize, image: usize): void {
  tiling.to = to;
  tiling.toColumn = 2 * pixel;
  tiling.toRow = <usize>(2 * tiling.toWidth) * pixel;
  tiling.toImage = image;
}

/** One output goes where each tile is, of `block.pooledHeight` rows of them: the tiles are pooling windows. */
export function windowsTo(block: Block): void {
  tiling.down = block.pooledHeight;
  tiling.across = block.pooledWidth;
  tiling.to = block.output;
  tiling.toColumn = (<usize>block.filters) << 2;
  tiling.toRow = block.outputRow;
  tiling.toImage = block.outputImage;
}

/** Goes to a tile of the list. */
export function seek(tile: i32): void {
  const tiles = tiling.down * tiling.across;
  tiling.picture = tile / tiles;
  tiling.row = (tile % tiles) / tiling.across;
  tiling.column = tile % tiling.across;
}

/** Goes to the next tile of the list. */
export function next(): void {
  if (++tiling.column < tiling.across) return;
  tiling.column = 0;
  if (++tiling.row < tiling.down) return;
  tiling.row = 0;
  tiling.picture++;
}

/**
 * Where the outputs of the tile at hand go. Addresses are multiples of 16: 1 is added where there is an output to the right,
 * 2 where there is one below.
 */
export function placeHere(): usize {
  const right = 2 * tiling.column + 1 < tiling.toWidth ? 1 : 0;
  const below = 2 * tiling.row + 1 < tiling.toHeight ? 2 : 0;
  const place =
    tiling.to +
    <usize>tiling.picture * tiling.toImage +
    <usize>tiling.row * tiling.toRow +
    <usize>tiling.column * tiling.toColumn;
  return place | (<usize>(right | below));
}
