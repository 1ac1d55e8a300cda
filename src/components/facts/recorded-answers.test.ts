import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { picture } from '../../core/dataset/catalog.ts';
import { drawPicture, proceduralSeed } from '../../core/dataset/procedural/procedural.ts';
import { surerThan } from '../../core/network/confidence.ts';
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import { look } from '../../core/network/oracle.ts';
import { decodeWeights, parseRun } from '../../core/network/recorded-run.ts';
import { greyPicture, noisePicture } from '../softmax/scores.ts';
import { recordedAnswers } from './recorded-answers.ts';

const folders = { cifar10: 'public/run', procedural: 'public/run/drawn' };

describe.each(['cifar10', 'procedural'] as const)('the answers of the run on %s', (set) => {
  const folder = folders[set];
  const run = parseRun(JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')));
  const best = run.weights[run.best]!;
  const weights = decodeWeights(readFileSync(`${folder}/${best.file}`), layout);
  const shares = (pixels: Uint8Array) => [
    ...look(network, layout, weights, pixels).get('dense')!.data,
  ];
  const { own, other, choices, grey, noise, ...table } = recordedAnswers[set];

  test('are those of the weights that ship', () => {
    expect(table.weights).toBe(best.sha256);
  });

  test('count every picture once, and as many right as the record has', () => {
    const accuracies = [run.epochs[run.best - 1]!.validationAccuracy, run.transfer.accuracy];
    [own, other].forEach((confidence, at) => {
      const { pictures, right } = surerThan(confidence, confidence.bands[0]!.from);
      expect(pictures).toBe(3000);
      // The weights that ship have 16 bits, those that were asked in the recording 32.
      expect(Math.abs(right / pictures - accuracies[at]!)).toBeLessThan(0.005);
      for (const { from, to, share } of confidence.bands) {
        expect(share).toBeGreaterThanOrEqual(from);
        expect(share).toBeLessThanOrEqual(to);
      }
    });
  });

  test('to grey and to noise are what the oracle answers', () => {
    for (const [pixels, said] of [
      [greyPicture(), grey],
      [noisePicture(1), noise],
    ] as const)
      shares(pixels).forEach((share, label) => expect(share).toBeCloseTo(said[label]!, 4));
  });

  test('choose no epoch that is better elsewhere than the best, nor worse on its own pictures', () => {
    const most = Math.max(...run.epochs.map(({ validationAccuracy }) => validationAccuracy));
    for (const { chosenOn, fresh } of choices) {
      expect(fresh).toBeLessThan(most + 0.002);
      expect(chosenOn).toBeGreaterThan(fresh - 0.002);
    }
  });

  const drawnMistake = set === 'procedural' ? own.surestMistake! : other.surestMistake!;
  test('name a drawn picture as wrongly and as surely as the oracle does', () => {
    const pixels = new Uint8Array(picture.bytes);
    const { place, label, answer, share } = drawnMistake;
    drawPicture('validation', place, label, proceduralSeed, pixels, 0);
    const found = shares(pixels);
    expect(found[answer]).toBeCloseTo(share, 4);
    expect(answer).not.toBe(label);
  });
});
