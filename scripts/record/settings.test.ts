import { describe, expect, it } from 'vitest';
import { settingsOf } from './settings.ts';

describe('the command line of the record', () => {
  it('means five seeds on CIFAR-10, ten epochs, and the typical run for the site', () => {
    expect(settingsOf([])).toStrictEqual({
      set: 'cifar10',
      seeds: [1, 2, 3, 4, 5],
      ship: 'auto',
      epochs: 10,
    });
  });

  it.each([
    ['3', [3]],
    ['2..4', [2, 3, 4]],
    ['7..7', [7]],
    ['1,4..5,9', [1, 4, 5, 9]],
    ['none', []],
  ])('takes %s as seeds', (text, seeds) => {
    expect(settingsOf(['--seeds', text]).seeds).toStrictEqual(seeds);
  });

  it('takes a seed to ship, or none, another set and fewer epochs', () => {
    expect(settingsOf(['--ship', '4', '--data', 'procedural', '--epochs=3'])).toMatchObject({
      ship: 4,
      set: 'procedural',
      epochs: 3,
    });
    expect(settingsOf(['--ship', 'none']).ship).toBeNull();
  });

  it.each([
    [['--seeds', '0'], '--seeds: expected a whole number from 1 to 4294967295, got "0"'],
    [['--seeds', '5..3'], 'expected seeds such as 3, 1..5 or 1,4,9, got "5..3"'],
    [['--seeds', '1..2..3'], 'got "1..2..3"'],
    [['--seeds', '1..500'], 'got "1..500"'],
    [['--seeds', ''], '--seeds'],
    [['--seeds', '1.5'], 'got "1.5"'],
    [['--epochs', '11'], '--epochs: expected a whole number from 1 to 10, got "11"'],
    [['--data', 'mnist'], '--data: expected cifar10 or procedural, got "mnist"'],
    [['--ship', 'best'], '--ship: expected a whole number'],
    [['--shipp', '1'], '--shipp'],
    [['5'], '5'],
  ])('refuses %j', (args, message) => {
    expect(() => settingsOf(args)).toThrow(message);
  });
});
