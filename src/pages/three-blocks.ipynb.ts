/** The notebook to take along, written when the site is built: Keras code that runs, from the same lines as the listing. */
import type { APIRoute } from 'astro';
import { network } from '../core/network/network.ts';
import { notebook } from '../core/network/notebook.ts';
import { recordedRun } from '../layouts/build-data.ts';

/** The page that writes the weights has the same name. */
const file = 'three-blocks.safetensors';

export const GET: APIRoute = () => {
  const { data, seed, best, epochs } = recordedRun;
  const accuracy = epochs[best - 1]!.validationAccuracy;
  const taken = { file, data: data.name, seed, epoch: best, accuracy };
  return new Response(`${JSON.stringify(notebook(network, taken), null, 1)}\n`, {
    headers: { 'Content-Type': 'application/x-ipynb+json' },
  });
};
