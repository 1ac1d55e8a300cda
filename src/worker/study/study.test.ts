import { describe, expect, it } from 'vitest';
import { encodeFloat16 } from '../../core/math/float16.ts';
import { sha256 } from '../../core/math/sha256.ts';
import { initialWeights } from '../../core/network/initial.ts';
import { layout } from '../../core/network/layout.ts';
import { probeBatch } from '../../engine/probe-step.ts';
import { fetchFrom, tinyData } from '../../engine/tiny-data.fixture.ts';
import { plainViewer, type Viewer } from '../../engine/viewer.ts';
import { createStudyClient } from './client.ts';
import { joinedPort } from './desk.fixture.ts';

const weights = initialWeights(layout, 5);
const pixels = probeBatch().pixels.slice(0, 2 * 3072);
const first = pixels.slice(0, 3072);
const files = new Map<string, Uint8Array<ArrayBuffer>>();
const half = encodeFloat16(weights) as Uint8Array<ArrayBuffer>;
files.set('memory:/run/epoch-01.f16', half);
const file = {
  base: 'memory:/run/',
  file: 'epoch-01.f16',
  bytes: half.length,
  sha256: sha256(half),
};

describe('a study', () => {
  it('looks at a picture through the weights of a key, as the oracle does', async () => {
    const study = createStudyClient(() => joinedPort());
    study.hold('a', weights);
    const seen = await study.ask('look', { weights: 'a', picture: { pixels: first } });
    expect(seen.label).toBeNull();
    expect(seen.layers.get('dense')!.data).toEqual(plainViewer.answers(weights, first));
    expect(first.some((byte) => byte > 0)).toBe(true);
  });

  it('picks pictures of the data by their places, with their labels', async () => {
    const data = tinyData({ training: [60], validation: [12] });
    const study = createStudyClient(() => joinedPort(files, { fetch: fetchFrom(data) }));
    study.connect({ base: 'memory:/', manifest: data.manifest });
    study.hold('a', weights);
    const pictures = { split: 'validation', places: [7, 2] } as const;
    const seen = await study.ask('predict', { weights: 'a', pictures });
    expect(seen.labels).toHaveLength(2);
    expect(seen.probabilities).toEqual(plainViewer.answers(weights, seen.pixels));
  });

  it('asked too early waits, and makes no worker until it may', async () => {
    let open = (): void => undefined;
    const needed = new Promise<void>((resolve) => (open = resolve));
    let made = 0;
    const port = () => {
      made += 1;
      return joinedPort();
    };
    const study = createStudyClient(port, () => needed);
    study.hold('a', weights);
    const stop = new AbortController();
    const question = { weights: 'a', picture: { pixels: first } } as const;
    const unwanted = study.ask('look', question, { signal: stop.signal });
    const wanted = study.ask('look', question);
    stop.abort(new Error('other'));
    await expect(unwanted).rejects.toThrow('other');
    expect(made).toBe(0);
    open();
    expect((await wanted).layers.size).toBeGreaterThan(0);
    expect(made).toBe(1);
  });

  it('asked by a key under which nothing lies says so', async () => {
    const study = createStudyClient(() => joinedPort());
    const asked = study.ask('look', { weights: 'b', picture: { pixels: first } });
    await expect(asked).rejects.toThrow('expected weights under "b"');
  });

  it('fetches recorded weights, and refuses a file whose hash is another', async () => {
    const study = createStudyClient(() => joinedPort(files));
    const got = await study.ask('recorded', file);
    expect(got).toHaveLength(layout.total);
    expect(Math.abs(got[0]! - weights[0]!)).toBeLessThan(1e-3 * Math.abs(weights[0]!));
    const wrong = { ...file, sha256: sha256(new Uint8Array(1)) };
    await expect(study.ask('recorded', wrong)).rejects.toThrow(/epoch-01.f16.*expected SHA-256/);
  });

  it('that is not wanted any more is ended, and another goes on', async () => {
    const stop = new AbortController();
    let looked = 0;
    const viewer: Viewer = {
      ...plainViewer,
      answers: (...given) => {
        looked += 1;
        return plainViewer.answers(...given).fill(0.5);
      },
    };
    const study = createStudyClient(() => joinedPort(files, { openViewer: async () => viewer }));
    study.hold('a', weights);
    const many = { pixels: new Uint8Array(600 * 3072) };
    const long = study.ask('predict', { weights: 'a', pictures: many }, { signal: stop.signal });
    setImmediate(() => stop.abort(new Error('changed my mind')));
    await expect(long).rejects.toThrow('changed my mind');
    await study.ask('recorded', file);
    expect(looked).toBeLessThan(10);
  });

  it('whose worker died fails, and the next one has a new worker that knows all that was held', async () => {
    const ports = [joinedPort(files), joinedPort(files)];
    let made = 0;
    const study = createStudyClient(() => ports[made++]!);
    study.hold('a', weights);
    const lost = study.ask('look', { weights: 'a', picture: { pixels: first } });
    ports[0]!.fail('out of memory');
    await expect(lost).rejects.toThrow(/out of memory/);
    expect(ports[0]!.dead).toBe(true);
    const seen = await study.ask('look', { weights: 'a', picture: { pixels: first } });
    expect(seen.layers.get('dense')!.channels).toBe(3);
    expect(made).toBe(2);
  });

  it('hands a look over to plain loops where the kernels can not be had', async () => {
    const openViewer = () => Promise.reject(new Error('no SIMD'));
    const study = createStudyClient(() => joinedPort(files, { openViewer }));
    study.hold('a', weights);
    const seen = await study.ask('look', { weights: 'a', picture: { pixels: first } });
    expect(seen.layers.get('conv1a')!.channels).toBe(32);
  });
});
