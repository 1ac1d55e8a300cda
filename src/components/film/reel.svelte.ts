/** The film in a reader's hand: its frames once they are here, where it stands, and whether it plays. It draws nothing. */
import type { RecordedRun } from '../../core/network/recorded-run.ts';
import type { Session } from '../../session/session.ts';
import { courseOf, type Course } from './frames.ts';

/** Milliseconds a frame. */
const pace = 120;

export class Reel {
  frames = $state.raw<readonly Float32Array[] | null>(null);
  course = $state.raw<Course | null>(null);
  trouble = $state<string | null>(null);
  playing = $state(false);
  /** The frame the reader went to; null: that of the epoch on view. */
  wish = $state<number | null>(null);
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Asks for the frames; the function returned ends it. */
  load(study: Pick<Session['study'], 'ask'>, base: string, run: RecordedRun): () => void {
    const stop = new AbortController();
    study.ask('film', { base, film: run.film }, { signal: stop.signal }).then(
      (frames) => {
        this.frames = frames;
        this.course = courseOf(frames);
        this.trouble = null;
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        const reason = error instanceof Error ? error.message : String(error);
        this.trouble = `The film could not be loaded (${reason}); the rest of the page works, and a reload tries again.`;
      },
    );
    return () => stop.abort();
  }

  /** Plays from `frame` on to the last of `frames`; from the first where it stands at the end. */
  play(frame: number, frames: number): void {
    this.pause();
    this.playing = true;
    this.wish = frame >= frames - 1 ? 0 : frame;
    this.#timer = setInterval(() => {
      this.wish = Math.min(frames - 1, (this.wish ?? 0) + 1);
      if (this.wish === frames - 1) this.pause();
    }, pace);
  }

  readonly pause = (): void => {
    clearInterval(this.#timer);
    this.playing = false;
  };

  go(frame: number): void {
    this.pause();
    this.wish = frame;
  }
}
