import { describe, expect, it } from 'vitest';
import { initialWeights } from '../../core/network/initial.ts';
import { layout } from '../../core/network/layout.ts';
import { network } from '../../core/network/network.ts';
import { pixelGradient } from '../../core/network/pixel-gradient.ts';
import { cellField } from '../../core/network/receptive-field.ts';
import { probeBatch } from '../../engine/probe-step.ts';
import { plainViewer } from '../../engine/viewer.ts';
import { createStudyClient } from './client.ts';
import { joinedPort } from './desk.fixture.ts';

const weights = initialWeights(layout, 5);
const pixels = probeBatch().pixels.slice(0, 3 * 3072);
const cell = { layer: 'conv2a', row: 0, column: 9 };

/** A study whose clock goes on by `each` milliseconds whenever it is looked at. */
function studyWith(each = 0) {
  let time = 0;
  const study = createStudyClient(() => joinedPort(new Map(), { now: () => (time += each) }));
  study.hold('a', weights);
  return study;
}

describe('the measured field', () => {
  it('of one channel is the mean size of its gradients over the pictures, colours added up', async () => {
    const { data, width, channels } = plainViewer
      .look(weights, pixels.subarray(0, 3072))
      .get('conv2a')!;
    const from = (cell.row * width + cell.column) * channels;
    const channel = data.subarray(from, from + channels).findIndex((value) => value > 0);
    const found = await studyWith().ask('field', {
      weights: 'a',
      ...cell,
      channel,
      pictures: { pixels },
    });
    const gradient = pixelGradient(network, layout, weights);
    const sum = new Float64Array(32 * 32);
    for (let picture = 0; picture < 3; picture++) {
      const one = pixels.subarray(picture * 3072, (picture + 1) * 3072);
      gradient(plainViewer.look(weights, one), { ...cell, channel }).forEach(
        (value, i) => (sum[Math.floor(i / 3)]! += Math.abs(value)),
      );
    }
    expect(found).toMatchObject({ pictures: 3, samples: 3 });
    expect(Math.max(...sum)).toBeGreaterThan(0);
    found.mean.forEach((value, i) => expect(value).toBe(Math.fround(sum[i]! / 3)));
  });

  it('of all channels asks some for each picture in turn, and stays inside the exact field', async () => {
    const found = await studyWith().ask('field', {
      weights: 'a',
      ...cell,
      channel: null,
      pictures: { pixels },
    });
    expect(found).toMatchObject({ pictures: 3, samples: 24 });
    expect(found.open).toBeGreaterThan(0);
    const { seen } = cellField(network, cell.layer, cell.row, cell.column);
    const rows = Array.from(found.mean.keys()).filter((i) => found.mean[i]! > 0);
    expect(Math.max(...rows.map((i) => Math.floor(i / 32)))).toBe(seen.row + seen.height - 1);
    expect(Math.min(...rows.map((i) => i % 32))).toBe(seen.column);
  });

  it('takes a seed for the weights that it begins with', async () => {
    const question = { ...cell, channel: null, pictures: { pixels: pixels.slice(0, 3072) } };
    const study = studyWith();
    const held = await study.ask('field', { weights: 'a', ...question });
    expect(await study.ask('field', { weights: { seed: 5 }, ...question })).toEqual(held);
    const other = await study.ask('field', { weights: { seed: 6 }, ...question });
    expect(other.mean).not.toEqual(held.mean);
  });

  it('tells what it has so far, and ends when nobody wants it any more', async () => {
    const study = studyWith(200);
    const parts: number[] = [];
    const stop = new AbortController();
    const asked = study.ask(
      'field',
      { weights: 'a', ...cell, channel: 0, pictures: { pixels } },
      {
        signal: stop.signal,
        partial: (part) => {
          parts.push(part.pictures);
          if (part.pictures === 2) stop.abort(new Error('enough'));
        },
      },
    );
    await expect(asked).rejects.toThrow('enough');
    expect(parts).toEqual([1, 2]);
  });
});
