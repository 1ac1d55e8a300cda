/**
 * The one training session of the site: what it holds as stores, what a reader can do as verbs. Every page and figure
 * shares it; it outlives page changes. It computes nothing: state changes in `click.ts` and `reduce.ts`.
 */
import { atom, type ReadableAtom, type WritableAtom } from 'nanostores';
import type { SavedRun } from '../core/network/checkpoint.ts';
import type { Hyperparameters } from '../core/network/recipe.ts';
import { createClient, type Client, type ClientOptions, type Fault } from '../worker/client.ts';
import type { RecordedRun } from '../core/network/recorded-run.ts';
import type { Checkpoint, Command, DataSource, Preference, Report } from '../worker/protocol.ts';
import { createStudyClient, type StudyClient } from '../worker/study/client.ts';
import {
  click,
  connected,
  fallenBack,
  objection,
  openingObjection,
  seedObjection,
  type Click,
} from './click.ts';
import {
  Display,
  type RecordedPlace,
  type Maps,
  type Predictions,
  type Shown,
  type Weights,
} from './display.ts';
import { timeDrawing, type TimeDrawing } from './drawing.ts';
import { faultProblem, noSource } from './problem.ts';
import { silenceAllowed } from './patience.ts';
import { RaceMemory, type OpenStorage } from './race-memory.ts';
import { reader } from './reader.ts';
import { reduce } from './reduce.ts';
import { selection as sharedSelection, type Selection } from './selection.ts';
import { initialState, type SessionState } from './session-state.ts';
import type { Session } from './verbs.ts';

export type { Session } from './verbs.ts';

/** What tests replace. */
export type SessionParts = Partial<Pick<ClientOptions, 'spawn' | 'now' | 'every'>> & {
  readonly selection?: WritableAtom<Selection>;
  readonly study?: StudyClient;
  readonly storage?: OpenStorage;
  readonly timeDrawing?: TimeDrawing;
};

/** Workers made without a reader's click after one was lost. */
const mostAutomatic = 3;

/** A session at rest, with no worker yet. The site has one, below; tests make their own. */
class TrainingSession implements Session {
  readonly session = atom<SessionState>(initialState);
  readonly maps: ReadableAtom<Maps | null>;
  readonly weights: ReadableAtom<Weights | null>;
  readonly predictions: ReadableAtom<Predictions | null>;
  readonly recorded: ReadableAtom<RecordedRun | null>;
  readonly shown: ReadableAtom<Shown>;
  readonly study: StudyClient;
  readonly #display: Display;
  readonly #selection: WritableAtom<Selection>;
  readonly #client: Client;
  readonly #memory: RaceMemory;
  readonly #timeDrawing: TimeDrawing;
  /** The run that the present worker was told of. */
  #told: number | null = null;
  #watchers = 0;
  #asked: readonly number[] | null = null;
  /** Maps or predictions are on their way. */
  #awaiting = false;
  #automatic = 0;

  constructor({
    selection = sharedSelection,
    study = createStudyClient(undefined, reader.coming),
    storage,
    timeDrawing: time = timeDrawing,
    ...parts
  }: SessionParts) {
    this.#selection = selection;
    this.study = study;
    this.#memory = new RaceMemory(storage);
    this.#timeDrawing = time;
    this.#display = new Display({ study, selection, session: () => this.session.get() });
    ({
      maps: this.maps,
      weights: this.weights,
      predictions: this.predictions,
      recorded: this.recorded,
      shown: this.shown,
    } = this.#display);
    let old = selection.get();
    selection.listen((now) => {
      const before = old;
      old = now;
      this.#selected(now, before);
    });
    this.#client = createClient({
      ...parts,
      onReport: (report) => this.#receive(report),
      onFault: (fault) => this.#lose(fault),
      patience: () => silenceAllowed(this.session.get(), this.#awaiting),
    });
  }

