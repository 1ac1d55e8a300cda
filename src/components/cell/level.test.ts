import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { network } from '../../core/network/network.ts';
import { anyPlace, levelAt, traces } from './cell.fixture.ts';
import {
  leadingTerm,
  listed,
  restOf,
  resultOf,
  shownTerms,
  strongestSource,
  wayTo,
} from './level.ts';
import { below, winningLogit } from './places.ts';
import { strongestCell } from './stored.ts';

describe('a level of the way down', () => {
  test('adds up: the lines that are listed, the others together and the bias are the number', () => {
    fc.assert(
      fc.property(anyPlace, fc.nat(), (place, pick) => {
        const level = levelAt(place);
        const told = level.explanation;
        const chosen = level.terms[pick % level.terms.length]!.key;
        const shown = shownTerms(level.terms, chosen);
        expect(shown.map(({ key }) => key)).toContain(chosen);
        expect(shown).toHaveLength(Math.min(listed, level.terms.length));
        const rest = restOf(level.terms, shown);
        expect(rest.count + shown.length).toBe(level.terms.length);
        if (told.kind !== 'convolution' && told.kind !== 'dense') return;
        const sum = shown.reduce((all, { amount }) => all + amount, rest.amount + told.bias);
        expect(sum).toBeCloseTo(told.sum, 10);
        const sizes = level.terms.map(({ amount }) => Math.abs(amount));
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
      }),
    );
  });

  test('leads down: what a line was read from holds, a level deeper, the value that was read', () => {
    fc.assert(
      fc.property(anyPlace, fc.nat(), (place, pick) => {
        const level = levelAt(place);
        const term = level.terms[pick % level.terms.length]!;
        const source = term.sources[pick % term.sources.length]!;
        const under = below(level.explanation.from, source);
        if (!under) {
          const padding = 'padding' in source && source.padding;
          expect(padding || level.explanation.from === null).toBe(true);
          return;
        }
        expect(resultOf(levelAt(under).explanation)).toBeCloseTo(source.value, 5);
        expect(wayTo(level, under)).toEqual({ term: term.key, tap: pick % term.sources.length });
        expect(wayTo(level, null)).toBeNull();
      }),
    );
  });

  test('from the winning logit, always the strongest product: thirteen levels to the pixels', () => {
    let place = winningLogit(traces.layers.get('dense')!);
    const way = [place.layer];
    for (;;) {
      const level = levelAt(place);
      const term = level.terms.find(({ key }) => key === leadingTerm(level))!;
      const next = below(level.explanation.from, term.sources[strongestSource(term)]!);
      if (!next) break;
      place = next;
      way.push(place.layer);
    }
    // All layers but dropout, from the last to the first.
    const passed = network.layers.filter(({ kind }) => kind !== 'dropout').map(({ id }) => id);
    expect(way).toEqual(passed.reverse());
  });

  test('chooses a pool’s winner, and lists its window in order', () => {
    const level = levelAt(strongestCell('pool1', traces.layers.get('pool1')!));
    const { explanation: told } = level;
    if (told.kind !== 'max-pool') throw new Error(`got ${told.kind}`);
    expect(level.terms.map(({ key }) => key)).toEqual([0, 1, 2, 3]);
    expect(level.terms[leadingTerm(level)]!.amount).toBe(told.output);
  });
});
