/** Chance for one drawn picture: an endless row of numbers that is a function of (seed, part, picture) alone. */
import { streams, substream, uniform } from '../../math/random.ts';

export class Chance {
  private readonly seed: number;
  private readonly stream: number;
  private readonly step: number;
  private index = 0;

  /** `part` keeps splits and purposes apart; `step` is the number of the picture. */
  constructor(seed: number, part: number, step: number) {
    this.seed = seed;
    this.stream = substream(streams.data, part);
    this.step = step;
  }

  /** In [0, 1). */
  next(): number {
    return uniform(this.seed, this.stream, this.step, this.index++);
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.next();
  }

  /** About 0, mostly within ±`spread`, never beyond ±2 `spread`: the mean of four even draws, widened. */
  about(spread: number): number {
    return (this.next() + this.next() + this.next() + this.next() - 2) * spread;
  }

  /** True with probability `share`. */
  happens(share: number): boolean {
    return this.next() < share;
  }

  sign(): 1 | -1 {
    return this.next() < 0.5 ? -1 : 1;
  }

  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  /** One of `[value, weight]`; the weights need not add up to one. */
  weighted<T>(list: readonly (readonly [T, number])[]): T {
    let left = this.next() * list.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of list) {
      left -= weight;
      if (left < 0) return value;
    }
    return list[list.length - 1]![0];
  }
}
