/** A press on a button whose scripts are still on their way is not lost: it is made once more when they are there. */
const waiting = new WeakSet<HTMLElement>();

document.addEventListener('click', ({ target, isTrusted }) => {
  if (!isTrusted || !(target instanceof Element)) return;
  const button = target.closest<HTMLElement>('button');
  const island = button?.closest('astro-island[ssr]');
  if (!button || !island || waiting.has(button)) return;
  waiting.add(button);
  const again = (): void => {
    waiting.delete(button);
    if (button.isConnected) button.click();
  };
  // Astro tells as soon as the scripts have taken over; what they do in that turn comes first.
  island.addEventListener('astro:hydrate', () => setTimeout(again), { once: true });
});
