import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RaceResult } from '../worker/protocol.ts';
import { RaceMemory } from './race-memory.ts';
import { shelf } from './shelf.fixture.ts';

const result: RaceResult = { backend: 'wasm', picturesPerSecond: 1040.5, place: 'here' };

describe('what the page remembers of the race', () => {
  it('is there at the next visit, until it is forgotten', () => {
    const storage = shelf();
    new RaceMemory(() => storage).write(result);
    const next = new RaceMemory(() => storage);
    expect(next.read()).toEqual(result);
    next.forget();
    expect(next.read()).toBeNull();
    expect(storage.content).toBeNull();
  });

  it('lasts as long as the page where storage throws on every access', () => {
    const memory = new RaceMemory(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(memory.read()).toBeNull();
    memory.write(result);
    expect(memory.read()).toEqual(result);
    memory.forget();
    expect(memory.read()).toBeNull();
  });

  it('is nothing where there is no storage at all, as here', () => {
    expect(new RaceMemory().read()).toBeNull();
  });

  it('survives a storage that is full', () => {
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const memory = new RaceMemory(() => ({ ...shelf(), setItem: full }));
    memory.write(result);
    expect(memory.read()).toEqual(result);
  });

  it.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['another backend', JSON.stringify({ ...result, backend: 'cuda' })],
    ['a name of the prototype', JSON.stringify({ ...result, backend: 'constructor' })],
    ['no pace', JSON.stringify({ ...result, picturesPerSecond: null })],
    ['a pace of nothing', JSON.stringify({ ...result, picturesPerSecond: 0 })],
    ['no place', JSON.stringify({ ...result, place: 3 })],
  ])('does not believe %s', (_, content) => {
    expect(new RaceMemory(() => shelf(content)).read()).toBeNull();
  });

  it('takes whatever it finds for a result or for nothing, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (content) => {
        const read = new RaceMemory(() => shelf(content)).read();
        if (read)
          expect(Object.keys(read).sort()).toEqual(['backend', 'picturesPerSecond', 'place']);
      }),
    );
  });

  it('keeps nothing else that stands beside it', () => {
    const content = JSON.stringify({ ...result, more: 1 });
    expect(new RaceMemory(() => shelf(content)).read()).toEqual(result);
  });
});
