import { describe, expect, test } from 'vitest';
import {
  accuracyOf,
  besideCurves,
  bestSpot,
  lossOf,
  memoryOf,
  runCurves,
  spotsOf,
} from './run-curves.ts';
import { stopsOf } from './inspection.ts';
import { stateAfter } from './run.fixture.ts';
import { published } from './runs.ts';

describe('the lines of a run', () => {
  test('a run that has not begun has none; the published one has two', () => {
    expect(runCurves(stateAfter(0), lossOf)).toEqual([]);
    expect(besideCurves(published, lossOf).map(({ points }) => points.length)).toEqual([10, 10]);
  });

  test('the first step stands after zero, the last one of an epoch at its end', () => {
    const [steps] = runCurves(stateAfter(118), lossOf);
    expect(steps?.points[0]?.epoch).toBeCloseTo(1 / 118, 12);
    expect(steps?.points.at(-1)?.epoch).toBe(1);
  });

  test('steps have dots only while they are few', () => {
    expect(runCurves(stateAfter(12), lossOf)[0]?.dots).toBe(true);
    expect(runCurves(stateAfter(41), lossOf)[0]?.dots).toBe(false);
  });

  test('the end of a line is labelled with what it is worth there', () => {
    const state = stateAfter(250);
    const labels = runCurves(state, accuracyOf).flatMap(({ label }) => label ?? []);
    const last = state.epochs.at(-1)!;
    expect(labels[0]).toMatch(/^training \d+\.\d%$/);
    expect(labels[1]).toBe(`validation ${(100 * last.validationAccuracy).toFixed(1)}%`);
  });

  test('a loss that is no number ends the smooth line, not the drawing', () => {
    const state = stateAfter(10);
    const broken = [...state.steps, { step: 10, loss: NaN, accuracy: 0.3 }];
    const curves = runCurves({ ...state, steps: broken }, lossOf);
    expect(curves.find(({ kind }) => kind === 'smooth')?.points).toHaveLength(10);
  });

  test('the smooth line remembers a tenth of an epoch within bounds', () => {
    expect([118, 4, 1000].map(memoryOf)).toEqual([12, 2, 25]);
  });
});

describe('values to point out', () => {
  test('the guesses are ln 3 and one third', () => {
    expect(lossOf.guessing.value).toBeCloseTo(1.0986, 4);
    expect(accuracyOf.guessing.value).toBeCloseTo(1 / 3, 12);
  });

  test('at the end of an epoch all four values, at a step its own, later the published two', () => {
    const stops = stopsOf(stateAfter(200), published);
    const kinds = (at: number) =>
      spotsOf(
        stops.find((stop) => stop.at === at)!,
        published,
        lossOf,
      ).map(({ kind }) => kind);
    expect(kinds(1)).toEqual(['beside-training', 'beside-validation', 'training', 'validation']);
    expect(kinds(0.5)).toEqual(['steps']);
    expect(kinds(9)).toEqual(['beside-training', 'beside-validation']);
  });

  test('the best epoch is ringed at its validation', () => {
    const state = stateAfter(1180);
    expect(bestSpot(state, accuracyOf)).toMatchObject({ kind: 'validation', epoch: state.best });
    expect(bestSpot(stateAfter(3), accuracyOf)).toBeNull();
  });
});
