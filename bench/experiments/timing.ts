/** Two clocks for one piece of work, because the machines that experiments run on are rarely idle; and what is told of many pieces. */

/**
 * Milliseconds: by the clock on the wall, exact but with whatever else the machine did in between; and of this thread alone, which
 * the system counts in ticks of some milliseconds.
 */
export interface Timing {
  readonly wall: number;
  readonly thread: number;
}

/** Milliseconds that this thread has worked. */
function threadClock(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

const since = (wall: number, thread: number): Timing => ({
  wall: performance.now() - wall,
  thread: threadClock() - thread,
});

export function timed(work: () => void): Timing {
  const [wall, thread] = [performance.now(), threadClock()];
  work();
  return since(wall, thread);
}

export async function timedStep(work: () => Promise<unknown>): Promise<Timing> {
  const [wall, thread] = [performance.now(), threadClock()];
  await work();
  return since(wall, thread);
}

/** The least by the wall: right if the machine left the thread alone once. */
export const leastOf = (times: readonly Timing[]): number =>
  Math.min(...times.map(({ wall }) => wall));

/** The mean of the thread's own time without the upper and the lower quarter: ticks even out. */
export function meanOf(times: readonly Timing[]): number {
  const sorted = times.map(({ thread }) => thread).toSorted((a, b) => a - b);
  const quarter = times.length >> 2;
  const middle = sorted.slice(quarter, sorted.length - quarter);
  return middle.reduce((sum, time) => sum + time, 0) / middle.length;
}

/** The median by the wall. */
export const medianOf = (times: readonly Timing[]): number =>
  times.map(({ wall }) => wall).toSorted((a, b) => a - b)[times.length >> 1]!;
