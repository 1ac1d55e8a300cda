/** What the page shows in the place of canvases until scripts run: one CSS background each. */
import type { Connectivity } from '../../core/connectivity/small-network.ts';

export type FirstStills = Readonly<
  Record<Connectivity, { readonly weights: string; readonly output: string }>
> & {
  readonly picture: string;
  readonly small: string;
};
