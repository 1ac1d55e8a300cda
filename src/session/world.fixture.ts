/**
 * A page and its worker whose every message and every turn waits until the test lets it happen: commands, reports and the
 * host's own continuations are three queues. Each queue keeps its order, as browsers do; how they interleave is the test's.
 */
import { atom } from 'nanostores';
import { CountingEngine, type Behaviour } from '../engine/counting-engine.fixture.ts';
import { fetchFrom, hashOf, tinyData } from '../engine/tiny-data.fixture.ts';
import type { WorkerPort } from '../worker/client.ts';
import { createHost } from '../worker/host.ts';
import type { Command, DataSource, Report } from '../worker/protocol.ts';
import { initialSelection } from './selection.ts';
import { createSession, type Session } from './session.ts';
import { shelf, type Shelf } from './shelf.fixture.ts';

const data = tinyData({ training: [60], validation: [12] });
export const source: DataSource = { base: 'memory:/', manifest: data.manifest };

/** What stands behind the wire. */
interface FarSide {
  handle(command: Command): void;
}
export type MakeFarSide = (
  post: (report: Report) => void,
  turn: () => Promise<void>,
  world: World,
) => FarSide;

export class World {
  readonly commands: (() => void)[] = [];
  readonly reports: (() => void)[] = [];
  readonly turns: (() => void)[] = [];
  readonly engines: CountingEngine[] = [];
  readonly ports: (WorkerPort & { readonly dead: boolean })[] = [];
  readonly session: Session;
  /** The engines' races, each of which was won by the counter. */
  races = 0;
  time = 0;
  /** What each drawing costs the page, in milliseconds; null: no frame comes. */
  drawing: number | null = null;
  /** Every command that was sent, in order. */
  readonly sent: Command[] = [];
  #tick: (() => void) | null = null;

  /** `storage`: what an earlier visit left behind. */
  constructor(make: MakeFarSide, storage: Shelf = shelf()) {
    this.session = createSession({
      storage: () => storage,
      spawn: () => this.#spawn(make),
      selection: atom(initialSelection),
      timeDrawing: (done) => {
        if (this.drawing !== null) done(this.drawing);
      },
      now: () => this.time,
      every: (_, tick) => {
        this.#tick = tick;
        return () => (this.#tick = null);
      },
    });
  }

  #spawn(make: MakeFarSide): WorkerPort {
    const turn = (): Promise<void> => new Promise((resolve) => this.turns.push(resolve));
    const port = {
      onmessage: null as WorkerPort['onmessage'],
      onerror: null as WorkerPort['onerror'],
      onmessageerror: null as WorkerPort['onmessageerror'],
      dead: false,
      postMessage: (command: Command) => {
        this.sent.push(command);
        this.commands.push(() => {
          if (!port.dead) side.handle(command);
        });
      },
      terminate: () => void (port.dead = true),
    };
    const post = (report: Report): void => {
      if (!port.dead)
        this.reports.push(() => port.onmessage?.({ data: report } as MessageEvent<Report>));
    };
    const side = make(post, turn, this);
    this.ports.push(port);
    return port;
  }

  /** One thing of the queue chosen happens, and what follows from it at once. */
  async let(queue: 'commands' | 'reports' | 'turns'): Promise<void> {
    this[queue].shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Everything happens until nothing is left, or for as many rounds. */
  async settle(rounds = 5000): Promise<void> {
    for (let i = 0; i < rounds; i++) {
      if (this.commands.length + this.reports.length + this.turns.length === 0) return;
      await this.let('commands');
      await this.let('turns');
      await this.let('reports');
    }
  }

  /** A second of the page's clock. */
  second(): void {
    this.time += 1000;
    this.#tick?.();
  }
}

/** The real host on a counting engine: its every call takes a turn, a step a tenth of a second on the host's clock. */
export const realHost =
  (behaviour: Behaviour = {}): MakeFarSide =>
  (post, turn, world) => {
    let time = 0;
    const pause = async (what: string): Promise<void> => {
      await turn();
      if (what === 'step') time += 100;
    };
    return createHost({
      post,
      openEngine: async (preference, { known, signal }) => {
        await turn();
        signal.throwIfAborted();
        const raced = preference === 'auto' && known === null;
        if (raced) world.races += 1;
        const engine = new CountingEngine({ ...behaviour, pause });
        world.engines.push(engine);
        const race = raced
          ? ({ backend: 'cpu', picturesPerSecond: 100, place: 'here' } as const)
          : null;
        return { engine, backend: 'cpu', reason: 'It counts.', rejected: [], race };
      },
      fetch: async (url) => {
        await turn();
        return fetchFrom(data)(url);
      },
      digest: async (bytes) => hashOf(bytes),
      wait: turn,
      now: () => time,
      breathe: turn,
    });
  };

/** The protocol in its barest form: what any host must do, with nothing computed. */
export const simulatedHost: MakeFarSide = (post, turn) => {
  let [run, ticket, step] = [0, 0, 0];
  let aim: { stride: string } | null = null;
  let working = false;
  const say = (report: object): void => post({ run, ticket, ...report } as Report);
  const work = async (): Promise<void> => {
    if (working) return;
    working = true;
    while (aim) {
      const mine: { stride: string } = aim;
      const of = run;
      say({ type: 'training' });
      await turn();
      if (of !== run) continue;
      const steps = [{ step, loss: 1, accuracy: 1 }];
      step += 1;
      say({ type: 'progress', steps, step, stepsPerEpoch: 60, picturesPerSecond: 1 });
      if (aim === mine && mine.stride === 'step') {
        aim = null;
        say({ type: 'idle', ended: null });
      }
    }
    working = false;
  };
  return {
    handle(command) {
      ticket = Math.max(ticket, command.ticket);
      if (command.type === 'run') [run, step, aim] = [command.run, 0, null];
      else if (command.type !== 'ping' && command.run !== run) return;
      if (command.type === 'go') aim = { stride: command.stride };
      if (command.type === 'pause') aim = null;
      if (command.type === 'run' || command.type === 'pause') say({ type: 'idle', ended: null });
      void work();
    },
  };
};
