import { describe, expect, it } from 'vitest';
import { createClient, type Client, type Fault, type WorkerPort } from './client.ts';
import type { Command, Report } from './protocol.ts';

/** A worker that says what the test says. */
class Dummy implements WorkerPort {
  onmessage: WorkerPort['onmessage'] = null;
  onerror: WorkerPort['onerror'] = null;
  onmessageerror: WorkerPort['onmessageerror'] = null;
  readonly commands: Command[] = [];
  ended = false;
  postMessage(command: Command): void {
    this.commands.push(command);
  }
  terminate(): void {
    this.ended = true;
  }
  say(report: Report): void {
    this.onmessage?.({ data: report } as MessageEvent<Report>);
  }
  pings(): number {
    return this.commands.filter(({ type }) => type === 'ping').length;
  }
}

const ready: Report = { type: 'ready', run: 0, ticket: 0 };
const pong: Report = { type: 'pong', run: 0, ticket: 0 };
const pause: Command = { type: 'pause', run: 1, ticket: 4 };

function setUp(patience: () => number | null = () => null) {
  const workers: Dummy[] = [];
  const faults: Fault[] = [];
  const reports: Report[] = [];
  let time = 0;
  let tick: (() => void) | null = null;
  const client: Client = createClient({
    spawn: () => {
      const worker = new Dummy();
      workers.push(worker);
      return worker;
    },
    onReport: (report) => reports.push(report),
    onFault: (fault) => faults.push(fault),
    patience,
    now: () => time,
    every: (_, fn) => {
      tick = fn;
      return () => (tick = null);
    },
  });
  /** Lets seconds go by, a tick each; `gap`: in one leap, as in a laptop's sleep. */
  const pass = (seconds: number): void => {
    for (let i = 0; i < seconds; i++) {
      time += 1000;
      tick?.();
    }
  };
  const sleep = (seconds: number): void => {
    time += seconds * 1000;
    tick?.();
  };
  return { client, workers, faults, reports, pass, sleep, ticking: () => tick !== null };
}

describe('the client', () => {
  it('makes no worker before there is something to say, and one then', () => {
    const { client, workers } = setUp();
    expect(client.open).toBe(false);
    client.send(pause);
    client.send(pause);
    expect(workers.length).toBe(1);
    expect(workers[0]!.commands).toEqual([pause, pause]);
  });

  it('hands reports on', () => {
    const { client, workers, reports } = setUp();
    client.send(pause);
    workers[0]!.say(ready);
    expect(reports).toEqual([ready]);
  });

  it('gives a worker five seconds to say its first word', () => {
    const { client, workers, faults, pass } = setUp();
    client.send(pause);
    pass(5);
    expect(faults).toEqual([]);
    pass(1);
    expect(faults).toEqual([{ kind: 'start', detail: 'no word within 5 s' }]);
    expect(workers[0]!.ended).toBe(true);
    expect(client.open).toBe(false);
  });

  it('tells a worker that can’t start from one that dies', () => {
    const { client, workers, faults } = setUp();
    client.send(pause);
    workers[0]!.onerror?.({ message: 'no such file' } as ErrorEvent);
    client.send(pause);
    workers[1]!.say(ready);
    workers[1]!.onerror?.({ message: 'out of memory' } as ErrorEvent);
    client.send(pause);
    workers[2]!.say(ready);
    workers[2]!.onmessageerror?.({} as MessageEvent);
    expect(faults.map(({ kind }) => kind)).toEqual(['start', 'death', 'death']);
    expect(faults[1]!.detail).toBe('out of memory');
  });

  it('reports a worker that can’t even be made, and says that nothing was sent', () => {
    const faults: Fault[] = [];
    const client = createClient({
      spawn: () => {
        throw new Error('blocked');
      },
      onReport: () => undefined,
      onFault: (fault) => faults.push(fault),
      patience: () => null,
    });
    expect(client.send(pause)).toBe(false);
    expect(faults).toEqual([{ kind: 'start', detail: 'Error: blocked' }]);
  });

  it('asks a silent worker once, not again and again', () => {
    const { client, workers, pass } = setUp(() => 10);
    client.send(pause);
    workers[0]!.say(ready);
    pass(8);
    expect(workers[0]!.pings()).toBe(1);
    expect(workers[0]!.commands.at(-1)).toEqual({ type: 'ping', ticket: 4 });
    workers[0]!.say(pong);
    pass(1);
    expect(workers[0]!.pings()).toBe(2);
  });

  it('ends a worker that is silent for longer than it may be', () => {
    let patience = 10;
    const { client, workers, faults, pass } = setUp(() => patience);
    client.send(pause);
    workers[0]!.say(ready);
    pass(10);
    expect(faults).toEqual([]);
    patience = 30;
    pass(20);
    expect(faults).toEqual([]);
    pass(1);
    expect(faults).toEqual([{ kind: 'silence', detail: 'no word for 31 s' }]);
  });

  it('takes a laptop’s sleep for no silence', () => {
    const { client, workers, faults, pass, sleep } = setUp(() => 10);
    client.send(pause);
    workers[0]!.say(ready);
    pass(3);
    sleep(8 * 3600);
    pass(4);
    expect(faults).toEqual([]);
    workers[0]!.say(pong);
    sleep(3600);
    expect(faults).toEqual([]);
  });

  it('does not mind silence where nothing is awaited, nor count it later', () => {
    let patience: number | null = null;
    const { client, workers, faults, pass } = setUp(() => patience);
    client.send(pause);
    workers[0]!.say(ready);
    pass(500);
    expect(workers[0]!.pings()).toBe(0);
    patience = 10;
    pass(10);
    expect(faults).toEqual([]);
  });

  it('hears nothing more from a worker that is gone, and makes another', () => {
    const { client, workers, reports, faults, ticking } = setUp();
    client.send(pause);
    const [first] = workers;
    const heard = first!.onmessage;
    first!.say(ready);
    client.close();
    expect(ticking()).toBe(false);
    heard?.({ data: pong } as MessageEvent<Report>);
    expect(reports).toEqual([ready]);
    client.send(pause);
    expect(workers.length).toBe(2);
    expect(faults).toEqual([]);
  });
});
