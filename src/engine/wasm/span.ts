/** How a batch is cut into parts: arithmetic only. */

/** `count` pictures from picture `first` of the batch on. */
export interface Span {
  readonly first: number;
  readonly count: number;
}

/** At most `parts` spans, none empty, sizes that differ by one at most; the larger ones come first. */
export function cut(total: number, parts: number): readonly Span[] {
  const used = Math.min(total, parts);
  const small = Math.floor(total / used);
  const larger = total % used;
  return Array.from({ length: used }, (_, index) => ({
    first: index * small + Math.min(index, larger),
    count: small + (index < larger ? 1 : 0),
  }));
}
