/**
 * What figures want to know, and when it is answered: the newest question only, live maps within their budget of time.
 * The calculator and the way to the page are arguments.
 */
import type { Source } from '../engine/source.ts';
import { buffersOf, mapsOf, probabilitiesOf } from './answers.ts';
import { withinBudget } from './pace.ts';
import type { Room } from './room.ts';

export interface QuestionsOptions {
  readonly now: () => number;
  readonly breathe: () => Promise<void>;
  /** Pictures that were waited for are here, or the reason why they are not. */
  readonly onFetched: (error: unknown) => void;
}

interface Look {
  readonly picture: number;
  readonly live: boolean;
}

/** Live maps: at most four a second. */
const liveMilliseconds = 250;

/** More can't be the drawing alone, and maps are not to stand still for longer than ten times this. */
const mostDrawing = 300;

export class Questions {
  readonly #options: QuestionsOptions;
  readonly #budget: ReturnType<typeof withinBudget>;
  #look: Look | null = null;
  /** `asked`: by the reader, answered at once · `live`: the weights moved on · `fresh`: nothing new to show. */
  #state: 'asked' | 'live' | 'fresh' = 'fresh';
  #pictures: readonly number[] | null = null;
  #fetching = false;
  /** What the maps sent last cost here, in milliseconds. */
  #cost = 0;
  /** The step whose weights the page has. */
  #told: number | null = null;

  constructor(options: QuestionsOptions) {
    this.#options = options;
    this.#budget = withinBudget(liveMilliseconds, options.now);
  }

  look(look: Look): void {
    const same = this.#look?.picture === look.picture && this.#state === 'fresh';
    // Who stops watching asks nothing; who begins to, or looks elsewhere, wants an answer.
    if (look.live || !same) this.#state = 'asked';
    this.#look = look;
  }

  /** What was sent last cost the page so many milliseconds, on a processor that may be the one that trains. */
  drawn(milliseconds: number): void {
    if (milliseconds > 0) this.#budget.spent(this.#cost + Math.min(milliseconds, mostDrawing));
  }

  predict(pictures: readonly number[]): void {
    this.#pictures = pictures;
  }

  /** The weights changed by a step. */
  moved(): void {
    if (this.#look?.live && this.#state === 'fresh') this.#state = 'live';
  }

  /** The weights are others, though perhaps of the same step: what the page shows is out of date. */
  replaced(): void {
    this.#told = null;
    if (this.#look?.live) this.#state = 'asked';
  }

  /**
   * What to answer next; null: nothing now. While training, live maps wait for their turn. Pictures that are not here are sent
   * for without holding anything up; `onFetched` says when to ask again.
   */
  due(training: boolean, source: Source): ((room: Room) => Promise<void>) | null {
    const live = this.#state === 'live' && (!training || this.#budget.due());
    if (this.#look && (this.#state === 'asked' || live))
      if (this.#here(source, [this.#look.picture])) return (room) => this.#answerLook(room);
    if (this.#pictures && this.#here(source, this.#pictures))
      return (room) => this.#answerPredict(room);
    return null;
  }

  #here(source: Source, places: readonly number[]): boolean {
    if (source.has('validation', places)) return true;
    if (this.#fetching) return false;
    this.#fetching = true;
    const done = (error: unknown): void => {
      this.#fetching = false;
      this.#options.onFetched(error);
    };
    source.pick('validation', places).then(() => done(null), done);
    return false;
  }

  async #answerLook(room: Room): Promise<void> {
    const look = this.#look!;
    this.#state = 'fresh';
    const data = await room.source.pick('validation', [look.picture]);
    if (room.stale() || this.#look?.picture !== look.picture) return;
    const started = this.#options.now();
    const layers = await mapsOf(room.calculator, data.pixels);
    const milliseconds = this.#options.now() - started;
    const { step } = room;
    const weights = this.#told === step ? null : await room.weights();
    this.#cost = this.#options.now() - started;
    this.#budget.spent(this.#cost);
    if (room.stale()) return;
    const { picture } = look;
    const maps = { picture, label: data.labels[0]!, pixels: data.pixels, step, layers };
    room.say({ type: 'maps', ...maps, milliseconds }, [
      data.pixels.buffer as ArrayBuffer,
      ...buffersOf(layers),
    ]);
    if (!weights) return;
    this.#told = step;
    room.say({ type: 'weights', step, weights }, [weights.buffer as ArrayBuffer]);
  }

  async #answerPredict(room: Room): Promise<void> {
    const pictures = this.#pictures!;
    const data = await room.source.pick('validation', pictures);
    const stale = (): boolean => room.stale() || this.#pictures !== pictures;
    if (stale()) return;
    const { breathe } = this.#options;
    const probabilities = await probabilitiesOf(room.calculator, data, breathe, stale);
    if (!probabilities) return;
    this.#pictures = null;
    const { labels, pixels } = data;
    room.say({ type: 'predictions', step: room.step, pictures, labels, pixels, probabilities }, [
      labels.buffer as ArrayBuffer,
      pixels.buffer as ArrayBuffer,
      probabilities.buffer as ArrayBuffer,
    ]);
  }

  /** After a failure: what was asked is not tried again by itself. */
  drop(): void {
    this.#state = 'fresh';
    this.#pictures = null;
  }

  /** After pictures that can't be had: live maps end, too. */
  forget(): void {
    this.drop();
    this.#look = null;
  }
}
