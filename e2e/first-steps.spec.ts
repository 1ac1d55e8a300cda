/** What the page trains is the network and the recipe that the prose describes: its losses are those of the float64 oracle. */
import { initialState } from '../src/session/session-state.ts';
import { expect, test } from './fixtures.ts';
import { oracleLosses } from './oracle-run.ts';
import { builtSite } from './pages.ts';
import { smallSchedule, TrainingFigure } from './training-figure.ts';

test('the first steps in the page have the losses of the oracle, on the pictures of the data set', async ({
  page,
}) => {
  await page.goto('training/');
  const figure = new TrainingFigure(page);
  await figure.schedule(smallSchedule);
  for (let step = 0; step < 4; step++) await figure.takeStep();
  const losses = await figure.losses();
  const expected = oracleLosses(builtSite, initialState.seed, 4, smallSchedule);
  expect(losses).toHaveLength(4);
  // Nothing but rounding lies between the two before the first update.
  expect(Math.abs(losses[0]! - expected[0]!)).toBeLessThan(1e-4);
  // Adam's first updates turn the sign of a rounding-size gradient into a full step; what that does to a loss stays small.
  losses.forEach((loss, step) =>
    expect(Math.abs(loss - expected[step]!), `step ${step + 1}`).toBeLessThan(
      0.02 * expected[step]!,
    ),
  );
});
