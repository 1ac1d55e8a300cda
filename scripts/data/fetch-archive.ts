/**
 * Which host to ask for the archive, and for how long: leaves a slow host while another is left, comes back to the fastest, and
 * never keeps a newcomer waiting past the budget without a choice.
 */
import type { FileHash } from './archive.ts';
import type { Host } from './archive-catalog.ts';
import { download, type Timings } from './download.ts';
import type { Progress } from './rate.ts';
import { DownloadFault } from './transfer.ts';

export type Choice = 'keep' | 'draw' | 'quit';

export interface FetchOptions {
  readonly hosts: readonly Host[];
  readonly expected: FileHash;
  readonly target: string;
  /** Milliseconds for everything together; null waits as long as it takes. */
  readonly budget: number | null;
  /** Milliseconds before a host's speed is judged. */
  readonly measure: number;
  /** Bytes a second below which a host is left while another one is left. */
  readonly lowestRate: number;
  /** Asks the person at the terminal; null where there is none. */
  readonly ask: ((progress: Progress, signal: AbortSignal) => Promise<Choice>) | null;
  readonly say: (line: string) => void;
  readonly show: (progress: Progress) => void;
  readonly timings?: Timings;
}

/** `slow` and `chosen` leave a part to go on from; `unreachable` says that no host had the file for us. */
export type Outcome = 'done' | 'slow' | 'chosen' | 'unreachable';

/** Thrown where the person at the terminal wants to stop altogether. */
export class Quit extends Error {}

class Visit {
  private readonly options: FetchOptions;
  private readonly deadline: number;
  private readonly question = new AbortController();
  private asked = false;
  /** Ends the try that is running now. */
  private stop: (reason: Error) => void = () => undefined;
  private halted: Error | null = null;
  /** No budget, or the person chose to wait. */
  private patient: boolean;
  /** Speed at which each host was left. */
  readonly slow = new Map<Host, number>();
  ended: Exclude<Outcome, 'done'> = 'unreachable';

  constructor(options: FetchOptions) {
    this.options = options;
    this.deadline = performance.now() + (options.budget ?? Infinity);
    this.patient = options.budget === null;
  }

  get overtime(): boolean {
    return !this.patient && performance.now() >= this.deadline;
  }

  private tooSlow(progress: Progress): boolean {
    const within = this.patient || progress.left * 1000 <= this.deadline - performance.now();
    return progress.rate < this.options.lowestRate || !within;
  }

  /** Ends the visit as a whole, also where no host is being asked this moment. */
  private halt(outcome: 'slow' | 'chosen', why: string | Quit): void {
    this.ended = outcome;
    this.halted = typeof why === 'string' ? new DownloadFault('stopped', why) : why;
    this.stop(this.halted);
  }

  private put(progress: Progress): void {
    if (this.asked || !this.options.ask) return;
    this.asked = true;
    void this.options.ask(progress, this.question.signal).then((choice) => {
      if (choice === 'keep') this.patient = true;
      if (choice === 'draw') this.halt('chosen', 'the drawn pictures were chosen');
      if (choice === 'quit') this.halt('chosen', new Quit('stopped at the keyboard'));
    });
  }

  /** Called twice a second: leaves, asks or goes on. */
  private judge(host: Host, another: boolean, progress: Progress): void {
    const { show, measure, ask } = this.options;
    show(progress);
    const slow = progress.elapsed >= measure && this.tooSlow(progress);
    if (slow && another) {
      this.slow.set(host, progress.rate);
      this.stop(new DownloadFault('slow', `${host.name} is slow`));
    } else if (ask && !this.patient && (slow || this.overtime)) this.put(progress);
    else if (this.overtime) this.halt('slow', 'the time set for the download is over');
  }

  /** True where the file is there. Says why where it is not. */
  async try(host: Host, another: boolean): Promise<boolean> {
    const { expected, target, say, timings } = this.options;
    if (this.halted instanceof Quit) throw this.halted;
    if (this.halted) return false;
    const controller = new AbortController();
    this.stop = (reason) => controller.abort(reason);
    say(`Asking ${host.name} for CIFAR-10 (${Math.round(expected.bytes / 1e6)} MB).`);
    try {
      await download({
        host,
        expected,
        target,
        signal: controller.signal,
        onProgress: (progress) => this.judge(host, another, progress),
        ...(timings && { timings }),
      });
      return true;
    } catch (error) {
      if (!(error instanceof DownloadFault)) throw error;
      say(`Not from ${host.name}: ${error.message}.`);
      return false;
    }
  }

  /** Takes back a question that nobody needs to answer any more. */
  end(): void {
    this.question.abort();
  }
}

async function visitAll(visit: Visit, options: FetchOptions): Promise<Outcome> {
  for (const [index, host] of options.hosts.entries()) {
    const another = index + 1 < options.hosts.length || visit.slow.size > 0;
    if (await visit.try(host, another)) return 'done';
    if (visit.ended !== 'unreachable') return visit.ended;
  }
  const fastest = [...visit.slow].sort((a, b) => b[1] - a[1]);
  for (const [host] of fastest) {
    if (await visit.try(host, false)) return 'done';
    if (visit.ended !== 'unreachable') return visit.ended;
  }
  return fastest.length > 0 ? 'slow' : 'unreachable';
}

/** Brings the archive to `target`, or says why not. Throws only `Quit` and faults of this machine, such as a full disk. */
export async function fetchArchive(options: FetchOptions): Promise<Outcome> {
  const visit = new Visit(options);
  try {
    return await visitAll(visit, options);
  } finally {
    visit.end();
  }
}
