/**
 * What figures see: maps, weights and answers of the run on view. The reader's own newest weights are looked at where they are
 * trained, and come in as reports; every other state of a run is looked at in the study worker. It decides nothing about training.
 */
import { atom, type WritableAtom } from 'nanostores';
import { initialWeights } from '../core/network/initial.ts';
import { layout } from '../core/network/layout.ts';
import type { RecordedRun } from '../core/network/recorded-run.ts';
import { reasonOf } from '../core/reason.ts';
import type { DataSource, Report } from '../worker/protocol.ts';
import type { StudyClient } from '../worker/study/client.ts';
import type { Selection } from './selection.ts';
import type { SessionState } from './session-state.ts';

type Body<T extends Report['type']> = Readonly<
  Omit<Extract<Report, { type: T }>, 'type' | 'run' | 'ticket'>
>;
/** Every layer's output for one picture, by layer id; `dense` gives probabilities. */
export type Maps = Body<'maps'>;
/** All parameters, flat, in the order of `layOut(network)`. */
export type Weights = Body<'weights'>;
/** Three probabilities for each picture, in the order asked for. */
export type Predictions = Body<'predictions'>;

/** Where the recorded run lies, and what a page knows of it by heart. */
export interface RecordedPlace {
  /** Its folder, ending in a slash. */
  readonly base: string;
  /** All of its manifest but the steps, of which there are thousands; these come with the rest. */
  readonly outline: RecordedRun;
}

/** Whose weights are on view. */
export interface Shown {
  readonly run: 'recorded' | 'own';
  /** Null: the newest of the reader's own. */
  readonly epoch: number | null;
  /** The weights' name in studies; null for the reader's newest, which only their own worker has. */
  readonly key: string | null;
  /** Why it is not what was asked for, as a sentence; null where it is. */
  readonly notice: string | null;
}

export interface DisplayParts {
  readonly study: StudyClient;
  readonly selection: WritableAtom<Selection>;
  readonly session: () => SessionState;
}

const own: Shown = { run: 'own', epoch: null, key: null, notice: null };

export class Display {
  readonly maps = atom<Maps | null>(null);
  readonly weights = atom<Weights | null>(null);
  readonly predictions = atom<Predictions | null>(null);
  /** The run that ships with the site; null until it is here, or where there is none. */
  readonly recorded = atom<RecordedRun | null>(null);
  // What a page shows before its scripts run is the recorded run.
  readonly shown = atom<Shown>({ ...own, run: 'recorded' });
  readonly #parts: DisplayParts;
  /** Folder of the recorded run; null: there is none, or it could not be had. */
  #base: string | null = null;
  #notice: string | null = null;
  /** Weights that can be looked at again, by key, with the steps taken by then. */
  readonly #known = new Map<string, { readonly weights: Float32Array; readonly step: number }>();
  /** Ends the question before. */
  #looking = new AbortController();
  #asking = new AbortController();

  constructor(parts: DisplayParts) {
    this.#parts = parts;
  }

  /** True where the reader's newest weights are on view. */
  get live(): boolean {
    return this.#wanted().key === null;
  }

