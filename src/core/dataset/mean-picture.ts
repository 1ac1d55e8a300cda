/** The average picture of each class: sums of bytes, picture by picture. It fetches nothing and paints nothing. */
import { classes, picture } from './catalog.ts';

export interface MeanPictures {
  /** Pictures of each class that went in. */
  readonly counts: readonly number[];
  /**
   * For each class `picture.bytes` values from 0 to 255 in row, column, channel order: mean(p) = sum of byte p over the class's pictures /
   * their number. 0 where a class had none.
   */
  readonly means: readonly Float32Array[];
}

/** Adds up pictures. Sums of bytes are whole numbers, so in float64 they are exact and no order changes them. */
export class MeanMeter {
  readonly #counts = classes.map(() => 0);
  readonly #sums = classes.map(() => new Float64Array(picture.bytes));

  /** Throws where there are not `picture.bytes` bytes for each label, or a label is no class. */
  add(pixels: Uint8Array, labels: Uint8Array): void {
    if (pixels.length !== labels.length * picture.bytes)
      throw new Error(
        `mean picture: expected ${labels.length * picture.bytes} bytes for ${labels.length} pictures, got ${pixels.length}`,
      );
    labels.forEach((label, place) => {
      const sum = this.#sums[label];
      if (!sum)
        throw new Error(`mean picture: expected labels below ${classes.length}, got ${label}`);
      const from = place * picture.bytes;
      for (let i = 0; i < picture.bytes; i++) sum[i]! += pixels[from + i]!;
      this.#counts[label]! += 1;
    });
  }

  reading(): MeanPictures {
    return {
      counts: [...this.#counts],
      means: this.#sums.map((sum, label) =>
        Float32Array.from(sum, (value) => value / Math.max(1, this.#counts[label]!)),
      ),
    };
  }
}

/** Mean red, green and blue of a picture of `picture.bytes` values. */
export function meanColour(values: ArrayLike<number>): readonly [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) sums[i % picture.channels]! += values[i]!;
  const pixels = values.length / picture.channels;
  return [sums[0] / pixels, sums[1] / pixels, sums[2] / pixels];
}
