/** How numbers are written: the same number with the same digits wherever it stands. Words and units of time are elsewhere. */

/** Digits grouped by commas: `15,000`. */
export const countText = (value: number): string =>
  Number.isFinite(value) ? Math.round(value).toLocaleString('en') : 'unknown';

/** A cross-entropy in nats: three decimals below 10, then fewer; words where it is no number. */
export function lossText(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return 'infinite';
  if (Math.abs(value) < 9.9995) return value.toFixed(3);
  return Math.abs(value) < 99_999.95
    ? value.toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
    : value.toExponential(1);
}

/** A share from 0 to 1 as a percentage with one decimal: `88.3%`. */
export const percentText = (share: number): string =>
  Number.isFinite(share) ? `${(100 * share).toFixed(1)}%` : 'unknown';

/** Pictures a second, to about three digits: `1,050`, `42.3`, `0.27`. */
export function rateText(perSecond: number): string {
  if (perSecond >= 99.95) return countText(perSecond);
  return perSecond >= 0.9995 ? perSecond.toFixed(1) : perSecond.toFixed(2);
}

/** Bytes done of bytes in all, in megabytes: `3.1 of 46.1 MB`. */
export const bytesText = (done: number, total: number): string =>
  `${(done / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`;