  /** Says where pictures are, and the recorded run that fits them. */
  connect(source: DataSource, recorded: RecordedPlace | null): void {
    this.#parts.study.connect(source);
    this.#base = recorded?.base ?? null;
    this.recorded.set(recorded?.outline ?? null);
    this.shown.set(this.#wanted());
    if (recorded) void this.#load(recorded.base);
  }

  async #load(base: string): Promise<void> {
    try {
      const run = await this.#parts.study.ask('manifest', { base });
      if (this.#base === base) this.recorded.set(run);
    } catch (error) {
      if (this.#base === base) this.#giveUp(reasonOf(error));
    }
    this.refresh();
  }

  #giveUp(reason: string): void {
    this.#base = null;
    this.#notice = `The recorded run could not be loaded (${reason}), so figures show your own network; Train works all the same.`;
    const { selection } = this.#parts;
    selection.set({ ...selection.get(), run: 'own', epoch: null });
  }

  /** What the selection asks for, as far as it can be had. */
  #wanted(): Shown {
    const { run, epoch } = this.#parts.selection.get();
    const notice = this.#notice;
    if (run === 'recorded' && this.#base) {
      const recorded = this.recorded.get();
      const last = recorded?.epochs.length ?? 0;
      const chosen = Math.min(epoch ?? recorded?.best ?? 0, last);
      return { run, epoch: chosen, key: `recorded ${this.#base} ${chosen}`, notice };
    }
    if (epoch === null) return { ...own, notice };
    const { run: number, epochs } = this.#parts.session();
    const chosen = Math.min(epoch, epochs.length);
    const key = this.#ownKey(number, chosen);
    // An epoch of a run that was opened from a file, say, whose weights nobody kept.
    if (chosen > 0 && !this.#known.has(key)) return { ...own, notice };
    return { run: 'own', epoch: chosen, key, notice };
  }

  #ownKey = (run: number, epoch: number): string => `own ${run} ${epoch}`;

  /** Keeps the weights of an epoch of the reader's own run. */
  keep(run: number, epoch: number, weights: Float32Array, step: number): void {
    this.#known.set(this.#ownKey(run, epoch), { weights, step });
  }

  /** Forgets the epochs of the runs before this one. */
  forget(run: number): void {
    for (const key of this.#known.keys())
      if (key.startsWith('own ') && !key.startsWith(`own ${run} `)) this.#known.delete(key);
    this.predictions.set(null);
  }

  /** Takes what the training worker computed, where that is on view. True where it was taken. */
  take(report: Report): void {
    if (!this.live) return;
    if (report.type === 'weights') this.weights.set(report);
    else if (report.type === 'predictions') this.predictions.set(report);
    else if (report.type === 'maps' && report.picture === this.#parts.selection.get().picture)
      this.maps.set(report);
  }

  /** Looks at the chosen picture through the chosen weights, unless those are the reader's newest. */
  refresh(): void {
    this.#looking.abort();
    this.#looking = new AbortController();
    const wanted = this.#wanted();
    const before = this.shown.get();
    if (before.key !== wanted.key || before.notice !== wanted.notice) this.shown.set(wanted);
    if (wanted.key !== null && (wanted.run === 'own' || this.recorded.get()))
      void this.#look(wanted, this.#looking.signal);
  }

  async #look(wanted: Shown, signal: AbortSignal): Promise<void> {
    const { study, selection } = this.#parts;
    const { picture } = selection.get();
    try {
      const { weights, step } = await this.#weightsOf(wanted, signal);
      const key = wanted.key!;
      study.hold(key, weights);
      const asked = { split: 'validation', places: [picture] } as const;
      const { label, ...seen } = await study.ask(
        'look',
        { weights: key, picture: asked },
        { signal },
      );
      this.maps.set({ picture, label: label!, step, ...seen });
      if (this.weights.get()?.weights !== weights) this.weights.set({ step, weights });
    } catch (error) {
      if (!signal.aborted) this.shown.set({ ...wanted, notice: reasonOf(error) });
    }
  }

  /** The weights under a key, fetched where they are not known. */
  async #weightsOf({ run, epoch, key }: Shown, signal: AbortSignal) {
    const known = this.#known.get(key!);
    if (known) return known;
    const found = run === 'own' ? this.#drawn() : await this.#fetched(epoch!, signal);
    this.#known.set(key!, found);
    return found;
  }

  #drawn() {
    return { weights: initialWeights(layout, this.#parts.session().seed), step: 0 };
  }

  async #fetched(epoch: number, signal: AbortSignal) {
    const { file, bytes, sha256, step } = this.recorded.get()!.weights[epoch]!;
    const question = { base: this.#base!, file, bytes, sha256 };
    return { weights: await this.#parts.study.ask('recorded', question, { signal }), step };
  }

  /** Answers for these validation pictures, by the weights on view; not for the reader's newest. */
  async predict(pictures: readonly number[]): Promise<void> {
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    const wanted = this.#wanted();
    if (wanted.key === null || (wanted.run === 'recorded' && !this.recorded.get())) return;
    try {
      const { weights, step } = await this.#weightsOf(wanted, signal);
      this.#parts.study.hold(wanted.key, weights);
      const asked = { split: 'validation', places: pictures } as const;
      const question = { weights: wanted.key, pictures: asked };
      const { labels, ...seen } = await this.#parts.study.ask('predict', question, { signal });
      this.predictions.set({ step, pictures, labels: labels!, ...seen });
    } catch (error) {
      if (!signal.aborted) this.shown.set({ ...wanted, notice: reasonOf(error) });
    }
  }
}
