/** The flight from one view of the map to the next, in the browser: the new view comes from where the old one was. */
import { flightFrom } from './geometry.ts';

const milliseconds = 400;

/** What a view is about, and what takes its keys. */
const anchor = '[data-anchor]';
const main = ':is([data-main] [role=slider], [data-main] [role=listbox])';
const sheetOf = (layer: string): string => `[data-layer="${layer}"]`;

/**
 * Notes where a view stands. What it returns is called once the next view stands in its place, with the layer that one comes back to,
 * or null on the way in: it moves the focus along, sees to it that what one came for is in the window, and lets it fly there.
 */
export function depart(stage: HTMLElement | undefined): (layer: string | null) => void {
  const before = stage?.querySelector(anchor)?.getBoundingClientRect();
  const focused = stage?.contains(document.activeElement) ?? false;
  return (layer) => {
    if (!stage) return;
    const aim = stage.querySelector<HTMLElement>(layer === null ? main : sheetOf(layer));
    if (focused) aim?.focus({ preventScroll: true });
    bringIntoView(stage, layer === null ? null : aim);
    const after = stage.querySelector(anchor)?.getBoundingClientRect();
    if (before && after && !matchMedia('(prefers-reduced-motion: reduce)').matches)
      fly(stage, before, after);
  };
}

/** A given part is scrolled to; else the top of the stage, where that is out of sight. */
function bringIntoView(stage: HTMLElement, part: HTMLElement | null): void {
  const { top } = stage.getBoundingClientRect();
  if (part) part.scrollIntoView({ block: 'nearest' });
  else if (top < 0 || top > innerHeight / 2) stage.scrollIntoView({ block: 'start' });
}

/** Lets what is at `now` in `stage` come from `before`. */
function fly(stage: HTMLElement, before: DOMRect, now: DOMRect): void {
  const transform = flightFrom(before, now, stage.getBoundingClientRect());
  const frame = stage.parentElement;
  if (!transform || !frame) return;
  // Only for the flight: frames and lines reach over the edge at rest.
  frame.style.overflow = 'clip';
  const flight = stage.animate(
    [
      { transform, opacity: 0.25 },
      { transform: 'none', opacity: 1 },
    ],
    { duration: milliseconds, easing: 'cubic-bezier(0.2, 0, 0, 1)' },
  );
  const land = (): void => void (frame.style.overflow = '');
  flight.finished.then(land, land);
}
