/** The tables of `docs/runs.md`, as Markdown, from the diary alone. It measures nothing. */
import { nativeRuns } from '../../src/components/facts/native-runs.ts';
import { publishedRun } from '../../src/components/facts/published-run.ts';
import { percentText } from '../../src/components/marks/format.ts';
import { classes } from '../../src/core/dataset/catalog.ts';
import type { EpochResult } from '../../src/core/network/run.ts';
import { bestEpoch } from '../../src/core/network/stopping.ts';
import type { Diary, Repeat, Shipment } from './diary.ts';
import type { SetName } from './harness/orders.ts';
import type { KeptRun } from './kept-run.ts';
import { outcome, outcomeOf, spread, stoppedEarly, type Outcome } from './typical.ts';

const loss = (value: number): string => value.toFixed(4);
const share = (value: number): string => value.toFixed(4);
const seconds = (value: number): string => value.toFixed(0);

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const head = (...cells: readonly string[]): string =>
  `${row(...cells)}\n${row(...cells.map((_, place) => (place === 0 ? '---' : '---:')))}`;

const outcomeRow = (name: string, { best, epoch, final, seconds: all }: Outcome): string =>
  row(name, share(best), epoch, share(final), seconds(all));

function summaryRow(name: string, outcomes: readonly Outcome[]): string {
  const text = (value: (outcome: Outcome) => number, digits: number): string => {
    const { mean, deviation } = spread(outcomes.map(value));
    return `${mean.toFixed(digits)} ± ${deviation.toFixed(digits)}`;
  };
  return row(
    name,
    text(({ best }) => best, 4),
    text(({ epoch }) => epoch, 1),
    text(({ final }) => final, 4),
    text((one) => one.seconds, 0),
  );
}

const nativeOutcomes = nativeRuns.map((run) => outcomeOf(run.validationAccuracy, run.seconds));

/** All runs of a set; those of others beside them where they were trained on the same pictures. */
function runsTable(runs: readonly KeptRun[], shipped: number | undefined): string {
  const own = runs.map((run) =>
    outcomeRow(`seed ${run.seed}${run.seed === shipped ? ', **shipped**' : ''}`, outcome(run)),
  );
  const lines = [
    head('run', 'best val_accuracy', 'in epoch', 'last val_accuracy', 'seconds'),
    ...own,
    summaryRow(`**mean ± spread of ${runs.length}**`, runs.map(outcome)),
  ];
  if (runs[0]?.set !== 'cifar10') return lines.join('\n');
  const published = outcomeOf(
    publishedRun.map((epoch) => epoch.validationAccuracy),
    publishedRun.map((epoch) => epoch.seconds),
  );
  return [
    ...lines,
    outcomeRow('published, Keras on TensorFlow 2.3', published),
    ...nativeRuns.map(({ seed }, i) =>
      outcomeRow(`PyTorch 1.13, seed ${seed}`, nativeOutcomes[i]!),
    ),
    summaryRow(`**PyTorch, mean ± spread of ${nativeRuns.length}**`, nativeOutcomes),
  ].join('\n');
}

function circumstances(runs: readonly KeptRun[]): string {
  const distinct = (value: (run: KeptRun) => string): string =>
    [...new Set(runs.map(value))].join('; ');
  const loads = runs.map(({ load }) => load);
  return `Trained on ${distinct(({ data }) => data.name)} with ${distinct(({ engine }) => engine)} in Chromium ${distinct(({ browser }) => browser)} (${distinct(({ machine }) => `${machine.processor}, ${machine.cores} cores`)}),
${distinct(({ made }) => made.date)}, by \`${distinct(({ made }) => made.command)}\` (kernels ${distinct(({ kernels }) => kernels.slice(0, 8))}). Seconds are those of computing, validation included; other work
shared the machine, whose load average was ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)} (the run's own two threads make 2 of it).`;
}

function early(runs: readonly KeptRun[]): string {
  const stopped = runs.filter(stoppedEarly);
  if (stopped.length === 0) return 'None of them was stopped by the recipe before its last epoch.';
  const names = stopped.map(({ seed, epochs }) => `seed ${seed} after epoch ${epochs.length}`);
  return `Stopped by the recipe, for validation accuracy had not risen in three epochs: ${names.join(', ')}.`;
}

/** From this epoch on the curves are level but for their scatter. */
const level = 6;

const meanOf = (values: readonly number[]): number => spread(values).mean;

/** What scatters between runs and epochs, and what does not. */
function scatterText(runs: readonly KeptRun[]): string {
  const both = (value: (run: KeptRun) => number): string => {
    const { mean, deviation } = spread(runs.map(value));
    return `${percentText(mean)} ± ${(100 * deviation).toFixed(1)}`;
  };
  const late = (accuracies: readonly number[]): number => meanOf(accuracies.slice(level - 1));
  const validation = (epochs: readonly { readonly validationAccuracy: number }[]): number =>
    late(epochs.map((epoch) => epoch.validationAccuracy));
  const reached = runs.filter(({ epochs }) => epochs.length >= level);
  const ours = meanOf(reached.map(({ epochs }) => validation(epochs)));
  const native = meanOf(nativeRuns.map((run) => late(run.validationAccuracy)));
  return `### Why runs and epochs differ so much

Mostly it is not the weights. Validation normalises with moving averages of means and variances, which were gathered with dropout on and lag
about a hundred steps behind. Asked about the first ${runs[0]!.last.pictures} validation pictures, the last weights of these runs name ${both(({ last }) => last.moving)} rightly
with those averages, and ${both(({ last }) => last.own)} where batch normalisation takes the mean and variance of these very pictures (float64 loops, dropout
off both times). So the best of ten epochs is also the luckiest of ten averages. Over epochs ${level} to 10 the mean validation accuracy is
${percentText(ours)} here, ${percentText(native)} in the four runs of PyTorch, and ${percentText(validation(publishedRun))} in the published run.
`;
}

