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
    epochTrillions: '1.1',
    waysFromMiddle: '41,616',
  });
});

test('what prose says of the published run is what the article prints', () => {
  expect(facts).toMatchObject({
    publishedFirst: '33.3%',
    publishedFirstTraining: '68.2%',
    publishedBest: '88.3%',
    publishedBestTraining: '87.7%',
    publishedBestEpoch: '8',
    publishedLast: '80.8%',
    publishedMinutes: '22',
  });
});

test('what prose says of a picture, of the data, and of other ways to connect', () => {
  expect(facts).toMatchObject({
    pixels: '1,024',
    pictureNumbers: '3,072',
    pictureMinutes: '51',
    picturesDigits: String(256n ** 3072n).length.toLocaleString('en'),
    trainingPerClass: '5,000',
    validationPerClass: '1,000',
    firstDense: '100,696,064',
    firstLocal: '917,504',
    firstShared: '896',
    allDense: '1,323,959,552',
    allLocal: '24,663,296',
    allShared: '287,008',
    localOverShared: '86',
    denseGigabytes: '5.3',
    denseTrainingGigabytes: '21',
    smallDense: '101,923',
    smallShared: '1,315',
  });
});
