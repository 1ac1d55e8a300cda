/**
 * Asks for measured fields, one pair at a time, and keeps what it was told: a cell looked at before is there at once. The study
 * worker computes.
 */
import type { MeasuredField } from '../../core/network/measured-field.ts';
import type { Session } from '../../session/session.ts';
import { asked, type Place } from './place.ts';

type Study = Session['study'];
type Cell = Pick<Place, 'layer' | 'row' | 'column' | 'channel'>;

/** The first test pictures: they all lie in the first file of the set, which is here already. */
const pictures = 60;

export interface Measured {
  readonly field: MeasuredField;
  /** All pictures have gone through. */
  readonly done: boolean;
}

/** Under this name the weights on view are handed over, each time anew. */
const key = 'measured field';

/** Cells kept for each network; the oldest go first. */
const mostKept = 400;

class Shelf {
  readonly #kept = new Map<string, MeasuredField>();

  get(cell: Cell): Measured | null {
    const field = this.#kept.get(asked(cell));
    return field ? { field, done: true } : null;
  }

  keep(cell: Cell, field: MeasuredField): void {
    this.#kept.set(asked(cell), field);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept) this.#kept.delete(oldest!);
  }
}

export class Measuring {
  readonly #study: Study;
  readonly #trained = new WeakMap<Float32Array, Shelf>();
  readonly #untrained = new Map<number, Shelf>();

  constructor(study: Study) {
    this.#study = study;
  }

  #shelf(weights: Float32Array | number): Shelf {
    const known =
      typeof weights === 'number' ? this.#untrained.get(weights) : this.#trained.get(weights);
    const shelf = known ?? new Shelf();
    if (typeof weights === 'number') this.#untrained.set(weights, shelf);
    else this.#trained.set(weights, shelf);
    return shelf;
  }

  /** What is known already of a cell in a network, which is its weights or the seed that it begins with; null: nothing. */
  known(weights: Float32Array | number, cell: Cell): Measured | null {
    return this.#shelf(weights).get(cell);
  }

  /** Measures, telling what there is so far. Rejects with the signal's reason, or with a sentence for readers. */
  async measure(
    weights: Float32Array | number,
    { layer, row, column, channel }: Cell,
    signal: AbortSignal,
    tell: (measured: Measured) => void,
  ): Promise<void> {
    const cell = { layer, row, column, channel };
    if (typeof weights !== 'number') this.#study.hold(key, weights);
    const field = await this.#study.ask(
      'field',
      {
        weights: typeof weights === 'number' ? { seed: weights } : key,
        ...cell,
        pictures: {
          split: 'validation',
          places: Array.from({ length: pictures }, (_, place) => place),
        },
      },
      { signal, partial: (part) => tell({ field: part, done: false }) },
    );
    this.#shelf(weights).keep(cell, field);
    tell({ field, done: true });
  }
}
