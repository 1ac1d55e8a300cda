/** How fast bytes come in, over the last seconds, and how long the rest will take. Arithmetic; the time is an argument. */

export interface Progress {
  /** Bytes on disk, and bytes in all. */
  readonly bytes: number;
  readonly total: number;
  /** Bytes a second over the window; 0 while nothing came. */
  readonly rate: number;
  /** Seconds until the end at that rate; Infinity while nothing comes. */
  readonly left: number;
  /** Milliseconds since this host was first asked. */
  readonly elapsed: number;
}

interface Sample {
  readonly time: number;
  readonly bytes: number;
}

export class RateMeter {
  private readonly window: number;
  private readonly start: number;
  private samples: Sample[];

  /** `window` and times in milliseconds; `bytes` are there already and don't count as speed. */
  constructor(window: number, time: number, bytes: number) {
    this.window = window;
    this.start = time;
    this.samples = [{ time, bytes }];
  }

  /** Bytes now on disk. A restart from zero begins the measure anew. */
  note(time: number, bytes: number): void {
    const last = this.samples[this.samples.length - 1]!;
    if (bytes < last.bytes) this.samples = [];
    this.samples.push({ time, bytes });
    // One sample older than the window stays: the rate is taken over at least a whole window.
    while (this.samples.length > 2 && this.samples[1]!.time <= time - this.window)
      this.samples.shift();
  }

  read(time: number, total: number): Progress {
    const oldest = this.samples[0]!;
    const { bytes } = this.samples[this.samples.length - 1]!;
    const seconds = Math.max(time - oldest.time, 1) / 1000;
    const rate = (bytes - oldest.bytes) / seconds;
    return {
      bytes,
      total,
      rate,
      left: rate > 0 ? (total - bytes) / rate : Infinity,
      elapsed: time - this.start,
    };
  }
}
