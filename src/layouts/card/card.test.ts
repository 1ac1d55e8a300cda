import sharp from 'sharp';
import { expect, test } from 'vitest';
import { cardSize } from './card-size.ts';
import { cardEdge, drawCard } from './card.ts';

const background = { r: 200, g: 0, b: 0 };
const band = await sharp({ create: { width: 1068, height: 96, channels: 3, background } })
  .png()
  .toBuffer();

/** Share of pixels in a part of a card that are darker than the paper. */
async function inked(
  card: Buffer,
  part: { top: number; height: number; left?: number },
): Promise<number> {
  const left = part.left ?? 0;
  const grey = await sharp(card)
    .extract({ ...part, left, width: cardSize.width - left })
    .greyscale()
    .raw()
    .toBuffer();
  return grey.filter((value) => value < 160).length / grey.length;
}

test('a card has its size, its words and its foot', async () => {
  const card = await drawCard(
    { place: 'Chapter 6', title: 'Training', said: 'How does it learn?' },
    band,
  );
  const { width, height, format } = await sharp(card).metadata();
  expect({ width, height, format }).toEqual({ ...cardSize, format: 'png' });
  expect(await inked(card, { top: 100, height: 160 }), 'the title').toBeGreaterThan(0.01);
  expect(await inked(card, { top: cardSize.height - 140, height: 80 }), 'the foot').toBeGreaterThan(
    0.8,
  );
  expect(card.length, 'bytes').toBeLessThan(120_000);
});

test('the longest words leave the foot free', async () => {
  const card = await drawCard(
    { place: 'Chapter 10', title: 'networks '.repeat(6), said: 'questions '.repeat(14) },
    band,
  );
  expect(await inked(card, { top: cardSize.height - 164, height: 14 })).toBe(0);
  const left = cardSize.width - cardEdge;
  expect(await inked(card, { left, top: 0, height: cardSize.height }), 'the edge').toBe(0);
});
