/**
 * Whether anybody is there: a page that was opened and never touched says all that the build knew and fetches nothing more. The first
 * sign of a reader, or an address that names something to show, lets the rest come.
 */
const signs = [
  'pointermove',
  'pointerdown',
  'touchstart',
  'wheel',
  'scroll',
  'keydown',
  'focusin',
] as const;

type Place = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;

export class Reader {
  #here = false;
  #coming: Promise<void> | null = null;
  #welcome: () => void = () => undefined;
  readonly #place: () => Place;

  /** @param place where signs are seen, asked for when needed: at build time there is none. */
  constructor(place: () => Place) {
    this.#place = place;
  }

  /** Null once somebody is there; before that, what resolves with the first sign. */
  readonly coming = (): Promise<void> | null => {
    if (this.#here) return null;
    this.#coming ??= new Promise((resolve) => {
      const place = this.#place();
      const listening = { capture: true, passive: true };
      this.#welcome = () => {
        this.#here = true;
        for (const sign of signs) place.removeEventListener(sign, this.#welcome, listening);
        resolve();
      };
      for (const sign of signs) place.addEventListener(sign, this.#welcome, listening);
    });
    return this.#coming;
  };

  /** Somebody is there, whatever they do. */
  readonly came = (): void => {
    this.#here = true;
    this.#welcome();
  };
}

export const reader = new Reader(() => window);