  readonly connect = (source: DataSource, recorded: RecordedPlace | null = null): void => {
    const known = this.session.get().source;
    if (known && sameSource(known, source)) return;
    this.session.set(connected(this.session.get(), source));
    this.#display.connect(source, recorded);
    if (this.#watchers > 0 || this.#client.open) this.#look();
    if (this.#asked) this.askPredictions(this.#asked);
  };

  readonly train = (): void => this.#click({ type: 'go', stride: 'finish' });
  readonly pause = (): void => this.#click({ type: 'pause' });
  readonly toggle = (): void => (this.session.get().goal ? this.pause() : this.train());
  readonly stepOnce = (): void => this.#click({ type: 'go', stride: 'step' });
  readonly stepEpoch = (): void => this.#click({ type: 'go', stride: 'epoch' });
  readonly reset = (): void => this.#click({ type: 'reset' });
  readonly retry = (): void => this.#click({ type: 'retry' });

  readonly newSeed = (seed = this.session.get().seed + 1): string | null => {
    const fault = seedObjection(seed);
    if (fault === null) this.#click({ type: 'seed', seed });
    return fault;
  };

  readonly open = (saved: SavedRun): string | null => {
    const fault = openingObjection(this.session.get());
    if (fault === null) this.#click({ type: 'open', saved });
    return fault;
  };

  readonly tune = (part: Partial<Hyperparameters>): string | null => {
    const hyperparameters = { ...this.session.get().hyperparameters, ...part };
    const fault = objection(this.session.get(), hyperparameters);
    if (fault === null) this.#click({ type: 'tune', hyperparameters });
    return fault;
  };

  readonly prefer = (preference: Preference): void => this.#click({ type: 'prefer', preference });

  readonly raceAgain = (): void => {
    this.#memory.forget();
    this.#click({ type: 'race' });
  };

  readonly choosePicture = (picture: number): void =>
    this.#selection.set({ ...this.#selection.get(), picture });

  readonly askPredictions = (pictures: readonly number[]): void => {
    this.#asked = pictures;
    if (!this.#display.live) void this.#display.predict(pictures);
    else this.#deliver((run, ticket) => [{ type: 'predict', run, ticket, pictures }]);
  };

  readonly watch = (): (() => void) => {
    let watching = true;
    this.#watchers += 1;
    if (this.#watchers === 1) this.#look();
    return () => {
      if (!watching) return;
      watching = false;
      this.#watchers -= 1;
      if (this.#watchers === 0 && this.#client.open) this.#look();
    };
  };

  #click(what: Click): void {
    this.#automatic = 0;
    const before = this.session.get();
    const { state, commands } = click(before, what);
    if (commands.some(({ type }) => type === 'go') && state.source === null) {
      this.session.set({ ...before, problem: noSource });
      return;
    }
    this.session.set(state);
    if (state.run !== before.run) this.#display.forget(state.run);
    const needed = this.#client.open || commands.some(({ type }) => type === 'go');
    if (needed) this.#deliver(() => commands);
    // After the commands: a look that came first would tell the worker of the run without the click.
    if (turnsToOwn(what)) this.#show({ run: 'own', epoch: null });
    if (!needed) return;
    if (state.run !== before.run && this.#asked) this.askPredictions(this.#asked);
  }

  /** Puts another run, or another epoch of it, on view. */
  #show(part: Pick<Selection, 'run' | 'epoch'>): void {
    const now = this.#selection.get();
    if (now.run !== part.run || now.epoch !== part.epoch) this.#selection.set({ ...now, ...part });
  }

  #selected(now: Selection, old: Readonly<Selection>): void {
    const other = now.run !== old.run || now.epoch !== old.epoch;
    if (!other && now.picture === old.picture) return;
    if (this.#watchers > 0) this.#look();
    if (other && this.#asked) this.askPredictions(this.#asked);
  }

  /** Has the chosen picture looked at: in the training worker where the reader's newest weights are on view. */
  #look(): void {
    this.#display.refresh();
    const { picture } = this.#selection.get();
    const live = this.#watchers > 0 && this.#display.live;
    if (live || this.#client.open)
      this.#deliver((run, ticket) => [{ type: 'look', run, ticket, picture, live }]);
  }

  /** Sends commands, after the worker was told of the run; makes the worker where there is none. */
  #deliver(commands: (run: number, ticket: number) => readonly Command[]): void {
    const { source, run, ticket, seed, hyperparameters, preference, checkpoint } =
      this.session.get();
    if (!source) return;
    const list = [...commands(run, ticket)];
    if (this.#told !== run || !this.#client.open) {
      // The rest that a new run reports must not pass for the answer to the click that goes with it.
      const earlier = list.some(({ type }) => type === 'go') ? ticket - 1 : ticket;
      const known = this.#memory.read();
      const about = { run, seed, hyperparameters, preference, source, checkpoint, known };
      const standing = this.#standing(list, run, earlier);
      list.unshift({ type: 'run', ticket: earlier, ...about }, ...standing);
    }
    this.#told = run;
    for (const command of list) if (!this.#client.send(command)) return;
    if (list.some(({ type }) => type === 'look' || type === 'predict')) this.#awaiting = true;
  }

  /** A worker that was just told of its run must know what figures watch, too. */
  #standing(list: readonly Command[], run: number, ticket: number): readonly Command[] {
    if (this.#watchers === 0 || !this.#display.live) return [];
    if (list.some(({ type }) => type === 'look')) return [];
    const { picture } = this.#selection.get();
    return [{ type: 'look', run, ticket, picture, live: true }];
  }

  #receive(report: Report): void {
    const state = this.session.get();
    const next = reduce(state, report);
    if (next !== state) this.session.set(next);
    if (report.type === 'engine' && report.engine?.race) this.#memory.write(report.engine.race);
    if (report.run !== state.run) return;
    if (report.type === 'maps' && state.goal) this.#pace();
    this.#display.take(report);
    if (answers.has(report.type)) this.#awaiting = false;
    if (report.type === 'checkpoint') this.#keep(report.checkpoint);
    if (report.type === 'epoch' && this.#asked) this.askPredictions(this.#asked);
  }

  /** Tells the worker what its maps cost the page, so that watching slows no training down. */
  #pace(): void {
    this.#timeDrawing((milliseconds) => {
      const { run, ticket, goal } = this.session.get();
      if (goal && this.#told === run)
        this.#client.send({ type: 'drawn', run, ticket, milliseconds });
    });
  }

  /** What is told right at an epoch's end is kept, to be looked at again. */
  #keep({ epochs, position, weights, step }: Checkpoint): void {
    if (position === 0 && epochs.length > 0)
      this.#display.keep(this.session.get().run, epochs.length, weights, step);
  }

  #lose(fault: Fault): void {
    this.#told = null;
    this.#awaiting = false;
    const state = this.session.get();
    const problem = faultProblem(fault, state.checkpoint?.step ?? 0);
    this.session.set(fallenBack(state, problem, fault.kind === 'start' ? 'failed' : 'idle'));
    if (this.#automatic >= mostAutomatic) return;
    this.#automatic += 1;
    if (this.#watchers > 0) this.#look();
    if (this.#asked) this.askPredictions(this.#asked);
  }
}

/** Reports that answer a question, or say that there will be none. */
const answers = new Set<Report['type']>(['maps', 'weights', 'predictions', 'problem']);

/** Clicks that are about the reader's own run put it on view. */
const turnsToOwn = ({ type }: Click): boolean =>
  type === 'go' || type === 'open' || type === 'reset' || type === 'seed' || type === 'retry';

const sameSource = (a: DataSource, b: DataSource): boolean =>
  a.base === b.base && JSON.stringify(a.manifest) === JSON.stringify(b.manifest);

export const createSession = (parts: SessionParts = {}): Session => new TrainingSession(parts);

const site = createSession();
export const { session, maps, weights, predictions, recorded, shown, study } = site;
/** @public The verbs of every figure, whether or not one uses each today. */
export const { connect, train, pause, toggle, stepOnce, stepEpoch, reset, newSeed } = site;
export const { tune, prefer, raceAgain, choosePicture, askPredictions, watch, retry } = site;
export const { open: openRun } = site;
