import { expect, test } from 'vitest';
import { facts } from './facts.ts';

test('what prose says of the network and the recipe is what the article has', () => {
  expect(facts).toMatchObject({
    parameters: '289,443',
    trainable: '288,995',
    stepsPerEpoch: '118',
    lastBatch: '24',
    totalSteps: '1,180',
    learningRate: '0.001',
    chanceLoss: '1.0986',
    movingLeft: '31',
  });
});
