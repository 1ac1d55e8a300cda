/** The project's own engines as contenders: the kernels, and the lean engine on TensorFlow.js. */
import { initialWeights } from '../../src/core/network/initial.ts';
import { layout } from '../../src/core/network/layout.ts';
import { network } from '../../src/core/network/network.ts';
import { recipe } from '../../src/core/network/recipe.ts';
import { startState, type LabelledPictures, type TrainingEngine } from '../../src/engine/engine.ts';
import type { Opening } from '../../src/engine/opening.ts';
import type { Candidate } from './calls.ts';
import type { Trainee } from './contender.worker.ts';

/** Of the weights and masks; the same for everybody who takes one. */
export const seed = 1;

async function engineOf({ variant, backend, workers }: Candidate): Promise<TrainingEngine> {
  // A lost device rejects the step in hand with the same sentence.
  const opening: Opening = { network, emulated: true, onLost: () => undefined };
  if (variant === 'own')
    return (await import('../../src/engine/wasm/open.ts')).openWasm(opening, workers);
  switch (backend) {
    case 'webgl':
      return (await import('../../src/engine/tfjs/webgl.ts')).openWebgl(opening);
    case 'webgpu':
      return (await import('../../src/engine/tfjs/webgpu.ts')).openWebgpu(opening);
    case 'cpu':
      return (await import('../../src/engine/tfjs/cpu.ts')).openCpu(opening);
    default:
      throw new Error(`bench: expected webgl, webgpu or cpu, got "${backend}"`);
  }
}

/** With as many threads as asked for, or not at all. */
function checkThreads({ identity }: TrainingEngine, { variant, workers }: Candidate): void {
  const found = /on (\d+) processor/.exec(identity.name)?.[1];
  if (variant === 'own' && found !== String(workers))
    throw new Error(`bench: expected ${workers} threads, got ${found ?? 'an unnamed number'}`);
}

export async function openOurs(candidate: Candidate, pictures: LabelledPictures): Promise<Trainee> {
  const engine = await engineOf(candidate);
  checkThreads(engine, candidate);
  await engine.restore(startState(initialWeights(layout, seed), layout.trainable), seed);
  const { learningRate } = recipe.hyperparameters;
  return {
    device: engine.identity.device,
    async steps(count) {
      const seconds: number[] = [];
      for (let step = 0; step < count; step++) {
        const from = performance.now();
        const { loss } = await engine.step(pictures, { learningRate });
        seconds.push((performance.now() - from) / 1000);
        if (!Number.isFinite(loss)) throw new Error(`bench: expected a finite loss, got ${loss}`);
      }
      return seconds;
    },
  };
}
