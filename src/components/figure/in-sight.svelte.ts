/** Whether an element can be seen: attached to it, as in `{@attach sight.watch}`. What is done about it, its owner knows. */
export class InSight {
  #now = $state(false);

  get now(): boolean {
    return this.#now;
  }

  readonly watch = (element: Element): (() => void) => {
    const observer = new IntersectionObserver(([entry]) => {
      this.#now = entry?.isIntersecting ?? false;
    });
    observer.observe(element);
    return () => observer.disconnect();
  };
}
