/**
 * How the recorded runs answer to all validation pictures: how sure they are, how often right, and what choosing the epoch on these pictures
 * does. A table, written by `scripts/answers.ts`; which weights it speaks of, their hashes say.
 */
import type { Choice } from '../../core/network/chosen-epoch.ts';
import type { Confidence } from '../../core/network/confidence.ts';

interface Judged {
  /** SHA-256 of the file of weights that were asked, the best epoch's. */
  readonly weights: string;
  /** On the pictures of the set that the run was trained on, and on those of the other set. */
  readonly own: Confidence;
  readonly other: Confidence;
  /** Shares of an even grey, and of the noise that the softmax figure begins with. */
  readonly grey: readonly number[];
  readonly noise: readonly number[];
  /** The epoch chosen on a few pictures, and on half of them. */
  readonly choices: readonly [few: Choice, half: Choice];
}

export const recordedAnswers: Readonly<Record<'cifar10' | 'procedural', Judged>> = {
  cifar10: {
    weights: '3c575b32c6b182d3e872284968370cf2a5616d0be8068153ca7d8f7a5ca4cac2',
    own: {
      bands: [
        { from: 0.33, to: 0.5, pictures: 62, right: 26, share: 0.458031 },
        { from: 0.5, to: 0.6, pictures: 202, right: 114, share: 0.55045 },
        { from: 0.6, to: 0.7, pictures: 176, right: 114, share: 0.652169 },
        { from: 0.7, to: 0.8, pictures: 236, right: 177, share: 0.749984 },
        { from: 0.8, to: 0.9, pictures: 351, right: 295, share: 0.857188 },
        { from: 0.9, to: 0.95, pictures: 315, right: 285, share: 0.926816 },
        { from: 0.95, to: 0.99, pictures: 658, right: 632, share: 0.974655 },
        { from: 0.99, to: 1, pictures: 1000, right: 993, share: 0.997254 },
      ],
      surestMistake: { place: 2717, label: 0, answer: 1, share: 0.999904 },
    },
    other: {
      bands: [
        { from: 0.33, to: 0.5, pictures: 50, right: 21, share: 0.448686 },
        { from: 0.5, to: 0.6, pictures: 274, right: 135, share: 0.549421 },
        { from: 0.6, to: 0.7, pictures: 319, right: 181, share: 0.651858 },
        { from: 0.7, to: 0.8, pictures: 408, right: 251, share: 0.751021 },
        { from: 0.8, to: 0.9, pictures: 517, right: 377, share: 0.853216 },
        { from: 0.9, to: 0.95, pictures: 405, right: 349, share: 0.926553 },
        { from: 0.95, to: 0.99, pictures: 681, right: 635, share: 0.972899 },
        { from: 0.99, to: 1, pictures: 346, right: 345, share: 0.995825 },
      ],
      surestMistake: { place: 2834, label: 0, answer: 2, share: 0.993652 },
    },
    grey: [0.558911, 0.002095, 0.438994],
    noise: [0.20484, 0.747831, 0.047329],
    choices: [
      { pictures: 100, draws: 4000, chosenOn: 0.887175, fresh: 0.868894 },
      { pictures: 1500, draws: 4000, chosenOn: 0.878604, fresh: 0.878573 },
    ],
  },
  procedural: {
    weights: 'f5a94514257d630b47a9b9e9473abda38abeb7c1af5e4a98cf94b11a10bc23c0',
    own: {
      bands: [
        { from: 0.33, to: 0.5, pictures: 55, right: 22, share: 0.459673 },
        { from: 0.5, to: 0.6, pictures: 234, right: 91, share: 0.550023 },
        { from: 0.6, to: 0.7, pictures: 217, right: 107, share: 0.649785 },
        { from: 0.7, to: 0.8, pictures: 264, right: 160, share: 0.751649 },
        { from: 0.8, to: 0.9, pictures: 333, right: 252, share: 0.855662 },
        { from: 0.9, to: 0.95, pictures: 366, right: 327, share: 0.928876 },
        { from: 0.95, to: 0.99, pictures: 757, right: 749, share: 0.974488 },
        { from: 0.99, to: 1, pictures: 774, right: 774, share: 0.996402 },
      ],
      surestMistake: { place: 456, label: 1, answer: 2, share: 0.988028 },
    },
    other: {
      bands: [
        { from: 0.33, to: 0.5, pictures: 106, right: 38, share: 0.453413 },
        { from: 0.5, to: 0.6, pictures: 459, right: 211, share: 0.548731 },
        { from: 0.6, to: 0.7, pictures: 458, right: 221, share: 0.650378 },
        { from: 0.7, to: 0.8, pictures: 446, right: 264, share: 0.748018 },
        { from: 0.8, to: 0.9, pictures: 586, right: 355, share: 0.852785 },
        { from: 0.9, to: 0.95, pictures: 351, right: 251, share: 0.926311 },
        { from: 0.95, to: 0.99, pictures: 384, right: 304, share: 0.971584 },
        { from: 0.99, to: 1, pictures: 210, right: 189, share: 0.995422 },
      ],
      surestMistake: { place: 2952, label: 0, answer: 1, share: 0.99936 },
    },
    grey: [0.93201, 0.000045, 0.067945],
    noise: [0.280754, 0.061462, 0.657784],
    choices: [
      { pictures: 100, draws: 4000, chosenOn: 0.82738, fresh: 0.827217 },
      { pictures: 1500, draws: 4000, chosenOn: 0.827594, fresh: 0.827073 },
    ],
  },
};
