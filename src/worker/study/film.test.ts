import { expect, test } from 'vitest';
import { encodeFloat16 } from '../../core/math/float16.ts';
import { sha256 } from '../../core/math/sha256.ts';
import { initialWeights } from '../../core/network/initial.ts';
import { layout } from '../../core/network/layout.ts';
import { frameOf } from '../../core/network/recorded-run.ts';
import { createStudyClient } from './client.ts';
import { joinedPort } from './desk.fixture.ts';

const base = 'memory:/run/';
const frames = [1, 2, 3].map((seed) => frameOf(initialWeights(layout, seed), 'conv1a'));
const bytes = encodeFloat16(
  Float32Array.from(frames.flatMap((frame) => [...frame])),
) as Uint8Array<ArrayBuffer>;
const film = {
  layer: 'conv1a',
  every: 10,
  frames: frames.length,
  file: 'conv1a.f16',
  bytes: bytes.length,
  sha256: sha256(bytes),
};

test('a film comes frame by frame, to the precision of its 16 bits', async () => {
  const study = createStudyClient(() => joinedPort(new Map([[`${base}conv1a.f16`, bytes]])));
  const found = await study.ask('film', { base, film });
  expect(found).toHaveLength(3);
  found.forEach((frame, at) => {
    expect(frame).toHaveLength(896);
    frame.forEach((value, i) => expect(Math.abs(value - frames[at]![i]!)).toBeLessThan(1e-4));
  });
  expect(found[0]).not.toEqual(found[2]);
});

test('a film whose bytes are others is refused', async () => {
  const damaged = bytes.slice();
  damaged[5]! ^= 1;
  const study = createStudyClient(() => joinedPort(new Map([[`${base}conv1a.f16`, damaged]])));
  await expect(study.ask('film', { base, film })).rejects.toThrow('conv1a.f16');
});
