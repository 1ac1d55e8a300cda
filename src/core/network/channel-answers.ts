/**
 * How the channels of a layer answer to labelled pictures: means by class, how much the class decides, and which channels never
 * answer. Sums only; the maps are made elsewhere.
 */
import type { Volume } from '../math/volume.ts';

export interface ChannelAnswers {
  readonly channels: number;
  /** `means[label * channels + channel]`: the mean over the class's pictures, rows and columns. */
  readonly means: Float32Array;
  /**
   * For each channel the square of the correlation ratio: of the variance of its mean answer from picture to picture, the share that lies between
   * the classes (K. Pearson, 1905). 0: the class says nothing of the answer; 1: it says all. 0 where the answer never varies.
   */
  readonly selectivity: Float32Array;
  /** Least and greatest single value of each channel, in any picture at any cell. */
  readonly least: Float32Array;
  readonly most: Float32Array;
}

/** Adds up one layer's maps, picture by picture. */
export class ChannelMeter {
  readonly #classes: number;
  readonly #channels: number;
  readonly #counts: number[];
  readonly #sums: Float64Array;
  /** Picture means, all of them: their variance is taken about the exact mean, in a second pass. */
  readonly #answers: { readonly label: number; readonly means: Float64Array }[] = [];
  readonly #least: Float32Array;
  readonly #most: Float32Array;

  constructor(classes: number, channels: number) {
    this.#classes = classes;
    this.#channels = channels;
    this.#counts = Array.from({ length: classes }, () => 0);
    this.#sums = new Float64Array(classes * channels);
    this.#least = new Float32Array(channels).fill(Infinity);
    this.#most = new Float32Array(channels).fill(-Infinity);
  }

  /** Throws where the label is no class, or the volume has other channels. */
  add({ height, width, channels, data }: Volume, label: number): void {
    if (channels !== this.#channels)
      throw new Error(`channels: expected ${this.#channels} of them, got ${channels}`);
    if (!(label in this.#counts))
      throw new Error(`channels: expected a label below ${this.#classes}, got ${label}`);
    const means = new Float64Array(channels);
    for (let i = 0; i < data.length; i++) {
      const channel = i % channels;
      const value = data[i]!;
      means[channel]! += value;
      if (value < this.#least[channel]!) this.#least[channel] = value;
      if (value > this.#most[channel]!) this.#most[channel] = value;
    }
    for (let channel = 0; channel < channels; channel++) {
      means[channel]! /= height * width;
      this.#sums[label * channels + channel]! += means[channel]!;
    }
    this.#counts[label]! += 1;
    this.#answers.push({ label, means });
  }

  /** Throws where a class has had no picture. */
  reading(): ChannelAnswers {
    const without = this.#counts.indexOf(0);
    if (without >= 0) throw new Error(`channels: expected pictures of class ${without}, got none`);
    const channels = this.#channels;
    const means = this.#sums.map((sum, i) => sum / this.#counts[Math.floor(i / channels)]!);
    const selectivity = Float32Array.from({ length: channels }, (_, channel) =>
      this.#ratio(means, channel),
    );
    const [least, most] = [this.#least.slice(), this.#most.slice()];
    return { channels, means: Float32Array.from(means), selectivity, least, most };
  }

  /** Variance between the classes over the variance in all. */
  #ratio(means: Float64Array, channel: number): number {
    const count = this.#answers.length;
    let sum = 0;
    for (const answer of this.#answers) sum += answer.means[channel]!;
    const mean = sum / count;
    let all = 0;
    let between = 0;
    for (const answer of this.#answers) {
      all += (answer.means[channel]! - mean) ** 2;
      between += (means[answer.label * this.#channels + channel]! - mean) ** 2;
    }
    // Rounding alone makes a constant answer vary.
    return all > count * (mean * 1e-9) ** 2 ? Math.min(1, between / all) : 0;
  }
}

/** The places of the first `each` pictures of every class; fewer where there are fewer. */
export function evenly(labels: Uint8Array, classes: number, each: number): readonly number[] {
  const taken = Array.from({ length: classes }, () => 0);
  const places: number[] = [];
  labels.forEach((label, place) => {
    if (!(label in taken) || taken[label]! >= each) return;
    taken[label]! += 1;
    places.push(place);
  });
  return places;
}
