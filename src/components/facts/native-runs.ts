/**
 * Four runs of the same network, data and recipe in PyTorch 1.13 (oneDNN, two threads) on a machine of two cores: what this site's engine
 * and its recorded runs are compared with. Measured once by hand; data only.
 */

export interface NativeRun {
  readonly seed: number;
  /** After each epoch, from 0 to 1. */
  readonly validationAccuracy: readonly number[];
  /** Of each epoch. */
  readonly seconds: readonly number[];
}

export const nativeRuns: readonly NativeRun[] = [
  {
    seed: 0,
    validationAccuracy: [
      0.3333, 0.4157, 0.5427, 0.6607, 0.8073, 0.7933, 0.8693, 0.8563, 0.8677, 0.8767,
    ],
    seconds: [15.1, 13.6, 13.3, 13.7, 13.8, 13.8, 13.7, 13.4, 13.6, 15.1],
  },
  {
    seed: 1,
    validationAccuracy: [
      0.3333, 0.3367, 0.4397, 0.5553, 0.6337, 0.7067, 0.853, 0.755, 0.8773, 0.823,
    ],
    seconds: [15.7, 14.4, 14.8, 14.8, 14.5, 14.3, 14.1, 14.4, 14.6, 14.4],
  },
  {
    seed: 2,
    validationAccuracy: [
      0.3333, 0.449, 0.5117, 0.4983, 0.718, 0.805, 0.8523, 0.849, 0.8113, 0.8813,
    ],
    seconds: [15.1, 14, 14, 14.1, 14.3, 14.4, 14.3, 14.2, 14.3, 14.2],
  },
  {
    seed: 3,
    validationAccuracy: [
      0.3333, 0.5503, 0.4813, 0.6693, 0.772, 0.7073, 0.8777, 0.8447, 0.8717, 0.875,
    ],
    seconds: [15.5, 16.7, 16.4, 28.3, 15.8, 33.1, 28.1, 16.9, 15.3, 17.5],
  },
];
