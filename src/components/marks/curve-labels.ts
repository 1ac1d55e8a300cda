/** Labels at the ends of lines, moved apart so that none covers another. Arithmetic only; nothing is drawn here. */
import type { Curve, CurveKind, Level } from './curve.ts';

/**
 * Centres for labels of `size` pixels that want to stand at `wishes`: in the order of the wishes, `size` apart, inside 0 … `height`,
 * and as near to the wishes as least squares can (pool adjacent violators). Where they do not all fit, they overlap evenly.
 */
export function spread(wishes: readonly number[], size: number, height: number): readonly number[] {
  if (wishes.length === 0) return [];
  const room = Math.max(0, height - size);
  const step = wishes.length > 1 ? Math.min(size, room / (wishes.length - 1)) : 0;
  const order = wishes.map((_, index) => index).sort((a, b) => wishes[a]! - wishes[b]! || a - b);
  // Without the steps between them the labels only have to keep their order: monotone regression.
  const pools: { sum: number; count: number }[] = [];
  order.forEach((index, rank) => {
    pools.push({ sum: wishes[index]! - rank * step, count: 1 });
    for (let last = pools.length - 1; last > 0; last--) {
      const upper = pools[last - 1]!;
      const lower = pools[last]!;
      if (upper.sum / upper.count <= lower.sum / lower.count) break;
      pools.splice(last - 1, 2, { sum: upper.sum + lower.sum, count: upper.count + lower.count });
    }
  });
  const first = size / 2;
  const last = Math.max(first, height - size / 2 - (wishes.length - 1) * step);
  const bases = pools.flatMap(({ sum, count }) =>
    Array.from({ length: count }, () => Math.min(last, Math.max(first, sum / count))),
  );
  const places = new Array<number>(wishes.length);
  order.forEach((index, rank) => (places[index] = bases[rank]! + rank * step));
  return places;
}

export interface EndLabel {
  readonly text: string;
  readonly kind: CurveKind | 'level';
  /** Per cent of the plot's width. */
  readonly left: number;
  /** Pixels from the top to its middle. */
  readonly top: number;
}

/** Pixels from the middle of one label to that of the next. */
const lineHeight = 18;

/** The labels of all lines and of the level, none at the height of another: a line may end close to the right edge, where some stand. */
export function endLabels(
  curves: readonly Curve[],
  level: Level,
  epochs: number,
  place: (value: number) => number,
  height: number,
): readonly EndLabel[] {
  const labels: EndLabel[] = curves.flatMap(({ kind, points, label }) => {
    const end = points.at(-1);
    if (!end || label === null) return [];
    return [{ text: label, kind, left: (100 * end.epoch) / epochs, top: place(end.value) }];
  });
  labels.push({ text: level.label, kind: 'level', left: 100, top: place(level.value) });
  const tops = spread(
    labels.map(({ top }) => top),
    lineHeight,
    height,
  );
  return labels.map((label, index) => ({ ...label, top: tops[index]! }));
}
