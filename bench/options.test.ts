import { describe, expect, it } from 'vitest';
import { optionsFrom } from './options.ts';

describe('the bench’s command line', () => {
  it('means everything, three rounds, the published batch, when it says nothing', () => {
    expect(optionsFrom([])).toEqual({
      rounds: 3,
      most: Infinity,
      batch: 128,
      only: ['own', 'lean', 'stock'],
      native: false,
      json: false,
      write: false,
    });
  });

  it('takes parts, numbers and switches', () => {
    const given = ['--only', 'own,lean', '--rounds', '1', '--steps', '2', '--batch', '8', '--json'];
    expect(optionsFrom(given)).toMatchObject({
      rounds: 1,
      most: 2,
      batch: 8,
      only: ['own', 'lean'],
      json: true,
    });
  });

  it.each([
    [['--rounds', '0'], '--rounds to be a whole number from 1, got "0"'],
    [['--steps', '1.5'], '--steps to be a whole number from 1, got "1.5"'],
    [['--only', 'own,ours'], 'got "ours"'],
    [['--fast'], '--fast'],
  ])('refuses %j and says why', (args, why) => {
    expect(() => optionsFrom(args)).toThrow(why);
  });

  it.each([[['--steps', '1']], [['--batch', '8']], [['--only', 'own']]])(
    'writes the page from whole runs only, not with %j',
    (args) => {
      expect(() => optionsFrom([...args, '--write'])).toThrow('expected --write with a whole run');
      expect(optionsFrom(args).write).toBe(false);
      expect(optionsFrom(['--write', '--native']).write).toBe(true);
    },
  );
});
