/** The way down that a reader takes from one number to what it is made of: a list of places and where on it one stands. */
import type { Place } from '../../core/network/explanation.ts';
import { samePlace } from './places.ts';

export interface Walk {
  /** Each is read by the one before it. Those after `at` were gone down before, and can be gone down again. */
  readonly places: readonly Place[];
  readonly at: number;
}

/** The walk that a selected place belongs to: the old one where it is on it, else a new one. Without one nothing changes. */
export function walkTo(old: Walk, selected: Place | null): Walk {
  if (!selected) return old;
  const at = old.places.findIndex((place) => samePlace(place, selected));
  return at < 0 ? { places: [selected], at: 0 } : { places: old.places, at };
}

/** One level down. What was under the present place stays where the same way is taken again. */
export function deeper({ places, at }: Walk, next: Place): Walk {
  const before = places[at + 1];
  const known = before !== undefined && samePlace(before, next);
  return { places: known ? places : [...places.slice(0, at + 1), next], at: at + 1 };
}
