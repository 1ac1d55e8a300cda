/** A desk and its client joined in one thread of Node, for tests: messages pass in order, each in its own turn. */
import type { StudyPort } from './client.ts';
import { createDesk, type DeskOptions } from './desk.ts';
import { plainViewer } from '../../engine/viewer.ts';
import type { Order } from './studies.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export interface JoinedPort extends StudyPort {
  readonly orders: readonly Order[];
  readonly dead: boolean;
  /** As a browser does when the worker's script fails. */
  fail(message: string): void;
}

/** A port whose other end is a desk; `files` are what its network has, by URL. */
export function joinedPort(
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>> = new Map(),
  parts: Partial<DeskOptions> = {},
): JoinedPort {
  const orders: Order[] = [];
  let dead = false;
  const port = {
    onmessage: null as StudyPort['onmessage'],
    onerror: null as StudyPort['onerror'],
    orders,
    get dead() {
      return dead;
    },
    postMessage(order: Order) {
      orders.push(order);
      const copy = structuredClone(order);
      setImmediate(() => dead || desk.handle(copy));
    },
    terminate: () => void (dead = true),
    fail: (message: string) => port.onerror?.({ message } as ErrorEvent),
  };
  const desk = createDesk({
    post: (returned) => dead || port.onmessage?.({ data: returned } as MessageEvent),
    now: () => 0,
    breathe: turn,
    wait: turn,
    openViewer: async () => plainViewer,
    fetch: async (url) => {
      const file = files.get(url);
      return file ? new Response(file) : new Response(null, { status: 404 });
    },
    ...parts,
  });
  return port;
}
