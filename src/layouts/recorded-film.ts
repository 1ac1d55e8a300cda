/** The film of the recorded run as the build knows it: four of its sheets, and what it amounts to. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltFilm } from '../components/film/built-film.ts';
import {
  changeOf,
  courseOf,
  frameOfStep,
  lengthsOf,
  paintSheet,
} from '../components/film/frames.ts';
import type { Raster } from '../components/marks/paint.ts';
import { decodeFilm } from '../core/network/recorded-run.ts';
import { base } from './base.ts';
import { recordedFolder, recordedRun } from './build-data.ts';

const { film, epochs, best, stepsPerEpoch, seed } = recordedRun;
const frames = decodeFilm(readFileSync(join('public', recordedFolder, film.file)), film);
const course = courseOf(frames);
const last = frameOfStep(best * stepsPerEpoch, film);
const shown = [0, Math.round(last / 2), last] as const;
const moved = course.moved[last]!;
const filter = moved.indexOf(Math.max(...moved));
const rounded = (values: readonly number[]) => values.map((value) => Number(value.toFixed(4)));

/** Start, halfway, best epoch, and the change by then, one above the other. */
export function filmSheets(): Raster {
  const change = changeOf(frames[last]!, frames[0]!);
  const sheets = [
    ...shown.map((frame) => paintSheet(frames[frame]!, course.reach)),
    paintSheet(change, course.changeReach),
  ];
  const { width, height } = sheets[0]!;
  const data = new Uint8ClampedArray(sheets.flatMap((sheet) => [...sheet.data]));
  return { width, height: height * sheets.length, data };
}

export const builtFilm: BuiltFilm = {
  run: { epochs, best, stepsPerEpoch, seed },
  every: film.every,
  frames: film.frames,
  folder: `${base}${recordedFolder}`,
  still: `${base}still/film.png`,
  steps: shown.map((frame) => frame * film.every) as [number, number, number],
  reach: course.reach,
  changeReach: course.changeReach,
  furthest: course.furthest,
  filter,
  course: rounded(course.moved.map((all) => all[filter]!)),
  lengths: rounded(lengthsOf(frames[0]!)),
  moved: rounded(moved),
};
