/** Opens the engine on TensorFlow.js's plain JavaScript backend: it runs everywhere, in Node too, and is slow. */
import type { Opening } from '../opening.ts';
import type { TfjsEngine } from './tfjs-engine.ts';

export async function openCpu({
  network,
  signal,
}: Pick<Opening, 'network' | 'signal'>): Promise<TfjsEngine> {
  const [{ MathBackendCPU }, { take }, { TfjsEngine }] = await Promise.all([
    import('@tensorflow/tfjs-backend-cpu'),
    import('./backend.ts'),
    import('./tfjs-engine.ts'),
  ]);
  signal?.throwIfAborted();
  const close = await take('cpu', () => new MathBackendCPU());
  const name = 'TensorFlow.js in plain JavaScript';
  const identity = { id: 'tfjs-cpu', name, software: false, device: '' };
  // Nothing can take a processor away: this signal is never aborted.
  return new TfjsEngine(network, { identity, lost: new AbortController().signal, close });
}
