import { expect, test } from 'vitest';
import { describe as describeNetwork } from '../network/describe.ts';
import { network } from '../network/network.ts';
import { connectionCounts, totalCounts } from './counts.ts';

test('shared, they are the parameters that the network has', () => {
  const rows = describeNetwork(network).rows.filter(({ kind }) => kind === 'convolution');
  const counts = connectionCounts(network);
  expect(counts.map(({ id, counts: { shared } }) => [id, shared])).toEqual(
    rows.map(({ id, parameters }) => [id, parameters.total]),
  );
  expect(totalCounts(network).shared).toBe(287_008);
});

test('the first layer unshared and dense, and all convolutions unshared', () => {
  const first = connectionCounts(network)[0]!;
  expect(first.counts).toEqual({ dense: 3_072 * 32_768 + 32_768, local: 917_504, shared: 896 });
  expect(totalCounts(network).local).toBe(24_663_296);
});

test('a place fewer is a set of weights fewer: valid padding counts only the places there are', () => {
  const second = connectionCounts(network)[1]!;
  expect(second.counts.local).toBe(second.counts.shared * 30 * 30);
});
