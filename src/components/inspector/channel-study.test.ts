import { expect, test } from 'vitest';
import { ChannelStudy } from './channel-study.ts';

/** A study that counts what it is asked and answers with nothing in particular. */
function counted() {
  const held: Float32Array[] = [];
  const asked: unknown[] = [];
  const study = {
    hold: (_: string, weights: Float32Array) => void held.push(weights),
    ask: (name: string, question: object) => {
      asked.push({ name, ...question });
      return Promise.resolve({ pictures: asked.length, layers: new Map() }) as never;
    },
  };
  return { held, asked, channels: new ChannelStudy(study) };
}
const { signal } = new AbortController();

test('the same weights are asked about once, others anew', async () => {
  const { held, asked, channels } = counted();
  const [first, second] = [new Float32Array(1), new Float32Array(1)];
  expect(channels.known(first)).toBeNull();
  const answered = await channels.ask(first, signal);
  expect(await channels.ask(first, signal)).toBe(answered);
  expect(channels.known(first)).toBe(answered);
  expect(await channels.ask(second, signal)).not.toBe(answered);
  expect(held).toEqual([first, second]);
  expect(held[1]).toBe(second);
  expect(asked).toHaveLength(2);
});

test('it asks for as many pictures of each class, by the weights that it has just held', async () => {
  const { asked, channels } = counted();
  await channels.ask(new Float32Array(1), signal);
  expect(asked[0]).toMatchObject({ name: 'channels', weights: 'channels', each: 20 });
});
