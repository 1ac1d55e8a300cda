/** What the page brings along for the slow step: the first step from the recorded run's best weights, for one weight. Plain data. */
import type { Scene } from './scene.ts';

export interface BuiltStep {
  readonly scene: Scene;
  /** The epoch of the recorded run after which it is taken. */
  readonly epoch: number;
  /** The eight pictures side by side, by CSS background-image. */
  readonly pictures: string;
}
