import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../core/network/checkpoint.fixture.ts';
import { foundText, keepingText, resumeWord } from './saved-words.ts';

const minute = 60_000;
const found = { ok: true, run: sampleRun, savedAt: 1000 } as const;
const epochs = Array.from({ length: 10 }, (_, i) => ({
  ...sampleRun.checkpoint.epochs[0]!,
  epoch: i + 1,
}));
const over = {
  ...found,
  run: { ...sampleRun, checkpoint: { ...sampleRun.checkpoint, step: 50, epochs } },
};

describe('what is said of a kept run', () => {
  it('names its step, its epoch and how long ago it was kept', () => {
    expect(foundText(found, 1000 + 4 * minute)).toMatch(
      /^A run of this browser stands at step 12 \(epoch 3\), about 4 minutes ago\. /,
    );
    expect(foundText(found, 0)).toContain('a few seconds ago');
    expect(resumeWord(found)).toBe('Continue');
  });

  it('tells a finished run from one that goes on', () => {
    expect(foundText(over, 2000)).toContain('ended at step 50 (epoch 10)');
    expect(resumeWord(over)).toBe('Show it');
  });

  it('gives the reason where it can’t be opened, and no button for it', () => {
    const broken = { ok: false, reason: 'It is damaged: so it is.', savedAt: 0 } as const;
    expect(foundText(broken, 0)).toContain('It is damaged: so it is. It is left alone');
    expect(resumeWord(broken)).toBeNull();
  });

  it('says what the browser keeps once it does', () => {
    const keeping = { found: null, notice: null };
    expect(keepingText({ ...keeping, step: 1180 })).toContain('at step 1,180.');
    expect(keepingText({ ...keeping, step: null })).toContain('While you train');
  });
});
