/**
 * What a page does beside its figures: copies a listing when asked, and answers the key `/` with the search. It listens to the
 * document, which outlives page changes, and so it is set up once.
 */

// Who turns pages faster than they fade skips a fade; the router leaves the browser's notice of that to nobody.
document.addEventListener('astro:before-swap', ({ viewTransition }) => {
  viewTransition.ready.catch(() => undefined);
});

/** Milliseconds that a button says what it did. */
const said = 2_500;

async function copyCode(button: HTMLElement): Promise<void> {
  const block = button.closest('.code');
  const code = block?.querySelector('pre')?.textContent ?? '';
  const status = block?.querySelector('[role=status]');
  if (!status) throw new Error('copy: expected a listing with a place for a word, got none');
  try {
    await navigator.clipboard.writeText(code);
    status.textContent = 'Copied.';
    setTimeout(() => (status.textContent = ''), said);
  } catch {
    status.textContent = 'This browser keeps its clipboard closed: mark the code and copy it.';
  }
}

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element && target.closest<HTMLElement>('[data-copy-code]');
  if (button) void copyCode(button);
});

/** Where a `/` is a letter, it stays one. */
const writes = 'input, select, textarea, [contenteditable], [role=slider], [role=grid]';

/** True where the page has a search field. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('input[type=search]');
  field?.focus();
  return field !== null;
}

document.addEventListener('keydown', (event) => {
  const { key, altKey, ctrlKey, metaKey, target } = event;
  if (key !== '/' || altKey || ctrlKey || metaKey || event.defaultPrevented) return;
  if (target instanceof Element && target.closest(writes)) return;
  const link = document.querySelector<HTMLAnchorElement>('a[data-search]');
  if (!link) return;
  event.preventDefault();
  if (focusSearch()) return;
  // The page that comes has the field; it is for the one who asked for it by key.
  document.addEventListener('astro:page-load', focusSearch, { once: true });
  link.click();
});
