/** Engines for tests: opened in Node at the start of a run, and disposed of after each test. For tests only. */
import { afterEach } from 'vitest';
import { initialWeights } from '../../core/network/initial.ts';
import { layOut } from '../../core/network/parameters.ts';
import type { Network } from '../../core/network/spec.ts';
import { startState } from '../engine.ts';
import { openInNode, type NodeEngine, type NodeEngineOptions } from './shard-thread.fixture.ts';

export const lossTolerance = 1e-5;
export const gradientTolerance = 1e-4;
export const learningRate = 1e-3;
export const seed = 7;

let open: NodeEngine[] = [];
afterEach(() => {
  for (const { engine } of open) engine.dispose();
  open = [];
});

/** An engine at the start of a run; `afterEach` disposes of it. */
export async function started(
  spec: Network,
  options: NodeEngineOptions = {},
  weights = initialWeights(layOut(spec), seed),
): Promise<NodeEngine & { readonly weights: Float32Array }> {
  const opened = await openInNode(spec, options);
  open.push(opened);
  await opened.engine.restore(startState(weights, layOut(spec).trainable), seed);
  return { ...opened, weights };
}
