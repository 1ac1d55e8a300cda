import { expect, test } from 'vitest';
import { explain } from '../../core/network/explain.ts';
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import { traces, weights } from './cell.fixture.ts';
import { winningLogit } from './places.ts';
import { packStill, readStill } from './still.ts';

test('what a page is given before scripts run explains the logit like the whole maps', () => {
  const still = packStill(traces.layers, weights, '/still/picture.png');
  expect(JSON.stringify(still).length).toBeLessThan(12_500);
  const { weights: few, ...rest } = readStill(still);
  const place = winningLogit(rest.layers.get('dense')!);
  expect(place).toEqual(winningLogit(traces.layers.get('dense')!));
  expect(explain(network, layout, few, rest, place)).toEqual(
    explain(network, layout, weights, traces, place),
  );
});
