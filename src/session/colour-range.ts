/**
 * What shares one range of colours in maps, chosen once for the whole site and remembered from one visit to the next. Storage that is
 * not there, or holds something else, makes it forgetful and never fails. What a range is, in numbers, is the figures' affair.
 */
import { atom } from 'nanostores';

const scopes = ['channel', 'layer', 'net'] as const;
type Scope = (typeof scopes)[number];

const key = 'three-blocks:colour-range';

type OpenStorage = () => Pick<Storage, 'getItem' | 'setItem'>;
const ofBrowser: OpenStorage = () => localStorage;

export const colourRange = atom<Scope>('layer');

/** Takes up what was chosen in an earlier visit, if anything was. */
export function recallRange(open: OpenStorage = ofBrowser): void {
  try {
    const said = open().getItem(key);
    const scope = scopes.find((known) => known === said);
    if (scope) colourRange.set(scope);
  } catch {
    // Then this visit begins as the first one did.
  }
}

export function chooseRange(scope: Scope, open: OpenStorage = ofBrowser): void {
  colourRange.set(scope);
  try {
    open().setItem(key, scope);
  } catch {
    // It holds for this visit.
  }
}
