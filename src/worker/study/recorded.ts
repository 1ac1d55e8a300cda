/** The recorded run: its manifest, its weights and its film, which are fetched, checked against their hash and decoded. */
import { layout } from '../../core/network/layout.ts';
import { decodeFilm, decodeWeights, parseRun } from '../../core/network/recorded-run.ts';
import { fetchFile } from '../../engine/part.ts';
import type { Answerer } from './answerers.ts';

export const answerManifest: Answerer<'manifest'> = async ({ base }, tools) => {
  const response = await tools.fetching.fetch(`${base}manifest.json`, { cache: 'default' });
  if (!response.ok) throw new Error(`expected an answer of 200, got ${response.status}`);
  return parseRun(await response.json());
};

export const answerRecorded: Answerer<'recorded'> = async ({ base, ...file }, tools) =>
  decodeWeights(await fetchFile({ ...tools.fetching, base }, file), layout);

export const answerFilm: Answerer<'film'> = async ({ base, film }, tools) =>
  decodeFilm(await fetchFile({ ...tools.fetching, base }, film), film);
