/** Opens TensorFlow.js as its manual has it: its own backend, its own layers, `model.fit`. */
import * as tf from '@tensorflow/tfjs';
import { initialWeights } from '../../src/core/network/initial.ts';
import { layout } from '../../src/core/network/layout.ts';
import { network } from '../../src/core/network/network.ts';
import type { LabelledPictures } from '../../src/engine/engine.ts';
import type { Trainee } from './contender.worker.ts';
import { seed } from './engines.ts';
import { fit, stockData, stockModel } from './stock-model.ts';

export async function openStock(backend: string, pictures: LabelledPictures): Promise<Trainee> {
  // The library refuses emulated graphics unless told, and this machine may have no others.
  if (backend === 'webgl') tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  if (backend === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
  if (!(await tf.setBackend(backend)))
    throw new Error(`stock: TensorFlow.js could not start its backend "${backend}" here`);
  await tf.ready();
  const model = stockModel(network, layout, initialWeights(layout, seed));
  const data = stockData(network, pictures);
  return { device: '', steps: (count) => fit(model, data, count) };
}
