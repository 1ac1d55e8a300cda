/**
 * Links the first use of each term in a chapter to the glossary, when the site is built. It reads running text only: no headings,
 * no links, no code, no formulas, no figures, and nothing in **bold**, for there a chapter explains the term itself.
 */
import type { SatteriProcessorOptions } from '@astrojs/markdown-satteri';
import type { Terms } from '../../content/glossary/term.ts';

type MdastPlugin = Exclude<
  Extract<NonNullable<SatteriProcessorOptions['mdastPlugins']>[number], { name: string }>,
  (...given: never) => unknown
>;
type Root = Parameters<NonNullable<MdastPlugin['before']>>[0];
type Node = Root | Root['children'][number];
type Text = Extract<Node, { type: 'text' }>;
type Link = Extract<Node, { type: 'link' }>;

/** Where terms are looked for; every other kind of node is left alone with all that is in it. */
const running = new Set(['root', 'paragraph', 'list', 'listItem', 'blockquote']);

const spaced = (words: string): string => words.trim().replace(/\s+/gu, ' ').toLowerCase();

/** Finds terms by their words. */
interface Finder {
  /** All forms as whole words, the longest first, whatever their case and wherever a line breaks; a global expression. */
  readonly pattern: RegExp;
  /** The term's key for words that the pattern found; null where they only look like one. */
  readonly keyOf: (words: string) => string | null;
}

/** @throws where two terms claim the same words. */
export function finderOf(terms: Terms): Finder {
  const keys = new Map<string, string | null>();
  for (const [key, { forms, unlike = [] }] of Object.entries(terms)) {
    for (const words of unlike) keys.set(spaced(words), null);
    for (const form of forms.map(spaced)) {
      const other = keys.get(form);
      if (other)
        throw new Error(`glossary: expected "${form}" once, got it for ${other} and ${key}`);
      keys.set(form, key);
    }
  }
  const alternatives = [...keys.keys()]
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&').replaceAll(' ', '\\s+'));
  return {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_-])(?:${alternatives.join('|')})s?(?![\\p{L}\\p{N}_-])`,
      'giu',
    ),
    keyOf: (words) => {
      const said = spaced(words);
      const key = keys.has(said) ? keys.get(said) : keys.get(said.replace(/s$/u, ''));
      if (key === undefined) throw new Error(`glossary: expected words of a term, got "${words}"`);
      return key;
    },
  };
}

const text = (value: string): Text => ({ type: 'text', value });

/** The pieces of a text with the terms not met before as links; null where there are none. */
function linked(
  value: string,
  { pattern, keyOf }: Finder,
  address: string,
  met: Set<string>,
): (Text | Link)[] | null {
  const pieces: (Text | Link)[] = [];
  let done = 0;
  for (const { 0: words, index } of value.matchAll(pattern)) {
    const key = keyOf(words);
    if (key === null || met.has(key)) continue;
    met.add(key);
    if (index > done) pieces.push(text(value.slice(done, index)));
    pieces.push({
      type: 'link',
      url: `${address}#${key}`,
      children: [text(words)],
      data: { hProperties: { className: ['term'] } },
    });
    done = index + words.length;
  }
  if (pieces.length === 0) return null;
  if (done < value.length) pieces.push(text(value.slice(done)));
  return pieces;
}

const textIn = (node: Readonly<Node>): string =>
  node.type === 'text' ? node.value : 'children' in node ? node.children.map(textIn).join('') : '';

/** A whole term in bold is being explained: from there on the chapter needs no link for it. */
function explained(node: Readonly<Node>, { pattern, keyOf }: Finder): string | null {
  const words = textIn(node).trim();
  const [found] = words.match(pattern) ?? [];
  return found === words ? keyOf(found) : null;
}

/** @param address of the glossary, with the base path of the site. */
export function glossaryLinks(terms: Terms, address: string): MdastPlugin {
  const finder = finderOf(terms);
  return {
    name: 'glossary-links',
    before: (root, context) => {
      const met = new Set<string>();
      const walk = (node: Readonly<Node>): void => {
        if (node.type === 'strong') {
          const key = explained(node, finder);
          if (key) met.add(key);
        } else if (node.type === 'text') {
          const pieces = linked(node.value, finder, address, met);
          if (pieces) context.replaceNode(node, pieces);
        } else if (running.has(node.type) && 'children' in node)
          for (const child of node.children) walk(child);
      };
      walk(root);
    },
  };
}
