import { atom } from 'nanostores';
import { describe, expect, it } from 'vitest';
import type { RecordedRun } from '../core/network/recorded-run.ts';
import type { DataSource, Report } from '../worker/protocol.ts';
import type { StudyClient } from '../worker/study/client.ts';
import { Display } from './display.ts';
import { initialSelection, type Selection } from './selection.ts';
import { initialState } from './session-state.ts';

const file = (epoch: number) => ({
  epoch,
  step: epoch * 118,
  file: `epoch-${epoch}.f16`,
  bytes: 8,
  sha256: '0',
});
const run = {
  best: 2,
  epochs: [{}, {}, {}],
  weights: [0, 1, 2, 3].map(file),
} as unknown as RecordedRun;

/** A study client that notes what it is asked; answers wait for the test where `slow` says so. */
function fakeStudy(slow = false) {
  const asked: string[] = [];
  const gates: (() => void)[] = [];
  const ask = async (name: string, question: never, options?: { signal?: AbortSignal }) => {
    const { file: wanted, weights, picture, pictures } = question as Record<string, unknown>;
    const places = (picture ?? pictures) as { places: number[] } | undefined;
    asked.push(
      [name, wanted ?? weights, places?.places].filter((part) => part !== undefined).join(' '),
    );
    if (slow) await new Promise<void>((resolve) => gates.push(resolve));
    options?.signal?.throwIfAborted();
    if (name === 'manifest') return run;
    if (name === 'recorded') return Float32Array.of(Number((wanted as string).slice(6, 7)));
    if (name === 'look')
      return { label: 2, pixels: new Uint8Array(1), layers: new Map(), milliseconds: 1 };
    return {
      labels: new Uint8Array(1),
      pixels: new Uint8Array(1),
      probabilities: new Float32Array(3),
    };
  };
  const study = { connect: () => undefined, hold: () => undefined, ask } as unknown as StudyClient;
  return { study, asked, gates };
}

const place = { base: 'memory:/run/', outline: run };
const settle = () => new Promise((resolve) => setTimeout(resolve, 1));
const source = {} as DataSource;

function displayOf(slow = false) {
  const fake = fakeStudy(slow);
  const selection = atom<Selection>({ ...initialSelection, picture: 9 });
  const display = new Display({ study: fake.study, selection, session: () => initialState });
  const choose = (part: Partial<Selection>): void => {
    selection.set({ ...selection.get(), ...part });
    display.refresh();
  };
  return { ...fake, display, selection, choose };
}

const maps = (picture: number, step: number) => ({ type: 'maps', picture, step }) as Report;

describe('what is on view', () => {
  it('is at first the recorded run at its best epoch, looked at in the study worker', async () => {
    const { display, asked } = displayOf();
    display.connect(source, place);
    await settle();
    expect(display.shown.get()).toMatchObject({ run: 'recorded', epoch: 2, notice: null });
    expect(asked.slice(1)).toEqual(['recorded epoch-2.f16', 'look recorded memory:/run/ 2 9']);
    expect(display.maps.get()).toMatchObject({ picture: 9, step: 236, label: 2 });
    expect(display.weights.get()).toMatchObject({ step: 236, weights: Float32Array.of(2) });
  });

  it('is named at once, before anything could be fetched', () => {
    const { display } = displayOf(true);
    display.connect(source, place);
    expect(display.shown.get()).toMatchObject({ run: 'recorded', epoch: 2 });
    expect(display.recorded.get()).toBe(run);
    expect(display.maps.get()).toBeNull();
  });

  it('follows epoch and picture, and fetches each epoch once', async () => {
    const { display, asked, choose } = displayOf();
    display.connect(source, place);
    await settle();
    for (const part of [{ epoch: 0 }, { picture: 4 }, { epoch: 2 }, { epoch: 0 }]) {
      choose(part);
      await settle();
    }
    expect(asked.filter((line) => line.startsWith('recorded '))).toHaveLength(2);
    expect(display.maps.get()).toMatchObject({ picture: 4, step: 0 });
    choose({ epoch: 99 });
    await settle();
    expect(display.shown.get().epoch).toBe(3);
  });

  it('shows only the last of two wishes that cross', async () => {
    const { display, gates, choose } = displayOf(true);
    display.connect(source, place);
    const flush = async () => {
      for (let gate = gates.shift(); gate; gate = gates.shift()) {
        gate();
        await settle();
      }
    };
    await flush();
    choose({ epoch: 1 });
    choose({ epoch: 3 });
    await settle();
    await flush();
    expect(display.maps.get()?.step).toBe(354);
  });

  it('takes the training worker’s maps only while the reader’s newest weights are on view', async () => {
    const { display, choose } = displayOf();
    display.connect(source, place);
    await settle();
    display.take(maps(9, 7));
    expect(display.maps.get()?.step).toBe(236);
    choose({ run: 'own' });
    expect(display.live).toBe(true);
    display.take(maps(9, 7));
    expect(display.maps.get()?.step).toBe(7);
    display.take(maps(3, 8));
    expect(display.maps.get()?.step).toBe(7);
  });

  it('looks back at an epoch of the reader’s own that was kept, and not at one of a run before', async () => {
    const { choose, selection } = displayOf();
    const state = { ...initialState, epochs: [{}, {}] as never };
    const own = new Display({ study: fakeStudy().study, selection, session: () => state });
    own.connect(source, null);
    own.keep(0, 1, Float32Array.of(5), 118);
    choose({ run: 'own', epoch: 1 });
    own.refresh();
    await settle();
    expect(own.maps.get()?.step).toBe(118);
    own.forget(1);
    expect(own.live).toBe(true);
  });

  it('says so where the recorded run is not to be had, and shows the reader’s own', async () => {
    const { display, study, selection } = displayOf();
    study.ask = () => Promise.reject(new Error('expected an answer of 200, got 404'));
    display.connect(source, place);
    await settle();
    expect(selection.get().run).toBe('own');
    expect(display.shown.get().notice).toMatch(/could not be loaded \(expected.*404\)/);
  });

  it('answers for pictures by the weights on view', async () => {
    const { display, asked } = displayOf();
    display.connect(source, place);
    await settle();
    await display.predict([3, 1]);
    expect(asked.at(-1)).toBe('predict recorded memory:/run/ 2 3,1');
    expect(display.predictions.get()).toMatchObject({ pictures: [3, 1], step: 236 });
  });
});
