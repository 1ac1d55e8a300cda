import { expect, it } from 'vitest';
import { Reader } from './reader.ts';

const settled = async (promise: Promise<void> | null): Promise<boolean> => {
  let done = false;
  void promise?.then(() => (done = true));
  await Promise.resolve();
  await Promise.resolve();
  return done;
};

it.each(['pointermove', 'keydown', 'touchstart', 'scroll', 'focusin'])(
  'a reader shows by %s, once for all',
  async (sign) => {
    const place = new EventTarget();
    const reader = new Reader(() => place);
    const coming = reader.coming();
    expect(await settled(coming)).toBe(false);
    place.dispatchEvent(new Event('resize'));
    expect(await settled(coming)).toBe(false);
    place.dispatchEvent(new Event(sign));
    expect(await settled(coming)).toBe(true);
    expect(reader.coming()).toBeNull();
  },
);

it('who is announced need show no sign, before or after somebody asks', async () => {
  const announced = new Reader(() => new EventTarget());
  announced.came();
  expect(announced.coming()).toBeNull();
  const awaited = new Reader(() => new EventTarget());
  const coming = awaited.coming();
  awaited.came();
  expect(await settled(coming)).toBe(true);
  expect(awaited.coming()).toBeNull();
});