function epochTable(run: KeptRun): string {
  const beside = run.set === 'cifar10';
  const columns = ['loss', 'accuracy', 'val_loss', 'val_accuracy'];
  const cells = (
    epoch: Pick<EpochResult, 'loss' | 'accuracy' | 'validationLoss' | 'validationAccuracy'>,
  ) =>
    [
      loss(epoch.loss),
      share(epoch.accuracy),
      loss(epoch.validationLoss),
      share(epoch.validationAccuracy),
    ] as const;
  const titles = beside ? [...columns, ...columns.map((name) => `published ${name}`)] : columns;
  const best = bestEpoch(run.epochs);
  return [
    head('epoch', ...titles),
    ...run.epochs.map((epoch, i) => {
      const name = epoch.epoch === best ? `${epoch.epoch}, best` : epoch.epoch;
      return beside
        ? row(name, ...cells(epoch), ...cells(publishedRun[i]!))
        : row(name, ...cells(epoch));
    }),
  ].join('\n');
}

const confusionTable = (confusion: EpochResult['confusion']): string =>
  [
    head('true class', ...classes.map(({ name }) => `answer: ${name}`)),
    ...confusion.map((counts, i) => row(classes[i]!.name, ...counts)),
  ].join('\n');

function checkText({ check }: Shipment): string {
  const off = Math.max(...check.map(({ logged, shipped }) => Math.abs(logged - shipped)));
  const same = check.filter(({ logged, shipped }) => Math.abs(logged - shipped) < 1e-5).length;
  return `The weights ship in 16 bits. Asked again about the validation pictures, those of ${same} of ${check.length} epochs give the very accuracy that was logged; the
largest difference is ${(100 * off).toFixed(2)} percentage points (at most 0.5 are let through).`;
}

function transferText(run: KeptRun, { transfer }: Shipment): string {
  const at = bestEpoch(run.epochs)!;
  const home = run.epochs[at - 1]!.validationAccuracy;
  return `The weights of epoch ${at}, trained on ${run.data.name}, name ${percentText(home)} of its validation pictures rightly and
${percentText(transfer.accuracy)} of those of ${transfer.data.name} (loss ${loss(transfer.loss)}), where guessing gives ${percentText(1 / classes.length)}:

${confusionTable(transfer.confusion)}`;
}

function repeatText(repeats: readonly Repeat[], set: SetName): string {
  const own = repeats.filter((repeat) => repeat.set === set);
  if (own.length === 0) return '';
  const lines = own.map(({ seed, date, first }) =>
    first === null
      ? `seed ${seed}, trained again on ${date}, gave the same weights in every epoch, bit for bit`
      : `seed ${seed}, trained again on ${date}, gave other weights from epoch ${first} on`,
  );
  return `Repeated: ${lines.join('; ')}.\n`;
}

const titles = { cifar10: 'On CIFAR-10', procedural: 'On the drawn pictures' } as const;

function section({ runs, shipped, repeats }: Diary, set: SetName): string {
  const own = runs.filter((run) => run.set === set);
  if (own.length === 0) return '';
  const shipment = shipped[set];
  const run = own.find(({ seed }) => seed === shipment?.seed);
  const figure =
    set === 'cifar10'
      ? '![Validation accuracy over ten epochs: our runs, the one that ships in bold, the published run dashed](run.svg)\n'
      : '';
  const ships =
    run && shipment
      ? `### The run that ships: seed ${run.seed}

${epochTable(run)}

Its best epoch, on the validation pictures:

${confusionTable(run.epochs[bestEpoch(run.epochs)! - 1]!.confusion)}

${checkText(shipment)}

### Asked about the other set

${transferText(run, shipment)}
`
      : '';
  return `## ${titles[set]}

${figure}
${runsTable(own, run?.seed)}

${early(own)} ${circumstances(own)}

${repeatText(repeats, set)}
${set === 'cifar10' ? scatterText(own) : ''}
${ships}`;
}

/** The whole document. */
export const report = (diary: Diary): string => `# The recorded runs

The site shows a recorded run until its reader trains one. It was trained by the published recipe with the site's own engine: batches of 128
from 15,000 pictures, Adam at 0.001, up to ten epochs, stopped when validation accuracy has not risen in three. Of several runs the
typical one ships, not the luckiest: the one whose best validation accuracy is the median. \`docs/runs.json\` has all epochs of all
runs; \`npm run record -- --seeds none --ship none\` writes this page anew from it.

The published recipe has no test set of its own: the pictures that choose the best epoch are also those on which it is judged, so that
"best" is a little too good. The last epoch is the honest column.

${section(diary, 'cifar10')}
${section(diary, 'procedural')}`;
