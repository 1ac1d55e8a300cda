import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { Choice } from './fetch-archive.ts';
import type { Progress } from './rate.ts';
import {
  askAtKeyboard,
  duration,
  progressLine,
  speed,
  Terminal,
  type Keyboard,
} from './terminal.ts';

const half: Progress = { bytes: 85e6, total: 170e6, rate: 62_000, left: 1371, elapsed: 12_000 };

describe('what the terminal shows', () => {
  test('is a bar, the share, the bytes, the rate and the time left', () => {
    expect(progressLine(half)).toBe(
      '[############------------]  50 %  85.0 of 170.0 MB  62 kB/s  23 min left',
    );
    expect(progressLine({ ...half, bytes: 170e6, left: 0 })).toContain('100 %  170.0 of 170.0 MB');
    expect(progressLine({ ...half, bytes: 0, rate: 0, left: Infinity })).toContain(
      'unknown time left',
    );
  });

  test.each([
    [0.4, '0 s'],
    [59, '59 s'],
    [100, '2 min'],
    [3_000, '50 min'],
    [6_300, '1 h 45 min'],
  ])('%d seconds are %s', (seconds, text) => expect(duration(seconds)).toBe(text));

  test('is a speed in a fitting unit', () => {
    expect([speed(1_400_000), speed(999)]).toEqual(['1.4 MB/s', '1 kB/s']);
  });

  test('is one line redrawn in a terminal, cleared before anything else is said', () => {
    let text = '';
    const terminal = new Terminal({ isTTY: true, write: (part) => (text += part) });
    terminal.show(half);
    terminal.show(half);
    terminal.say('hello');
    expect(text).toBe(
      `\r\u001b[2K${progressLine(half)}\r\u001b[2K${progressLine(half)}\r\u001b[2Khello\n`,
    );
    text = '';
    terminal.end();
    expect(text).toBe('');
  });

  test('is a line every ten seconds elsewhere', () => {
    const lines: string[] = [];
    const terminal = new Terminal({ write: (part) => lines.push(part) });
    for (let second = 0; second <= 25; second++) terminal.show(half, second * 1000);
    expect(lines).toEqual(Array(3).fill(`${progressLine(half)}\n`));
  });
});

class Keys extends EventEmitter implements Keyboard {
  raw = false;
  paused = true;
  setRawMode(raw: boolean): void {
    this.raw = raw;
  }
  resume(): void {
    this.paused = false;
  }
  pause(): void {
    this.paused = true;
  }
}

describe('the question', () => {
  const put = (keys: Keys, patience = 60_000, signal = new AbortController().signal) => {
    const lines: string[] = [];
    const answer = askAtKeyboard(keys, (line) => lines.push(line), patience)(half, signal);
    return { lines, answer };
  };

  test.each<[string, Choice]>([
    ['k', 'keep'],
    ['D', 'draw'],
    ['q', 'quit'],
    ['\u0003', 'quit'],
  ])('is answered by one key, %j', async (key, choice) => {
    const keys = new Keys();
    const { lines, answer } = put(keys);
    expect(keys.raw).toBe(true);
    keys.emit('data', Buffer.from('x'));
    keys.emit('data', Buffer.from(key));
    expect(await answer).toBe(choice);
    expect(keys).toMatchObject({ raw: false, paused: true });
    expect(keys.listenerCount('data')).toBe(0);
    expect(lines.join()).toMatch(
      /At 62 kB\/s this takes 23 min more[^]*k {2}keep[^]*d {2}use drawn[^]*q {2}quit/,
    );
  });

  test('answers itself with the drawn pictures after a while', async () => {
    expect(await put(new Keys(), 20).answer).toBe('draw');
  });

  test('is taken back where it no longer matters', async () => {
    const controller = new AbortController();
    const keys = new Keys();
    const { answer } = put(keys, 60_000, controller.signal);
    controller.abort();
    expect(await answer).toBe('keep');
    expect(keys.raw).toBe(false);
  });
});
