/**
 * A square of colour to draw on, twice as fine as the picture, with filled outlines of exact coverage, soft spots and
 * mottled ground. Places run from 0 to 1, right and down. No browser canvas: plain arrays, the same bytes everywhere.
 */
import type { Chance } from './chance.ts';
import type { Colour } from './colour.ts';

export type Point = readonly [x: number, y: number];

/** Cells a side. */
export const cells = 64;

/** One colour, or a change from `from` to `to` along a line of the canvas. */
export interface Paint {
  readonly from: Colour;
  readonly to?: Colour;
  readonly start?: Point;
  readonly end?: Point;
  /** Opacity; 1 unless told. */
  readonly alpha?: number;
}

const stride = cells + 2;
/** Signed area gained at each cell along its row; always left at zero. */
const gained = new Float64Array(cells * stride);

export class Canvas {
  /** Red, green, blue of each cell, row by row. */
  readonly data = new Float32Array(cells * cells * 3);

  /** Covers the part of each cell that lies inside the closed outline (nonzero winding). */
  fill(outline: readonly Point[], paint: Paint): void {
    let top = cells;
    let bottom = 0;
    for (let i = 0; i < outline.length; i++) {
      const [x0, y0] = outline[i]!;
      const [x1, y1] = outline[i + 1 === outline.length ? 0 : i + 1]!;
      edge(x0 * cells, y0 * cells, x1 * cells, y1 * cells);
      top = Math.min(top, Math.floor(y0 * cells));
      bottom = Math.max(bottom, Math.ceil(y0 * cells));
    }
    this.settle(Math.max(0, top), Math.min(cells, bottom), paint);
  }

  /** Turns the gained areas of some rows into coverage, paints it, and clears them. */
  private settle(top: number, bottom: number, paint: Paint): void {
    const shade = shadeOf(paint);
    const alpha = paint.alpha ?? 1;
    for (let row = top; row < bottom; row++) {
      let area = 0;
      for (let column = 0; column < stride; column++) {
        const at = row * stride + column;
        area += gained[at]!;
        gained[at] = 0;
        if (column >= cells || Math.abs(area) < 1e-4) continue;
        this.blend(row, column, shade(row, column), alpha * Math.min(1, Math.abs(area)));
      }
    }
  }

  blend(row: number, column: number, colour: Colour, share: number): void {
    const at = (row * cells + column) * 3;
    for (let channel = 0; channel < 3; channel++)
      this.data[at + channel]! += (colour[channel]! - this.data[at + channel]!) * share;
  }

  /** A soft ellipse: full in the middle, nothing at the rim. `hard` from 0 to 1 moves the fall towards the rim. */
  spot(
    [x, y]: Point,
    width: number,
    height: number,
    colour: Colour,
    alpha: number,
    hard = 0,
  ): void {
    const top = Math.max(0, Math.floor((y - height) * cells));
    const bottom = Math.min(cells, Math.ceil((y + height) * cells));
    const left = Math.max(0, Math.floor((x - width) * cells));
    const right = Math.min(cells, Math.ceil((x + width) * cells));
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++) {
        const across = ((column + 0.5) / cells - x) / width;
        const down = ((row + 0.5) / cells - y) / height;
        const inside = 1 - across * across - down * down;
        if (inside <= 0) continue;
        const share = Math.min(1, inside / (1 - hard * 0.95));
        this.blend(row, column, colour, alpha * share * share * (3 - 2 * share));
      }
  }

  /**
   * Lightens and darkens rows from `top` to `bottom` (0 to 1) by smooth noise of `grain` patches a side; `flat` above 1 draws it out
   * sideways, as ground seen from low down.
   */
  mottle(
    chance: Chance,
    top: number,
    bottom: number,
    grain: number,
    strength: number,
    flat = 1,
  ): void {
    const across = Math.max(2, Math.round(grain / flat));
    const lattice = new Float32Array((grain + 2) * (across + 2));
    for (let i = 0; i < lattice.length; i++) lattice[i] = chance.next() - 0.5;
    const first = Math.max(0, Math.round(top * cells));
    const last = Math.min(cells, Math.round(bottom * cells));
    for (let row = first; row < last; row++)
      for (let column = 0; column < cells; column++) {
        const level = lift(lattice, across + 2, (row / cells) * grain, (column / cells) * across);
        const at = (row * cells + column) * 3;
        for (let channel = 0; channel < 3; channel++)
          this.data[at + channel]! += level * strength * (0.35 + this.data[at + channel]!);
      }
  }
}

/** The lattice between its four nearest points, smoothed. */
function lift(lattice: Float32Array, width: number, down: number, across: number): number {
  const row = Math.floor(down);
  const column = Math.floor(across);
  const ease = (t: number): number => t * t * (3 - 2 * t);
  const v = ease(down - row);
  const u = ease(across - column);
  const at = row * width + column;
  const upper = lattice[at]! + (lattice[at + 1]! - lattice[at]!) * u;
  const lower = lattice[at + width]! + (lattice[at + width + 1]! - lattice[at + width]!) * u;
  return upper + (lower - upper) * v;
}

function shadeOf({ from, to, start, end }: Paint): (row: number, column: number) => Colour {
  if (!to || !start || !end) return () => from;
  const alongX = end[0] - start[0];
  const alongY = end[1] - start[1];
  const length = alongX * alongX + alongY * alongY || 1;
  const shade: [number, number, number] = [0, 0, 0];
  return (row, column) => {
    const x = (column + 0.5) / cells - start[0];
    const y = (row + 0.5) / cells - start[1];
    const share = Math.min(1, Math.max(0, (x * alongX + y * alongY) / length));
    for (let channel = 0; channel < 3; channel++)
      shade[channel] = from[channel]! + (to[channel]! - from[channel]!) * share;
    return shade;
  };
}

/**
 * Adds one edge to the gained areas: a cell gains the part of it that lies right of the edge, with the sign of the edge's direction,
 * and its right neighbour gains the rest, so that a running sum along the row is the covered area.
 */
function edge(x0: number, y0: number, x1: number, y1: number): void {
  if (y0 === y1) return;
  const sign = y0 < y1 ? 1 : -1;
  const [topX, topY, lowX, lowY] = y0 < y1 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
  const slope = (lowX - topX) / (lowY - topY);
  const last = Math.min(cells, lowY);
  for (let row = Math.max(0, Math.floor(topY)); row < last; row++) {
    const from = Math.max(row, topY);
    const to = Math.min(row + 1, lowY);
    const a = clip(topX + (from - topY) * slope);
    const b = clip(topX + (to - topY) * slope);
    spread(row, Math.min(a, b), Math.max(a, b), sign * (to - from));
  }
}

const clip = (x: number): number => Math.min(cells, Math.max(0, x));

/** Shares `height` of edge over the cells between `left` and `right` of a row, even along the edge's run. */
function spread(row: number, left: number, right: number, height: number): void {
  const first = Math.floor(left);
  const end = Math.ceil(right);
  for (let column = first; column < Math.max(end, first + 1); column++) {
    const from = Math.max(left, column);
    const to = Math.min(right, column + 1);
    const part = right > left ? ((to - from) / (right - left)) * height : height;
    const inside = 1 - ((from + to) / 2 - column);
    const at = row * stride + column;
    gained[at]! += part * inside;
    gained[at + 1]! += part * (1 - inside);
  }
}
