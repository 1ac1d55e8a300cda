/**
 * One level of the way down: the terms that make up a number, in the order in which they matter, and what closes the sum. Plain data
 * for drawing; the numbers themselves come from `core/network/explain.ts`.
 */
import type { Explanation, Place, Product, Source } from '../../core/network/explanation.ts';
import { below, samePlace } from './places.ts';

/** One line of the addition. */
export interface Term {
  /** The same for the same term at every moment of a run. */
  readonly key: number;
  /** What it adds; for a pool, the value that it offers. */
  readonly amount: number;
  /** A convolution's nine, else one. Products have weights, other sources none. */
  readonly sources: readonly (Source & Partial<Pick<Product, 'weight' | 'product' | 'padding'>>)[];
}

export interface Level {
  readonly explanation: Explanation;
  readonly place: Place;
  /** Largest size first; a pool's in the order of its window. */
  readonly terms: readonly Term[];
}

const bySize = (a: Term, b: Term): number => Math.abs(b.amount) - Math.abs(a.amount);

/** The terms of an explanation. */
export function levelOf(explanation: Explanation): Level {
  return { explanation, place: explanation.place, terms: termsOf(explanation) };
}

function termsOf(told: Explanation): readonly Term[] {
  switch (told.kind) {
    case 'convolution': {
      const channels = told.partials.length;
      return Array.from(told.partials, (amount, key): Term => {
        const sources = Array.from(
          { length: told.kernel ** 2 },
          (_, tap) => told.products[tap * channels + key]!,
        );
        return { key, amount, sources };
      }).sort(bySize);
    }
    case 'dense':
      return told.products
        .map((product, key): Term => ({ key, amount: product.product, sources: [product] }))
        .sort(bySize);
    case 'max-pool':
      return told.sources.map((source, key) => ({ key, amount: source.value, sources: [source] }));
    case 'batch-norm':
    case 'dropout':
    case 'flatten':
      return [{ key: 0, amount: told.source.value, sources: [told.source] }];
  }
}

/** Lines that are listed one by one. */
export const listed = 12;

/** The first terms, and the chosen one as the last of them if it comes later: so that it is always in sight. */
export function shownTerms(terms: readonly Term[], chosen: number | null): readonly Term[] {
  const first = terms.slice(0, listed);
  const at = terms.findIndex(({ key }) => key === chosen);
  return at < listed ? first : [...first.slice(0, -1), terms[at]!];
}

/** What the terms that are not shown add together, and how many they are. */
export function restOf(
  terms: readonly Term[],
  shown: readonly Term[],
): { readonly count: number; readonly amount: number } {
  const amount = terms.reduce((sum, term) => (shown.includes(term) ? sum : sum + term.amount), 0);
  return { count: terms.length - shown.length, amount };
}

/** The source of a term that gives most: in size for products, the first of equals. */
export function strongestSource(term: Term): number {
  const sizes = term.sources.map(({ product, value }) => Math.abs(product ?? value));
  return sizes.indexOf(Math.max(...sizes));
}

/** A term, and one of its sources; null: whichever gives most. */
export interface Aim {
  readonly term: number;
  readonly tap: number | null;
}

/** What of a level leads down to a place; null where nothing does. */
export function wayTo({ explanation, terms }: Level, next: Place | null): Aim | null {
  if (!next) return null;
  for (const { key, sources } of terms) {
    const tap = sources.findIndex((source) => {
      const under = below(explanation.from, source);
      return under !== null && samePlace(under, next);
    });
    if (tap >= 0) return { term: key, tap };
  }
  return null;
}

/** The term that is meant without a choice: the strongest, of a pool the winner. */
export const leadingTerm = ({ explanation, terms }: Level): number =>
  explanation.kind === 'max-pool' ? explanation.winner : terms[0]!.key;

/** What the level comes to before softmax: the number that stands above it. */
export const resultOf = (told: Explanation): number =>
  told.kind === 'dense' ? told.sum : told.output;
