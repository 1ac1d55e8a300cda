/**
 * Opens the engine on TensorFlow.js's WebGL backend, on a canvas of its own that nothing is ever drawn to; works in a worker.
 * The library is loaded only when there is a context that it can compute on.
 */
import type { EngineIdentity } from '../engine.ts';
import { softwareIn, Unavailable, type Opening } from '../opening.ts';
import { watch } from './device.ts';
import type { TfjsEngine } from './tfjs-engine.ts';

/** No `failIfMajorPerformanceCaveat`: emulated graphics are slow, but faster than the plain JavaScript backend. */
const attributes: WebGLContextAttributes = {
  alpha: false,
  antialias: false,
  depth: false,
  stencil: false,
  premultipliedAlpha: false,
  preserveDrawingBuffer: false,
  powerPreference: 'high-performance',
};

function canvasOf(): OffscreenCanvas {
  if (typeof OffscreenCanvas === 'undefined')
    throw new Unavailable('this browser offers no WebGL away from the page');
  return new OffscreenCanvas(1, 1);
}

function contextOf(canvas: OffscreenCanvas): WebGL2RenderingContext {
  const gl = canvas.getContext('webgl2', attributes);
  if (!gl) throw new Unavailable('this browser offers no WebGL 2');
  if (!gl.getExtension('EXT_color_buffer_float'))
    throw new Unavailable('its WebGL computes with 16 bits only, too coarsely to train');
  return gl;
}

function identify(gl: WebGL2RenderingContext): EngineIdentity {
  const unmasked = gl.getExtension('WEBGL_debug_renderer_info');
  const device = String(gl.getParameter(unmasked?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER) ?? '');
  const software = softwareIn(device) !== null;
  return { id: 'tfjs-webgl', name: 'TensorFlow.js on WebGL', software, device };
}

/** A context lives until the browser tidies up, and there are few: this one is given back now. */
const giveBack = (gl: WebGL2RenderingContext): void =>
  gl.getExtension('WEBGL_lose_context')?.loseContext();

/** The renderer by name; rejects with `Unavailable` where there is none to compute on. */
export async function webglDevice(): Promise<string> {
  const gl = contextOf(canvasOf());
  const { device } = identify(gl);
  giveBack(gl);
  return device;
}

async function load() {
  const [core, webgl, { take }, { TfjsEngine }] = await Promise.all([
    import('@tensorflow/tfjs-core'),
    import('@tensorflow/tfjs-backend-webgl'),
    import('./backend.ts'),
    import('./tfjs-engine.ts'),
  ]);
  return { env: core.env(), ...webgl, take, TfjsEngine };
}

/** An own context as the library's backend, and the way to give both back. */
async function backendOn(gl: WebGL2RenderingContext, signal: AbortSignal | undefined) {
  const { env, setWebGLContext, GPGPUContext, MathBackendWebGL, take, TfjsEngine } = await load();
  signal?.throwIfAborted();
  env.set('SOFTWARE_WEBGL_ENABLED', true);
  // Safari's fences never signal on a canvas away from the page; without fences a reading waits in place.
  if (env.getBool('IS_SAFARI')) env.set('WEBGL_FENCE_API_ENABLED', false);
  // Given before the library asks for a context: it refuses to make one in a worker in Safari.
  setWebGLContext(2, gl);
  const release = await take('webgl', () => new MathBackendWebGL(new GPGPUContext(gl)));
  return { release, TfjsEngine };
}

export async function openWebgl(opening: Opening): Promise<TfjsEngine> {
  const canvas = canvasOf();
  const gl = contextOf(canvas);
  const identity = identify(gl);
  const { lost, lose, close } = watch(opening.onLost);
  canvas.addEventListener('webglcontextlost', () =>
    lose('The browser reset the graphics device that WebGL used.'),
  );
  const free = () => {
    close();
    giveBack(gl);
  };
  try {
    if (identity.software && !opening.emulated)
      throw new Unavailable('this browser emulates WebGL in software');
    const { release, TfjsEngine } = await backendOn(gl, opening.signal);
    return new TfjsEngine(opening.network, { identity, lost, close: () => (release(), free()) });
  } catch (error) {
    free();
    throw error;
  }
}
