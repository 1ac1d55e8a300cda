/** Session states of a run that never was: its epochs follow the published log, its steps scatter about them. For tests and looking. */
import { uniform } from '../../core/math/random.ts';
import { initialState, type SessionState } from '../../session/session-state.ts';
import { publishedRun } from '../facts/published-run.ts';

const stream = 99;

/** A made-up run on WebGL after `steps` steps, at rest. */
export function stateAfter(steps: number, changes: Partial<SessionState> = {}): SessionState {
  const { stepsPerEpoch } = { ...initialState, ...changes };
  const results = Array.from({ length: steps }, (_, step) => {
    const at = (step + 1) / stepsPerEpoch;
    const scatter = uniform(7, stream, step, 0) - 0.5;
    const loss = 0.3 + 1.1 * Math.exp(-1.6 * at) + 0.12 / (1 + at) + 0.22 * scatter;
    const accuracy = 0.9 - 0.5 * Math.exp(-1.5 * at) - 0.12 * scatter;
    return { step, loss, accuracy: Math.round(accuracy * 128) / 128 };
  });
  const epochs = publishedRun
    .filter(({ epoch }) => epoch * stepsPerEpoch <= steps)
    .map((published) => ({
      ...published,
      loss: published.loss * 1.06,
      accuracy: published.accuracy - 0.012,
      validationLoss: published.validationLoss * 0.82,
      validationAccuracy: Math.min(0.9, published.validationAccuracy + 0.031),
      confusion: [],
      seconds: 14.2,
    }));
  const best = epochs.reduce<(typeof epochs)[number] | null>(
    (known, epoch) =>
      known && known.validationAccuracy >= epoch.validationAccuracy ? known : epoch,
    null,
  );
  return {
    ...initialState,
    mode: steps > 0 ? 'idle' : 'closed',
    step: steps,
    steps: results,
    epochs,
    best: best?.epoch ?? null,
    picturesPerSecond: steps > 0 ? 1048.3 : null,
    engine:
      steps > 0
        ? {
            id: 'tfjs-webgl',
            name: 'TensorFlow.js on WebGL',
            software: true,
            device: 'ANGLE (Google, Vulkan 1.3.0, SwiftShader)',
            reason: 'WebGPU is not offered by this browser; WebGL passed its test step.',
            rejected: [{ backend: 'webgpu', reason: 'the browser offers no adapter' }],
            race: null,
          }
        : null,
    ...changes,
  };
}
