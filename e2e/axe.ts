/** The accessibility scan that every state of every page must pass, with nothing found and nothing left open unread. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** With `wcag22aa`, without which axe leaves the size of targets unchecked. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe can't decide by itself, looked at by a person: its rule, where it applies, and what was seen. */
interface Reviewed {
  readonly rule: string;
  readonly where: RegExp;
  readonly seen: string;
}

const reviewed: readonly Reviewed[] = [
  {
    rule: 'color-contrast',
    where: /(\.card|\.chosen).*\.words/,
    seen: 'The whole card is one button without a ground of its own, laid over its text: what is seen is the text on the paper.',
  },
  {
    rule: 'color-contrast',
    where: /\.histogram.*(\.zero-label|\.label)|\.moving\.label|\.label\.moving/,
    seen: 'Labels of a histogram stand on the paper between thin lines of the drawing; none is crossed by one.',
  },
  {
    rule: 'color-contrast',
    where: /\.line\S*\[|\[data-layer="\w+"\]\[role="presentation"\]/,
    seen: 'Lines of code that their scroller holds out of sight; those in sight are ink on paper.',
  },
  {
    rule: 'color-contrast',
    where: /(^|[\s>])m(o|i|n|row|text|space|sup|sub|frac)(\b|[.:])/,
    seen: 'Signs of a formula, whose boxes overlap as signs do: ink on paper.',
  },
  {
    rule: 'color-contrast',
    where: /tr(:nth-child\(\d+\))? > (td|th)/,
    seen: 'Rows of a long table that its scroller holds out of sight; those in sight are ink on paper.',
  },
  {
    rule: 'color-contrast',
    where: /\.way\b.*\.end|\.end\.svelte/,
    seen: 'The two ends of the way of a moving statistic, beside a line that may touch their boxes and not their letters.',
  },
  {
    rule: 'color-contrast',
    where: /\.empty/,
    seen: 'A sentence on paper of its own over axes that are still empty.',
  },
  {
    rule: 'color-contrast',
    where: /^\.map\S* > \S*\.title/,
    seen: 'A field reaches past the picture, and its frame is cut off there; axe counts the part that is not drawn. The title above is ink on paper.',
  },
];

interface Finding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: unknown; readonly html: string }[];
}

/** One line for each element, short enough to read in a failing test. */
const lines = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help}: ${String(target)}: ${html.slice(0, 160)}`),
  );

const unread = (findings: readonly Finding[]): Finding[] =>
  findings.map((finding) => ({
    ...finding,
    nodes: finding.nodes.filter(
      ({ target }) =>
        !reviewed.some(({ rule, where }) => rule === finding.id && where.test(String(target))),
    ),
  }));

/**
 * @param state in words, for the message: `cover, dark, training`.
 * @param left rules that mean nothing in this state.
 */
export async function scan(page: Page, state: string, left: readonly string[] = []): Promise<void> {
  await judge(new AxeBuilder({ page }).withTags(tags).disableRules([...left]), state);
}

/** The same for some parts of a page. */
export async function scanParts(page: Page, parts: string, state: string): Promise<void> {
  await judge(new AxeBuilder({ page }).withTags(tags).include(parts), state);
}

/** The same for one figure of a page, by its name. */
export const scanFigure = (page: Page, name: string, state: string): Promise<void> =>
  scanParts(page, `figure[data-figure="${name}"]`, state);

async function judge(builder: AxeBuilder, state: string): Promise<void> {
  const { violations, incomplete } = await builder.analyze();
  expect.soft(lines(violations), `accessibility of ${state}`).toEqual([]);
  expect.soft(lines(unread(incomplete)), `undecided by axe, ${state}`).toEqual([]);
}
