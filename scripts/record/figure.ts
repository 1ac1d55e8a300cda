/** The curves of all runs on CIFAR-10 as a picture for the documents (SVG). d3 computes; what is drawn is text. */
import { line, range, scaleLinear } from 'd3';
import { publishedRun } from '../../src/components/facts/published-run.ts';
import type { KeptRun } from './kept-run.ts';

const size = { width: 760, height: 420, left: 56, right: 150, top: 34, bottom: 46 } as const;

/** The colours of the site's own curves, by the names of its tokens: for a light screen and a dark one. */
function coloursOf(tokens: string, name: string): readonly [light: string, dark: string] {
  const found = [...tokens.matchAll(new RegExp(`--${name}: (#[0-9a-f]{6});`, 'g'))];
  const [light, dark] = found.map((match) => match[1]);
  if (found.length !== 2 || !light || !dark)
    throw new Error(`tokens: expected a light and a dark --${name}, got ${found.length}`);
  return [light, dark];
}

const names = ['paper', 'ink', 'ink-soft', 'rule', 'training', 'published'] as const;

function style(tokens: string): string {
  const variables = (place: 0 | 1): string =>
    names.map((name) => `--${name}:${coloursOf(tokens, name)[place]}`).join(';');
  return `svg{${variables(0)}}
@media (prefers-color-scheme:dark){svg{${variables(1)}}}
text{font:13px system-ui,sans-serif;fill:var(--ink-soft)}
.paper{fill:var(--paper)}
.rule{stroke:var(--rule)}
path{fill:none;stroke-linejoin:round}
.other{stroke:var(--training);stroke-width:1.5;opacity:.8}
.shipped{stroke:var(--ink);stroke-width:3}
.published{stroke:var(--ink-soft);stroke-width:2;stroke-dasharray:6 5}
.name{fill:var(--ink)}`;
}

const x = scaleLinear([1, 10], [size.left, size.width - size.right]);
const y = scaleLinear([0.3, 0.9], [size.height - size.bottom, size.top]);
const curve = line<number>(
  (_, i) => Number(x(i + 1).toFixed(1)),
  (value) => Number(y(value).toFixed(1)),
);

const path = (kind: string, accuracies: readonly number[]): string =>
  `<path class="${kind}" d="${curve([...accuracies])}"/>`;

const accuraciesOf = (epochs: readonly { readonly validationAccuracy: number }[]): number[] =>
  epochs.map((epoch) => epoch.validationAccuracy);

function frame(): string {
  const across = range(0.3, 0.95, 0.1).map((value) => {
    const at = y(value).toFixed(1);
    return `<line class="rule" x1="${size.left}" x2="${size.width - size.right}" y1="${at}" y2="${at}"/><text x="${size.left - 8}" y="${at}" dy=".35em" text-anchor="end">${Math.round(100 * value)} %</text>`;
  });
  const down = range(1, 11).map(
    (epoch) =>
      `<text x="${x(epoch).toFixed(1)}" y="${size.height - size.bottom + 20}" text-anchor="middle">${epoch}</text>`,
  );
  const middle = (x(1) + x(10)) / 2;
  return [
    ...across,
    ...down,
    `<text x="${size.left - 44}" y="18">validation accuracy</text>`,
    `<text x="${middle}" y="${size.height - 6}" text-anchor="middle">epoch</text>`,
  ].join('\n');
}

/** The kinds of lines, each with a stroke of its own, beside the curves. */
function legend(kinds: readonly (readonly [kind: string, name: string])[]): string {
  const left = size.width - size.right + 16;
  return kinds
    .map(([kind, name], i) => {
      const at = size.top + 14 + 26 * i;
      return `<path class="${kind}" d="M${left},${at}h26"/><text class="name" x="${left + 34}" y="${at}" dy=".35em">${name}</text>`;
    })
    .join('\n');
}

/** @param tokens the text of the site's `tokens.css`. */
export function figure(
  runs: readonly KeptRun[],
  shipped: number | undefined,
  tokens: string,
): string {
  const ours = runs.filter(({ set }) => set === 'cifar10');
  const bold = ours.filter(({ seed }) => seed === shipped);
  const thin = ours.filter(({ seed }) => seed !== shipped);
  const kinds: (readonly [string, string])[] = [['published', 'published']];
  if (thin.length > 0) kinds.unshift(['other', 'other seeds']);
  for (const { seed } of bold) kinds.unshift(['shipped', `seed ${seed}, ships`]);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img">
<title>Validation accuracy over ten epochs</title>
<style>${style(tokens)}</style>
<rect class="paper" width="100%" height="100%"/>
${frame()}
${thin.map(({ epochs }) => path('other', accuraciesOf(epochs))).join('\n')}
${path('published', accuraciesOf(publishedRun))}
${bold.map(({ epochs }) => path('shipped', accuraciesOf(epochs))).join('\n')}
${legend(kinds)}
</svg>
`;
}
