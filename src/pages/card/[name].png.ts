/** The pictures that stand for pages where they are linked to: one for each chapter, one for the rest of the site. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { cardEdge, drawCard } from '../../layouts/card/card.ts';
import { cardSize } from '../../layouts/card/card-size.ts';
import { layerBand } from '../../layouts/card/layer-band.ts';
import { readChapters } from '../../layouts/reading/chapters.ts';

const tiles = 10;
const gap = 12;
const side = Math.floor((cardSize.width - 2 * cardEdge - (tiles - 1) * gap) / tiles);
const band = layerBand(side, gap);

const site = {
  place: '',
  title: 'Three Blocks',
  said: 'A convolutional network that learns in your browser while you read about it.',
};

export const getStaticPaths = (async () => [
  { params: { name: 'site' }, props: site },
  ...(await readChapters()).map(({ id, number, title, question }) => ({
    params: { name: id },
    props: { place: `Chapter ${number}`, title, said: question },
  })),
]) satisfies GetStaticPaths;

export const GET: APIRoute<typeof site> = async ({ props }) =>
  new Response(new Uint8Array(await drawCard(props, await band)), {
    headers: { 'Content-Type': 'image/png' },
  });
