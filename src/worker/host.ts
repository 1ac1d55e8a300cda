/**
 * The worker's end of the talk: takes commands at any time, does one piece of work at a time between them, and reports.
 * It uses no global, so it runs in Node as in a worker; what computes is behind the engine's interface. Longer than the house
 * likes, because it is one state machine: cut in two, each half would have to reach into the other's state.
 */
import { faultIn } from '../core/network/recipe.ts';
import type { TrainingData, TrainingEngine } from '../engine/engine.ts';
import { verdict } from '../core/network/stopping.ts';
import { reasonOf } from '../core/reason.ts';
import { Equipment, type EquipmentOptions } from './equipment.ts';
import { Permit, type TakeLock } from './permit.ts';
import { prepare } from './preparation.ts';
import { unasked, type Command, type Problem, type Report, type Stride } from './protocol.ts';
import { Questions } from './questions.ts';
import { roomOf, type Room, type Say } from './room.ts';
import { recordOf, startsAnew, type RunRecord } from './run-record.ts';
import * as sentences from './sentences.ts';
import { openShift, type Shift } from './shift.ts';

type Opening = Pick<EquipmentOptions, 'fetch' | 'wait' | 'digest' | 'openEngine'>;

export interface HostOptions extends Opening {
  readonly post: (report: Report, transfer: Transferable[]) => void;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Resolves after the commands that wait have been handled. */
  readonly breathe: () => Promise<void>;
  /** Takes this tab's right to train; null: another tab has it. Without it, every tab may train. */
  readonly lock?: TakeLock;
}

export interface Host {
  /** Takes a command; answers by reports. */
  handle(command: Command): void;
  /** Resolves when nothing is left to do. */
  settled(): Promise<void>;
}

/** What the last `go` asked for. Another `go` is another object, so that a stride that was asked for twice counts twice. */
interface Aim {
  readonly stride: Stride;
  readonly takeOver: boolean;
}

class TrainingHost implements Host {
  readonly #options: HostOptions;
  readonly #equipment: Equipment;
  readonly #questions: Questions;
  readonly #permit: Permit;
  #ticket = 0;
  #run: RunRecord | null = null;
  #shift: Shift | null = null;
  #aim: Aim | null = null;
  /** `training` has been said for this aim. */
  #announced = false;
  /** A report of rest is owed. */
  #restless = false;
  /** Ends what was begun for an aim that is no more. */
  #interrupt = new AbortController();
  #preparing: Promise<void> | null = null;
  #job: Promise<void> | null = null;
  #stolen = false;

