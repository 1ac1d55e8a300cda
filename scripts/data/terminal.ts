/** What a download looks like in a terminal: one line redrawn, or a line every ten seconds where lines can't be; and one question. */
import type { Choice } from './fetch-archive.ts';
import type { Progress } from './rate.ts';

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** A speed for reading: `62 kB/s`, `1.4 MB/s`. */
export const speed = (rate: number): string =>
  rate < 1e6 ? `${Math.round(rate / 1e3)} kB/s` : `${megabytes(rate)} MB/s`;

/** A time for reading: `40 s`, `3 min`, `1 h 20 min`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unknown time';
  if (seconds < 99.5) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Bar, share, bytes, rate and time left, in one line. */
export function progressLine(progress: Progress, width = 24): string {
  const share = progress.bytes / progress.total;
  const full = Math.floor(share * width);
  const bar = '#'.repeat(full) + '-'.repeat(width - full);
  const left = progress.bytes === progress.total ? 'complete' : `${duration(progress.left)} left`;
  return `[${bar}] ${String(Math.floor(share * 100)).padStart(3)} %  ${megabytes(progress.bytes)} of ${megabytes(progress.total)} MB  ${speed(progress.rate)}  ${left}`;
}

export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Milliseconds between two lines where none can be redrawn. */
const quiet = 10_000;

export class Terminal {
  private readonly output: Output;
  private drawn = false;
  private last = -Infinity;

  constructor(output: Output) {
    this.output = output;
  }

  private clear(): void {
    if (this.drawn) this.output.write('\r\u001b[2K');
    this.drawn = false;
  }

  readonly say = (line: string): void => {
    this.clear();
    this.output.write(`${line}\n`);
  };

  readonly show = (progress: Progress, time = performance.now()): void => {
    if (this.output.isTTY) {
      this.output.write(`\r\u001b[2K${progressLine(progress)}`);
      this.drawn = true;
    } else if (time - this.last >= quiet) {
      this.last = time;
      this.output.write(`${progressLine(progress)}\n`);
    }
  };

  /** Ends a redrawn line, so that what follows starts on its own. */
  readonly end = (): void => {
    if (this.drawn) this.output.write('\n');
    this.drawn = false;
  };
}

export interface Keyboard {
  setRawMode?(raw: boolean): unknown;
  resume(): unknown;
  pause(): unknown;
  on(event: 'data', listener: (data: Buffer) => void): unknown;
  off(event: 'data', listener: (data: Buffer) => void): unknown;
}

const keys: Readonly<Record<string, Choice>> = {
  k: 'keep',
  d: 'draw',
  q: 'quit',
  '\u0003': 'quit',
};

/** Puts the choice to the person at the keyboard. No key within `patience`
 * milliseconds is `draw`; a question that is taken back is `keep`. */
export function askAtKeyboard(
  keyboard: Keyboard,
  say: (line: string) => void,
  patience: number,
): (progress: Progress, signal: AbortSignal) => Promise<Choice> {
  return ({ rate, left }, signal) => {
    say(
      `At ${speed(rate)} this takes ${duration(left)} more. What now?\n` +
        '  k  keep downloading\n' +
        '  d  use drawn pictures now, and get CIFAR-10 later (the part so far is kept)\n' +
        '  q  quit\n' +
        `Without an answer in ${duration(patience / 1000)}: d.`,
    );
    return new Promise((resolve) => {
      const settle = (choice: Choice): void => {
        clearTimeout(timer);
        keyboard.off('data', listen);
        keyboard.setRawMode?.(false);
        keyboard.pause();
        resolve(choice);
      };
      const listen = (data: Buffer): void => {
        const choice = keys[data.toString().toLowerCase()[0] ?? ''];
        if (choice) settle(choice);
      };
      const timer = setTimeout(() => settle('draw'), patience);
      signal.addEventListener('abort', () => settle('keep'), { once: true });
      keyboard.setRawMode?.(true);
      keyboard.on('data', listen);
      keyboard.resume();
    });
  };
}
