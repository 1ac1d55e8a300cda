import { expect, it } from 'vitest';
import { Losses } from './losses.ts';

it('avoids a backend that was lost twice within a minute, and none for two losses further apart', () => {
  const losses = new Losses();
  expect(losses.note('webgpu', 0)).toBe(false);
  expect(losses.note('webgpu', 60_000)).toBe(false);
  expect(losses.avoided).toEqual([]);
  expect(losses.note('webgpu', 119_999)).toBe(true);
  expect(losses.avoided).toEqual(['webgpu']);
});

it('counts each backend by itself, and forgives all', () => {
  const losses = new Losses();
  losses.note('webgpu', 0);
  expect(losses.note('webgl', 1)).toBe(false);
  expect(losses.note('webgl', 2)).toBe(true);
  expect(losses.note('webgpu', 3)).toBe(true);
  expect(losses.avoided).toEqual(['webgl', 'webgpu']);
  losses.forgive();
  expect(losses.avoided).toEqual([]);
});
