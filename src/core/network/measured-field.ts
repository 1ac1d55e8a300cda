/**
 * The measured receptive field: how much the values at one cell move with each pixel, as a mean over many pictures and channels
 * (W. Luo, Y. Li, R. Urtasun and R. Zemel, "Understanding the Effective Receptive Field", NeurIPS 2016). Sums only; `pixel-gradient.ts`
 * gives what is summed.
 */

export interface MeasuredField {
  /** For each pixel the mean of |d value / d pixel|, its colours added up; row-major. */
  readonly mean: Float32Array;
  /** Pictures that went through. */
  readonly pictures: number;
  /** Gradients in the mean: pictures times channels. */
  readonly samples: number;
  /** Gradients that were not zero everywhere: ReLU let something through. */
  readonly open: number;
}

/** Adds gradients up. */
export class FieldMeter {
  readonly #sum: Float64Array;
  readonly #colours: number;
  #samples = 0;
  #open = 0;

  constructor(pixels: number, colours: number) {
    this.#sum = new Float64Array(pixels);
    this.#colours = colours;
  }

  /** One gradient over all pixels and colours. */
  add(gradient: Float64Array): void {
    const expected = this.#sum.length * this.#colours;
    if (gradient.length !== expected)
      throw new Error(`field: expected a gradient of ${expected} values, got ${gradient.length}`);
    let total = 0;
    for (let i = 0; i < gradient.length; i++) {
      const size = Math.abs(gradient[i]!);
      this.#sum[Math.floor(i / this.#colours)]! += size;
      total += size;
    }
    this.#samples += 1;
    if (total > 0) this.#open += 1;
  }

  /** The mean so far, in memory of its own; zeros before the first gradient. */
  reading(pictures: number): MeasuredField {
    const count = Math.max(1, this.#samples);
    return {
      mean: Float32Array.from(this.#sum, (sum) => sum / count),
      pictures,
      samples: this.#samples,
      open: this.#open,
    };
  }
}

/**
 * Which channels picture `index` is asked about, `each` of `count`: the list goes on where the picture before stopped, so that all
 * channels come about equally often.
 */
export const channelsInTurn = (index: number, each: number, count: number): readonly number[] =>
  Array.from({ length: Math.min(each, count) }, (_, i) => (index * each + i) % count);
