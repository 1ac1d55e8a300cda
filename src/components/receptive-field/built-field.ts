/** A field that was measured when the site was built, small enough to stand in the page: 8 bits a pixel. */
import type { MeasuredField } from '../../core/network/measured-field.ts';

/** One measured field as text. */
export interface PackedField extends Omit<MeasuredField, 'mean'> {
  /** One byte a pixel, 255 at the greatest. */
  readonly base64: string;
  readonly most: number;
}

export interface BuiltField {
  /** Layer, row, column and channel, as the figure asks for them. */
  readonly asked: string;
  /** Whose weights the trained ones are, to stand after "the network". */
  readonly words: string;
  readonly trained: MeasuredField;
  readonly untrained: MeasuredField;
  /** CSS backgrounds. */
  readonly images: { readonly trained: string; readonly untrained: string };
}

/** What the page brings along for the cell that the figure shows first. */
export interface PackedPair {
  readonly words: string;
  readonly trained: PackedField;
  readonly untrained: PackedField;
  readonly images: BuiltField['images'];
}

export function packed({ mean, ...rest }: MeasuredField): PackedField {
  const most = Math.max(...mean);
  const bytes = Array.from(mean, (value) => (most > 0 ? Math.round((255 * value) / most) : 0));
  return { ...rest, most, base64: btoa(String.fromCharCode(...bytes)) };
}

export const unpacked = ({ base64, most, ...rest }: PackedField): MeasuredField => ({
  ...rest,
  mean: Float32Array.from(atob(base64), (letter) => (letter.charCodeAt(0) / 255) * most),
});
