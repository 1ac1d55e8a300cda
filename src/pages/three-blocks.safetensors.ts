/** The recorded run's weights at its best epoch, as arrays in Keras layout: what the notebook's last cell reads. */
import type { APIRoute } from 'astro';
import { layout } from '../core/network/layout.ts';
import { safetensors } from '../core/network/safetensors.ts';
import { recordedRun, recordedWeights } from '../layouts/build-data.ts';

export const GET: APIRoute = () => {
  const { architecture, best, data, seed } = recordedRun;
  const about = { architecture, data: data.name, seed: String(seed), epoch: String(best) };
  return new Response(safetensors(recordedWeights, layout, about), {
    headers: { 'Content-Type': 'application/octet-stream' },
  });
};