  constructor(options: HostOptions) {
    this.#options = options;
    this.#questions = new Questions({ ...options, onFetched: (error) => this.#fetched(error) });
    this.#permit = new Permit(options.lock, () => this.#taken());
    this.#equipment = new Equipment({
      ...options,
      onLost: (engine, reason) => {
        if (this.#equipment.engine?.engine === engine) this.#engineFailed(reason);
        this.#kick();
      },
    });
    this.#say({ type: 'ready' });
  }

  handle(command: Command): void {
    this.#ticket = Math.max(this.#ticket, command.ticket);
    if (command.type === 'ping') return this.#say({ type: 'pong' });
    if (command.type === 'run') this.#begin(command);
    else if (this.#run && command.run === this.#run.id) this.#obey(command, this.#run);
    this.#kick();
  }

  async settled(): Promise<void> {
    while (this.#job ?? this.#preparing) await (this.#job ?? this.#preparing);
  }

  #begin(command: Extract<Command, { type: 'run' }>): void {
    this.#rest();
    this.#run = recordOf(command, this.#equipment.source(command.source));
    this.#shift = null;
    this.#questions.drop();
    this.#questions.replaced();
  }

  #obey(command: Exclude<Command, { type: 'run' | 'ping' }>, run: RunRecord): void {
    if (!unasked.has(command.type)) this.#equipment.forgive();
    switch (command.type) {
      case 'go':
        this.#aim = { stride: command.stride, takeOver: command.takeOver };
        this.#announced = this.#restless = false;
        return;
      case 'pause':
        return this.#rest();
      case 'tune': {
        const { hyperparameters } = command;
        const fault = faultIn(hyperparameters) ?? startsAnew(run.hyperparameters, hyperparameters);
        if (fault) return this.#mention(sentences.refused(fault));
        run.hyperparameters = hyperparameters;
        this.#shift?.trainer.tune(hyperparameters.learningRate);
        return;
      }
      case 'prefer':
        run.preference = command.preference;
        return;
      case 'race':
        run.preference = 'auto';
        run.known = null;
        return this.#equipment.doubt();
      case 'look':
        return this.#questions.look(command);
      case 'drawn':
        return this.#questions.drawn(command.milliseconds);
      case 'predict':
        return this.#questions.predict(command.pictures);
    }
  }

  /** Nothing more is aimed at; the loop says so when the piece under way is done. */
  #rest(): void {
    this.#aim = null;
    this.#restless = true;
    this.#interrupt.abort(new Error('interrupted'));
    this.#interrupt = new AbortController();
  }

  #kick(): void {
    this.#job ??= this.#work();
  }

  async #work(): Promise<void> {
    // Not at once: several commands of one click are handled before anything is chosen.
    await this.#options.breathe();
    for (let piece = this.#next(); piece; piece = this.#next()) {
      const { engine } = this.#equipment;
      try {
        await piece();
      } catch (error) {
        this.#questions.drop();
        // An engine whose loss was told by its device is closed already.
        if (this.#equipment.engine === engine) this.#engineFailed(reasonOf(error));
      }
      await this.#options.breathe();
    }
    this.#job = null;
  }

  /** What to do now. One thing at a time, so that no two ever use the engine at once. */
  #next(): (() => Promise<void>) | null {
    const run = this.#run;
    if (!run) return null;
    if (this.#restless) return () => this.#settle(run);
    const opened = this.#equipment.engine;
    if (opened && this.#equipment.unlike(run.preference)) return () => this.#park(run);
    const data = this.#equipment.data(run.source, run.hyperparameters.trainingPictures);
    if (opened && data && !this.#shift && !run.refused)
      return () => this.#takeUp(run, opened.engine, data);
    const answer = this.#questions.due(this.#aim !== null && this.#shift !== null, run.source);
    if (answer) return () => this.#answer(run, answer);
    return this.#aim && this.#train(run, this.#aim);
  }

  #train(run: RunRecord, aim: Aim): (() => Promise<void>) | null {
    if (run.refused) {
      this.#fail(sentences.refused(run.refused));
      return null;
    }
    if (verdict(run.checkpoint.epochs) !== null) {
      this.#rest();
      return () => this.#settle(run);
    }
    const shift = this.#shift;
    if (shift && this.#permit.held) return () => this.#piece(run, shift, aim);
    this.#preparing ??= this.#prepare(run, aim);
    return null;
  }

  async #piece(run: RunRecord, shift: Shift, aim: Aim): Promise<void> {
    if (!this.#announced) this.#say({ type: 'training' });
    this.#announced = true;
    const before = shift.trainer.step;
    const outcome = await shift.piece(aim.stride);
    if (this.#shift !== shift) return;
    run.checkpoint = shift.trainer.kept;
    if (shift.trainer.step > before) this.#questions.moved();
    if (typeof outcome === 'object') this.#fail(outcome);
    if (typeof outcome === 'object' || outcome === 'ended') this.#questions.replaced();
    if (outcome === 'ended' || (outcome === 'done' && this.#aim === aim)) this.#rest();
  }

  /** Says that it rests, once it does: what was learnt is kept first. */
  async #settle(run: RunRecord): Promise<void> {
    const shift = this.#shift;
    if (shift) await shift.rest();
    if (this.#run !== run || this.#aim || !this.#restless) return;
    if (shift) run.checkpoint = shift.trainer.kept;
    const stolen = this.#stolen;
    this.#stop();
    if (stolen) this.#fail(sentences.takenOver(run.checkpoint.step));
    else this.#say({ type: 'idle', ended: verdict(run.checkpoint.epochs) });
  }

  /** Another tab took the right to train. */
  #taken(): void {
    if (!this.#aim) return;
    this.#rest();
    this.#stolen = true;
    this.#kick();
  }

  /** Nothing is aimed at, and nothing is owed. */
  #stop(): void {
    this.#aim = null;
    this.#restless = this.#stolen = false;
    this.#permit.give();
  }

  #mention(problem: Problem): void {
    this.#say({ type: 'problem', problem, stops: false });
  }

  #fail(problem: Problem): void {
    this.#stop();
    this.#say({ type: 'problem', problem, stops: true });
  }

  async #prepare(run: RunRecord, { takeOver }: Aim): Promise<void> {
    const { signal } = this.#interrupt;
    const [equipment, permit] = [this.#equipment, this.#permit];
    const { now } = this.#options;
    const say = this.#say;
    const problem = await prepare({ equipment, permit, run, takeOver, signal, say, now });
    if (problem && !signal.aborted) this.#fail(problem);
    this.#preparing = null;
    this.#kick();
  }

  async #takeUp(run: RunRecord, engine: TrainingEngine, data: TrainingData): Promise<void> {
    const { now } = this.#options;
    const say: Say = (told, transfer) => {
      if (this.#run === run) this.#say(told, transfer);
    };
    const shift = await openShift({ run, engine, data, now, say });
    if (this.#run !== run) return;
    this.#shift = shift;
    const { reason, rejected, race } = this.#equipment.engine!;
    run.known = race ?? run.known;
    this.#say({ type: 'engine', engine: { ...engine.identity, reason, rejected, race } });
  }

  /** Puts the engine away, for another one is preferred; the run waits for it. */
  async #park(run: RunRecord): Promise<void> {
    await this.#shift?.rest();
    if (this.#run === run && this.#shift) run.checkpoint = this.#shift.trainer.kept;
    this.#shift = null;
    this.#announced = false;
    this.#equipment.closeEngine();
    this.#say({ type: 'engine', engine: null });
  }

  async #answer(run: RunRecord, answer: (room: Room) => Promise<void>): Promise<void> {
    const shift = this.#shift;
    const engine = this.#equipment.engine?.engine;
    const stale = (): boolean => this.#run !== run;
    await answer(
      roomOf(run, shift && engine ? { shift, engine } : null, { say: this.#say, stale }),
    );
  }

  /** Pictures that a figure asked for have come, or can't be had. */
  #fetched(error: unknown): void {
    if (error) {
      this.#questions.forget();
      this.#mention(sentences.pictureMissing(reasonOf(error)));
    }
    this.#kick();
  }

  /**
   * The device is gone, or a computation failed: back to the last good state, and on from there by itself; after a second time
   * within a minute on another engine, as far as there is one.
   */
  #engineFailed(reason: string): void {
    const run = this.#run!;
    const shift = this.#shift;
    if (shift) {
      run.checkpoint = shift.trainer.kept;
      shift.tell(run.checkpoint.step);
    }
    this.#shift = null;
    this.#announced = false;
    const again = this.#equipment.loseEngine(this.#options.now());
    this.#questions.replaced();
    this.#say({ type: 'engine', engine: null });
    const { step } = run.checkpoint;
    if (!this.#aim) return this.#mention(sentences.engineGone(reason, step));
    this.#mention((again ? sentences.engineDropped : sentences.engineReset)(reason, step));
  }

  readonly #say: Say = (told, transfer = []) =>
    this.#options.post({ ...told, run: this.#run?.id ?? 0, ticket: this.#ticket }, transfer);
}

/** A host at rest, which has said that it is ready. */
export const createHost = (options: HostOptions): Host => new TrainingHost(options);
