/** The run's own numbers, weights and Adam's moments, on a memory of their own, and the step that moves them. */
import { recipe } from '../../core/network/recipe.ts';
import type { EngineState } from '../engine.ts';
import { machineOf, type Machine } from './kernels.ts';
import type { Plan } from './plan.ts';
import { Arena } from './room.ts';
import type { Statistics } from './workspace.ts';

type Region = 'weights' | 'gradient' | 'first' | 'second' | 'given';

export class Optimiser {
  readonly #plan: Plan;
  readonly #machine: Machine;
  readonly #at: Readonly<Record<Region, number>>;
  #step = 0;

  constructor(module: WebAssembly.Module, plan: Plan) {
    this.#plan = plan;
    this.#machine = machineOf(module);
    const { total, trainable } = plan.layout;
    const arena = new Arena(this.#machine);
    this.#at = {
      weights: arena.floats(total),
      gradient: arena.floats(trainable),
      first: arena.floats(trainable),
      second: arena.floats(trainable),
      given: arena.floats(trainable),
    };
    arena.commit();
  }

  /** Steps taken. */
  get step(): number {
    return this.#step;
  }
  get pages(): number {
    return this.#machine.memory.buffer.byteLength / 65_536;
  }
  /** As they are now, in place: a reader copies. */
  get weights(): Float32Array {
    return this.#floats('weights', this.#plan.layout.total);
  }

  /** Throws where a length does not fit the layout. */
  restore({ weights, firstMoment, secondMoment, step }: EngineState): void {
    const { total, trainable } = this.#plan.layout;
    this.#set('weights', 'weights', weights, total);
    this.#set('first', 'the first moment', firstMoment, trainable);
    this.#set('second', 'the second moment', secondMoment, trainable);
    this.#step = step;
  }

  state(): EngineState {
    const { trainable } = this.#plan.layout;
    return {
      weights: this.weights.slice(),
      firstMoment: this.#floats('first', trainable).slice(),
      secondMoment: this.#floats('second', trainable).slice(),
      step: this.#step,
    };
  }

  /**
   * One step of Adam on the sum of these gradients, added in their order, and the moving statistics after it; `statistics` are
   * the batch's, by block.
   */
  move(gradients: readonly Float32Array[], statistics: readonly Statistics[], rate: number): void {
    const { trainable } = this.#plan.layout;
    const { kernels } = this.#machine;
    const { weights, gradient, first, second, given } = this.#at;
    const padded = Math.ceil(trainable / 4) * 4;
    gradients.forEach((part, index) => {
      this.#floats(index === 0 ? 'gradient' : 'given', trainable).set(part);
      if (index > 0) kernels.addTo(gradient, given, padded);
    });
    // What is padded with are the moving statistics, which the step must not move.
    const behind = this.weights.slice(trainable);
    const { beta1, beta2, epsilon } = recipe.adam;
    this.#step++;
    const corrected = rate / (1 - beta1 ** this.#step);
    const correction = 1 / (1 - beta2 ** this.#step);
    kernels.adam(
      weights,
      gradient,
      first,
      second,
      padded,
      corrected,
      beta1,
      1 - beta1,
      beta2,
      1 - beta2,
      correction,
      epsilon,
    );
    this.weights.set(behind, trainable);
    this.#moveStatistics(statistics);
  }

  /** moving = momentum * moving + (1 - momentum) * the batch's, as `movingAverage` of `core/math/batch-norm.ts` has it. */
  #moveStatistics(statistics: readonly Statistics[]): void {
    const { weights } = this;
    this.#plan.blocks.forEach(({ movingMean, movingVariance, momentum }, index) => {
      const { mean, variance } = statistics[index]!;
      for (const [{ offset }, batch] of [
        [movingMean, mean],
        [movingVariance, variance],
      ] as const)
        batch.forEach((value, c) => {
          weights[offset + c] = momentum * weights[offset + c]! + (1 - momentum) * value;
        });
    });
  }

  #floats(name: Region, length: number): Float32Array {
    return new Float32Array(this.#machine.memory.buffer, this.#at[name], length);
  }

  #set(name: Region, title: string, values: Float32Array, length: number): void {
    if (values.length !== length)
      throw new Error(`state: expected ${length} values of ${title}, got ${values.length}`);
    this.#floats(name, length).set(values);
  }
}
