/**
 * The browser's address and what is on view, kept in step: a link that is opened is shown, and what is shown can be copied. Reads
 * and writes the address of the page it is on; what stands there means is in `address.ts`.
 */
import { map } from 'nanostores';
import { hashOf, placeIn } from './address.ts';
import { classIn, withClass } from './class-link.ts';
import { reader } from './reader.ts';
import { select, selection } from './selection.ts';

/** Figures that have several views: which one each shows, by the figure's name, in the figure's own words. */
export const views = map<Readonly<Record<string, string>>>({});

/** Quiet before the address is written: a pointer that passes over a map leaves no trail. */
const settled = 600;

/** The address of exactly what a figure shows now. */
export function linkTo(figure: string): string {
  const view = views.get()[figure];
  const hash = hashOf({ selection: selection.get(), figure, ...(view ? { view } : {}) });
  return new URL(hash, location.href).href;
}

/** Shows what the address names, if it names anything. */
function open(): void {
  const place = placeIn(location.hash);
  if (!place) return;
  reader.came();
  const { figure, view } = place;
  if (figure && view) views.setKey(figure, view);
  select({ ...place.selection, ...(place.selection.layer ? { pinned: true } : {}) });
  if (figure) document.getElementById(`figure-${figure}`)?.scrollIntoView({ block: 'start' });
}

/** Writes what is on view into the address, without a new entry in the history, unless an anchor stands there. */
function write(): void {
  if (location.hash !== '' && !location.hash.includes('=')) return;
  const { figure } = placeIn(location.hash) ?? {};
  const view = figure ? views.get()[figure] : undefined;
  const said = {
    selection: selection.get(),
    ...(figure ? { figure } : {}),
    ...(view ? { view } : {}),
  };
  const hash = withClass(hashOf(said), classIn(location.hash));
  history.replaceState(history.state, '', hash);
}

/** Follows the address until the function returned is called. */
export function followAddress(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(write, settled);
  };
  open();
  const ends = [selection.listen(later), views.listen(later)];
  addEventListener('hashchange', open);
  document.addEventListener('astro:page-load', open);
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
    removeEventListener('hashchange', open);
    document.removeEventListener('astro:page-load', open);
  };
}
