import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstVersion } from './checkpoint-v1.fixture.ts';
import { formatVersion } from './checkpoint-frame.ts';
import { decodeCheckpoint, encodeCheckpoint, sizeFault, type SavedRun } from './checkpoint.ts';
import {
  ofVersion,
  pictures,
  reason,
  runs,
  sampleRun,
  sealed,
  smallNetwork,
} from './checkpoint.fixture.ts';
import { initialWeights } from './initial.ts';
import { layout } from './layout.ts';
import { network } from './network.ts';

const expected = { network: smallNetwork, data: pictures };
const encode = (run: SavedRun) => encodeCheckpoint(run, smallNetwork);
const decode = (bytes: Uint8Array<ArrayBuffer>) => decodeCheckpoint(bytes, expected);
const sample = await encode(sampleRun);

describe('a saved run', () => {
  it('comes back as it was, to the last bit', async () => {
    await fc.assert(
      fc.asyncProperty(runs, async (run) => {
        expect(await decode(await encode(run))).toStrictEqual({ ok: true, run });
      }),
      { numRuns: 300 },
    );
  });

  it('of the first version is read by every later one', async () => {
    expect(await decode(firstVersion)).toStrictEqual({ ok: true, run: sampleRun });
  });

  it('is written as version 1 was written, until there is a version 2', () => {
    expect(formatVersion).toBe(1);
    expect(sample).toStrictEqual(firstVersion);
  });

  it('of the whole network of the site, best epoch included, is under the cap', async () => {
    const weights = initialWeights(layout, 1);
    const moment = (): Float32Array => new Float32Array(layout.trainable).fill(0.5);
    const arrays = { weights, firstMoment: moment(), secondMoment: moment() };
    const best = { ...sampleRun.checkpoint.best!, weights: weights.map((value) => value / 2) };
    const run = { ...sampleRun, checkpoint: { ...sampleRun.checkpoint, ...arrays, best } };
    const bytes = await encodeCheckpoint(run, network);
    expect(bytes.length).toBeGreaterThan(4 * (2 * layout.total + 2 * layout.trainable));
    expect(sizeFault(bytes.length)).toBeNull();
    expect(await decodeCheckpoint(bytes, { network, data: pictures })).toStrictEqual({
      ok: true,
      run,
    });
  });

  it('is checked by the hash that is handed in', async () => {
    const constant = async (): Promise<string> => 'ab'.repeat(32);
    const bytes = await encodeCheckpoint(sampleRun, smallNetwork, constant);
    expect(await reason(bytes)).toContain('checksum');
    expect((await decodeCheckpoint(bytes, expected, constant)).ok).toBe(true);
  });
});

describe('a damaged file', () => {
  it('is refused whichever of its bits is another', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sample.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const bytes = Uint8Array.from(sample);
          bytes[at] = bytes[at]! ^ flip;
          await reason(bytes);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is refused at every length but its own', async () => {
    for (let length = 0; length < sample.length; length++)
      expect(await reason(sample.slice(0, length))).toMatch(
        length < 8 ? 'not a saved run of this site' : 'cut off',
      );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 600 }), async (more) => {
        const bytes = Uint8Array.of(...sample, ...more);
        expect(await reason(bytes)).toContain(
          `it ends after ${sample.length.toLocaleString('en')}`,
        );
      }),
    );
  });

  it('that is any bytes at all is no run of this site', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await reason(Uint8Array.from(bytes))).toBe('It is not a saved run of this site.');
      }),
    );
  });

  it('with lengths beyond any file is refused without room being made for them', async () => {
    for (const at of [12, 16]) {
      const bytes = Uint8Array.from(sample);
      new DataView(bytes.buffer).setUint32(at, 0xffff_fff0, true);
      expect(await reason(sealed(bytes))).toContain('lengths');
    }
  });

  it('that is too large need not be read', async () => {
    expect(sizeFault(8_000_000)).toBeNull();
    expect(sizeFault(2_147_483_648)).toMatch(/^It is larger .* it has 2,147,483,648 bytes/);
    expect(await reason(new Uint8Array(8_000_001))).toContain('larger than any run');
  });
});

describe('a whole file that is not for this page', () => {
  it('of a newer version says so, and so does none that never was', async () => {
    for (const version of [2, 7, 0xffff_ffff])
      expect(await reason(ofVersion(sample, version))).toContain(
        `made by a newer version of this site: its format is ${version}`,
      );
    expect(await reason(ofVersion(sample, 0))).toContain('never was a format 0');
  });

  it('of another network names the first difference', async () => {
    const layers = smallNetwork.layers.map((layer) =>
      layer.kind === 'convolution' ? { ...layer, filters: 3 } : layer,
    );
    const wider = { network: { ...smallNetwork, layers }, data: pictures };
    expect(await reason(sample, wider)).toBe(
      'It is a run of another network: where that one has “convolution filters=2 id=conv kernel=3 padding=same”, the one of this page has “convolution filters=3 id=conv kernel=3 padding=same”.',
    );
    const shorter = { ...smallNetwork, layers: smallNetwork.layers.slice(0, 4) };
    expect(await reason(sample, { network: shorter, data: pictures })).toContain(
      '“dense id=dense units=3”, the one of this page has nothing more',
    );
  });

  it('of other pictures names both sets', async () => {
    const other = { name: 'CIFAR-10', sha256: 'c1'.repeat(32) };
    expect(await reason(sample, { ...expected, data: other })).toBe(
      'It learned from other pictures: from “Pictures, drawn “here””, and this page has “CIFAR-10”.',
    );
    expect(
      await reason(sample, { ...expected, data: { ...other, name: pictures.name } }),
    ).toContain('another copy of that set');
  });

  it('of the same pictures under a new name is taken', async () => {
    const renamed = { ...expected, data: { ...pictures, name: 'Drawn here' } };
    expect((await decodeCheckpoint(sample, renamed)).ok).toBe(true);
  });
});

describe('what is no run', () => {
  const { checkpoint } = sampleRun;
  it.each<[string, Partial<SavedRun['checkpoint']>, string]>([
    ['weights that are not numbers', { weights: checkpoint.weights.map(() => NaN) }, 'is NaN'],
    [
      'too few weights',
      { weights: checkpoint.weights.slice(1) },
      'array 0 has 54 numbers and not 55',
    ],
    ['a step out of order', { step: 11 }, 'run.step'],
    ['an infinite loss', { partial: { ...checkpoint.partial, loss: Infinity } }, 'run.partial'],
  ])('is not written: %s', async (_, changes, named) => {
    const run = { ...sampleRun, checkpoint: { ...checkpoint, ...changes } };
    await expect(encode(run)).rejects.toThrow(named);
  });
});
