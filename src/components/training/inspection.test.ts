import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { keyed, nearest, pointed, stopName, stopsOf, stopText } from './inspection.ts';
import { stateAfter } from './run.fixture.ts';
import { published } from './runs.ts';

const empty = stopsOf(stateAfter(0), published);
const begun = stopsOf(stateAfter(250), published);

describe('places to point at', () => {
  test('before a run they are the ends of the published epochs', () => {
    expect(empty.map(({ at }) => at)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('in a run they are all steps and the epochs still to come, in order, each once', () => {
    expect(begun).toHaveLength(250 + 8);
    for (let i = 1; i < begun.length; i++) expect(begun[i]!.at).toBeGreaterThan(begun[i - 1]!.at);
  });

  test('the last step of an epoch and the epoch are one place', () => {
    const end = begun[117]!;
    expect(end.at).toBe(1);
    expect(end.step?.step).toBe(117);
    expect(end.result?.epoch).toBe(1);
  });

  test('the nearest place is the one a search through all of them finds', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 11, noNaN: true }), (at) => {
        const found = Math.abs(begun[nearest(begun, at)]!.at - at);
        expect(found).toBe(Math.min(...begun.map((stop) => Math.abs(stop.at - at))));
      }),
    );
    expect(nearest([], 3)).toBe(-1);
  });

  test('the end of an epoch draws the pointer to itself, and only from near by', () => {
    expect(begun[pointed(begun, 1.03, 0.05)]!.epoch).toBe(1);
    expect(begun[pointed(begun, 1.03, 0.01)]!.epoch).toBeNull();
    expect(begun[pointed(begun, 1.03, 0.01)]!.at).toBeCloseTo(1.03, 1);
  });
});

describe('keys', () => {
  test('arrows go step by step and stop at the ends', () => {
    expect(keyed(begun, 5, 'ArrowRight')).toBe(6);
    expect(keyed(begun, 5, 'ArrowDown')).toBe(4);
    expect(keyed(begun, 0, 'ArrowLeft')).toBe(0);
    expect(keyed(begun, begun.length - 1, 'ArrowUp')).toBe(begun.length - 1);
  });

  test('pages go from epoch to epoch', () => {
    const up = keyed(begun, 5, 'PageUp')!;
    expect(begun[up]!.epoch).toBe(1);
    expect(begun[keyed(begun, up, 'PageUp')!]!.epoch).toBe(2);
    expect(keyed(begun, up, 'PageDown')).toBe(0);
    expect(keyed(begun, begun.length - 1, 'PageUp')).toBe(begun.length - 1);
  });

  test('Home and End go to the ends, other keys nowhere', () => {
    expect(keyed(begun, 5, 'Home')).toBe(0);
    expect(keyed(begun, 5, 'End')).toBe(begun.length - 1);
    expect(keyed(begun, 5, 'Tab')).toBeNull();
  });
});

describe('the sentence about a place', () => {
  test('of a published epoch names that run', () => {
    expect(stopText(empty[7]!, null, published)).toBe(
      'Epoch 8. Published: training loss 0.315, accuracy 87.7%; validation loss 0.309, accuracy 88.3%.',
    );
    expect(stopName(empty[7]!)).toBe('epoch 8');
  });

  test('names the recorded run where that one is beside it', () => {
    const recorded = { name: 'recorded', epochs: published.epochs } as const;
    expect(stopText(begun[235]!, null, recorded)).toMatch(/Recorded: training loss 0\.548/);
  });

  test('of a step gives its batch', () => {
    expect(stopText(begun[39]!, null, published)).toMatch(
      /^Step 40, in epoch 1: loss \d\.\d{3}, accuracy \d+\.\d% on its batch\.$/,
    );
    expect(stopName(begun[39]!)).toBe('step 40');
  });

  test('of an epoch gives both runs, and says where it is the best', () => {
    expect(stopText(begun[235]!, 2, published)).toMatch(
      /^Epoch 2 \(the best so far\): training loss .*Published: /,
    );
    expect(stopText(begun[235]!, 1, published)).toMatch(/^Epoch 2: training loss /);
  });
});
