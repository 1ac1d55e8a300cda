/**
 * Opens the engine on TensorFlow.js's WebGPU backend. The adapter and the device are asked for here: the library takes a
 * missing adapter for an error of its own, and asks for features that it does not need.
 */
import type { EngineIdentity } from '../engine.ts';
import { softwareIn, Unavailable, type Opening } from '../opening.ts';
import { watch } from './device.ts';
import type { TfjsEngine } from './tfjs-engine.ts';

async function adapterOf(): Promise<GPUAdapter> {
  // Typed as always there, but absent from insecure pages and from many browsers.
  const gpu = navigator.gpu as GPU | undefined;
  if (!gpu) throw new Unavailable('this browser offers no WebGPU');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Unavailable('this browser offers no WebGPU adapter');
  return adapter;
}

function identify({ info }: GPUAdapter): EngineIdentity {
  const device = info.description || [info.vendor, info.architecture].filter(Boolean).join(' ');
  const software = info.isFallbackAdapter || softwareIn(`${device} ${info.architecture}`) !== null;
  return { id: 'tfjs-webgpu', name: 'TensorFlow.js on WebGPU', software, device };
}

/** The adapter by name; rejects with `Unavailable` where there is none. */
export const webgpuDevice = async (): Promise<string> => identify(await adapterOf()).device;

/** The largest that the adapter has of what the library's kernels and a batch of 128 ask for. */
function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const { limits } = adapter;
  return adapter.requestDevice({
    requiredLimits: {
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxBufferSize: limits.maxBufferSize,
      maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
    },
  });
}

/** The device as the library's backend, and the way to take it out. */
async function backendOn(device: GPUDevice, info: GPUAdapterInfo, signal: AbortSignal | undefined) {
  const [{ WebGPUBackend }, { take }, { TfjsEngine }] = await Promise.all([
    import('@tensorflow/tfjs-backend-webgpu'),
    import('./backend.ts'),
    import('./tfjs-engine.ts'),
  ]);
  signal?.throwIfAborted();
  return { release: await take('webgpu', () => new WebGPUBackend(device, info)), TfjsEngine };
}

export async function openWebgpu(opening: Opening): Promise<TfjsEngine> {
  const adapter = await adapterOf();
  const identity = identify(adapter);
  if (identity.software && !opening.emulated)
    throw new Unavailable('this browser emulates WebGPU in software');
  const device = await requestDevice(adapter);
  const { lost, lose, close } = watch(opening.onLost);
  void device.lost.then(() => lose('The browser reset the graphics device that WebGPU used.'));
  // After an error on the device its numbers cannot be trusted, and nothing else would say so.
  device.addEventListener('uncapturederror', () =>
    lose('The graphics device that WebGPU used reported an error.'),
  );
  const free = () => {
    close();
    device.destroy();
  };
  try {
    const { release, TfjsEngine } = await backendOn(device, adapter.info, opening.signal);
    return new TfjsEngine(opening.network, { identity, lost, close: () => (release(), free()) });
  } catch (error) {
    free();
    throw error;
  }
}
