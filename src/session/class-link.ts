/**
 * What a class reads with: the seed of its exercises and the controls that its teacher hides, as part of an address behind `#`, and
 * kept for the tab until it is left. It shares the address with what is on view (`address.ts`) and knows nothing of that.
 */
import { atom } from 'nanostores';
import type { OpenStorage } from './race-memory.ts';

/** What can be hidden. What each one covers is in `styles/hidden-controls.css`. */
export const hideable = [
  'training',
  'recipe',
  'engine',
  'files',
  'links',
  'ways',
  'reveals',
] as const;
export type Hideable = (typeof hideable)[number];

export interface ClassLink {
  /** 1 to `mostSeed`. */
  readonly seed: number;
  readonly hide: readonly Hideable[];
}

export const mostSeed = 999_999;

export const classroom = atom<ClassLink | null>(null);

/** The class that a hash names; null where it names none. What nobody can hide is left out. */
export function classIn(hash: string): ClassLink | null {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const said = fields.get('class') ?? '';
  const seed = /^\d{1,6}$/.test(said) ? Number(said) : 0;
  if (seed < 1) return null;
  const named = (fields.get('hide') ?? '').split(',');
  return { seed, hide: hideable.filter((one) => named.includes(one)) };
}

/** `class=12&hide=training,engine`. */
const fieldsOf = ({ seed, hide }: ClassLink): string =>
  [`class=${seed}`, ...(hide.length > 0 ? [`hide=${hide.join(',')}`] : [])].join('&');

/** A hash that says what `hash` says, and the class besides, if there is one. */
export function withClass(hash: string, link: ClassLink | null): string {
  if (!link) return hash;
  const rest = hash.replace(/^#/, '');
  return rest === '' ? `#${fieldsOf(link)}` : `#${rest}&${fieldsOf(link)}`;
}

const key = 'three-blocks:class';
const ofTab: OpenStorage = () => sessionStorage;

function attempt<T>(what: () => T): T | null {
  try {
    return what();
  } catch {
    return null;
  }
}

function enter(link: ClassLink | null): void {
  classroom.set(link);
  const { dataset } = document.documentElement;
  if (link && link.hide.length > 0) dataset.hide = link.hide.join(' ');
  else delete dataset.hide;
}

/** Takes the class from the address, or else the one that this tab came with. */
export function enterClass(open: OpenStorage = ofTab): void {
  const named = classIn(location.hash);
  if (named) attempt(() => open().setItem(key, fieldsOf(named)));
  enter(named ?? classIn(attempt(() => open().getItem(key)) ?? ''));
}

/** Forgets the class; the address no longer names it either. */
export function leaveClass(open: OpenStorage = ofTab): void {
  attempt(() => open().removeItem(key));
  const fields = new URLSearchParams(location.hash.replace(/^#/, ''));
  if (fields.has('class')) history.replaceState(history.state, '', location.pathname);
  enter(null);
}
