/**
 * What the data browser has been told: a sheet of examples, the network's mistakes, the averages. It asks the study worker and keeps
 * the last answer of each kind; when to ask, its owner knows.
 */
import { atom } from 'nanostores';
import { counts, picture as size, type DataManifest } from '../../core/dataset/catalog.ts';
import type { MeanPictures } from '../../core/dataset/mean-picture.ts';
import type { Session } from '../../session/session.ts';
import { askMistakes, type Verdict } from './mistakes.ts';
import { partOfDraw, partsOf, seed, together, type Item, type Part, type Query } from './sheet.ts';

interface Examples extends Query {
  readonly items: readonly Item[];
  readonly part: Part;
}

/** Whose mistakes they are: their weights, and words to stand after "the network". */
interface Subject {
  readonly weights: Float32Array;
  readonly words: string;
}

export interface Told {
  readonly examples: Examples | null;
  readonly verdict: (Verdict & Subject) | null;
  readonly averages: MeanPictures | null;
  readonly averaging: boolean;
  /** The draw that is on its way. */
  readonly fetching: Query | null;
  /** A sentence for the reader, where something could not be had. */
  readonly trouble: string | null;
}

const nothing: Told = {
  examples: null,
  verdict: null,
  averages: null,
  averaging: false,
  fetching: null,
  trouble: null,
};

const isFor = (one: Query | null, other: Query): boolean =>
  one !== null && one.split === other.split && one.label === other.label && one.draw === other.draw;

export class Catalogue {
  readonly told = atom<Told>(nothing);
  readonly #study: Session['study'];
  #stop = new AbortController();

  constructor(study: Session['study']) {
    this.#study = study;
  }

  #tell(part: Partial<Told>): void {
    this.told.set({ ...this.told.get(), ...part });
  }

  /** Runs a question; what it returns ends it. */
  #run(
    ask: (signal: AbortSignal) => Promise<void>,
    ended = (): void => undefined,
    abort = new AbortController(),
  ): () => void {
    this.#tell({ trouble: null });
    ask(abort.signal)
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        const reason = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
        const trouble = `That could not be had (${reason}); what stands here stays, and choosing it again tries once more.`;
        this.#tell({ trouble });
      })
      .finally(ended);
    return () => abort.abort();
  }

  /** Draws a sheet, unless it is the one that is here. */
  browse(manifest: DataManifest, query: Query): () => void {
    if (isFor(this.told.get().examples, query)) return () => undefined;
    const { split, label, draw } = query;
    const part = partOfDraw(manifest, split, draw);
    this.#tell({ fetching: query });
    const ask = async (signal: AbortSignal): Promise<void> => {
      const question = { split, label, draw, seed, count: together, ...part };
      const { places, labels, pixels } = await this.#study.ask('browse', question, { signal });
      const items = places.map((place, i) => {
        const bytes = pixels.subarray(i * size.bytes, (i + 1) * size.bytes);
        return { split, place, label: labels[i]!, pixels: bytes, answer: null };
      });
      this.#tell({ examples: { ...query, items, part } });
    };
    // Of a draw that another one has overtaken, the end says nothing.
    return this.#run(ask, () => {
      if (this.told.get().fetching === query) this.#tell({ fetching: null });
    });
  }

  /** Asks a network about all test pictures, unless it has been. */
  judge(manifest: DataManifest, subject: Subject): () => void {
    const { verdict } = this.told.get();
    if (verdict?.weights === subject.weights && verdict.asked === counts.validation)
      return () => undefined;
    const parts = partsOf(manifest.shards.validation);
    return this.#run((signal) =>
      askMistakes(this.#study, subject.weights, parts, signal, (found) =>
        this.#tell({ verdict: { ...found, ...subject } }),
      ),
    );
  }

  /** Averages all training pictures, telling what is known after each file. */
  average(): void {
    this.stop();
    const stop = (this.#stop = new AbortController());
    const partial = (averages: MeanPictures): void => this.#tell({ averages });
    this.#tell({ averaging: true });
    const question = { split: 'training', count: counts.training } as const;
    this.#run(
      async (signal) => partial(await this.#study.ask('averages', question, { signal, partial })),
      () => {
        if (this.#stop === stop) this.#tell({ averaging: false });
      },
      stop,
    );
  }

  stop(): void {
    this.#stop.abort();
  }
}
