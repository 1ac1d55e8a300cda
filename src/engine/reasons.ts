/** Why a run computes on this engine and not on another, in one sentence for readers. Words only. */
import type { TrainingEngine } from './engine.ts';
import { softwareIn, type Candidate } from './opening.ts';
import type { Pace } from './race.ts';
import type { Failure } from './trial.ts';

const rate = (picturesPerSecond: number): string =>
  Number(picturesPerSecond.toPrecision(3)).toLocaleString('en');

const slow = 'expect a few pictures a second';

/** What to expect of an engine that nobody would race. */
function warning({ lastResort }: Candidate, { identity }: TrainingEngine): string {
  if (identity.software)
    return `; it runs on software graphics (${softwareIn(identity.device) ?? 'unnamed'}), so ${slow}`;
  return lastResort ? `; ${slow}` : '';
}

/** The name of the one that is taken, and of the one that was wished for. */
const head = ({ name }: Candidate, wanted: Candidate | undefined): string =>
  wanted ? `${name} instead of ${wanted.name}` : name;

const because = (failures: readonly Failure[]): string =>
  `because ${failures.map(({ reason }) => reason).join(', and ')}`;

export const asChosen = (candidate: Candidate, engine: TrainingEngine): string =>
  `${candidate.name}, as you chose${warning(candidate, engine)}.`;

/** `figure`: its pictures a second in that race. */
export const asBefore = (figure: number): string =>
  `The fastest in an earlier trial on this device, with ${rate(figure)} pictures a second.`;

/** `failures`: of the one wanted, if one was; else of all that could not run. */
export function asWinner(
  { candidate, picturesPerSecond }: Pace,
  others: readonly Pace[],
  failures: readonly Failure[],
  wanted: Candidate | undefined,
): string {
  const figures = [
    `${rate(picturesPerSecond)} pictures a second`,
    ...others.map((other) => `${other.candidate.name} ${rate(other.picturesPerSecond)}`),
  ].join(', ');
  if (wanted) return `${head(candidate, wanted)}, ${because(failures)}: ${figures} in the trial.`;
  if (others.length > 0) return `The fastest in the trial: ${figures}.`;
  const alone = `The only one in the trial, with ${figures}`;
  return failures.length > 0 ? `${alone}, ${because(failures)}.` : `${alone}.`;
}

export const asLastResort = (
  candidate: Candidate,
  engine: TrainingEngine,
  failures: readonly Failure[],
  wanted: Candidate | undefined,
): string =>
  `${head(candidate, wanted)}${failures.length > 0 ? `, ${because(failures)}` : ''}${warning(candidate, engine)}.`;

/** Why a slower one was not taken, as a clause. */
export const slower = ({ picturesPerSecond }: Pace): string =>
  `it took ${rate(picturesPerSecond)} pictures a second in the trial`;

/** Why the last resort did not run, as a clause. */
export const neverRaced =
  'one of its steps takes longer than a whole race, so it is left for browsers that have nothing else';

/** Why a candidate is avoided, as a clause. */
export const lostTwice = ({ name }: Candidate): string => `${name} was lost twice within a minute`;
