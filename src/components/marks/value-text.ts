/** How values of maps, weights and sums are written: three decimals everywhere, with a real minus, and no minus before zero. */

/** `0.413`, `−1.000`; words where it is no number. */
export function valueText(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value < 0 ? '−infinite' : 'infinite';
  const text = value.toFixed(3);
  return text === '-0.000' ? '0.000' : text.replace('-', '−');
}

/** A weight: whole ones bare, as they are typed, others with three decimals: `−1`, `0.500`, `0.063`. */
export const weightText = (weight: number): string => valueText(weight).replace(/\.000$/, '');
