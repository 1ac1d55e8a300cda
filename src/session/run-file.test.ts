import { describe, expect, it } from 'vitest';
import { checkpointAt, hyperparameters, started } from './keeper.fixture.ts';
import { bytesOf, fileName, savedRunOf } from './run-file.ts';
import { initialState } from './session-state.ts';
import { source } from './world.fixture.ts';

describe('a file', () => {
  const fileOf = async (step: number): Promise<Blob> => {
    const run = savedRunOf({
      ...initialState,
      hyperparameters,
      source,
      checkpoint: checkpointAt(step),
    })!;
    return new Blob([await bytesOf(run)]);
  };

  it('has a name that no reader typed', () => {
    const run = savedRunOf({ ...initialState, source, checkpoint: checkpointAt(29) })!;
    expect(fileName(run)).toBe('three-blocks-seed-5-step-29.run');
    expect(savedRunOf({ ...initialState, source, checkpoint: null })).toBeNull();
  });

  it('is opened in the place of the present run, and does not replace what this browser keeps', async () => {
    const desk = started();
    desk.reach(3);
    await desk.pass(0);
    expect(await desk.keeper.openFile(await fileOf(12))).toBeNull();
    expect(desk.state.get()).toMatchObject({ mode: 'idle', run: 1, step: 12, seed: 5, steps: [] });
    await desk.pass(20_000);
    expect(desk.library.written.length).toBe(1);
  });

  it('that is refused, too large, or gone leaves the run as it is', async () => {
    const desk = started();
    desk.reach(3);
    const before = desk.state.get();
    const bytes = new Uint8Array(await (await fileOf(12)).arrayBuffer());
    bytes[4000]! ^= 4;
    const { openFile } = desk.keeper;
    expect(await openFile(new Blob([bytes]))).toMatch(
      /^The file was not opened\. It is damaged: .* Your present run is unchanged; choose another file\.$/,
    );
    const read = (): Promise<ArrayBuffer> => Promise.reject(new Error('must not be read'));
    expect(await openFile({ size: 2e9, arrayBuffer: read })).toContain('2,000,000,000 bytes');
    expect(await openFile({ size: 100, arrayBuffer: read })).toContain('could not be read');
    expect(desk.state.get()).toBe(before);
  });

  it('is not opened while a run is being trained', async () => {
    const desk = started();
    desk.state.set({ ...desk.state.get(), mode: 'training', goal: 'finish' });
    expect(await desk.keeper.openFile(await fileOf(12))).toBe('Pause first.');
    desk.reach(13);
    await desk.pass(0);
    expect(desk.keeping.step).toBe(13);
  });
});
