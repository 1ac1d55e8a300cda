/**
 * Formulas between dollar signs, as MathML that stands in the page: worked out when the site is built, drawn by the browser, with
 * no script, no style and no font of its own. What can't be read as TeX fails the build.
 */
import type { SatteriProcessorOptions } from '@astrojs/markdown-satteri';
import katex from 'katex';

type MdastPlugin = NonNullable<SatteriProcessorOptions['mdastPlugins']>[number];

/**
 * MathML of a formula in TeX, without the TeX itself, which would only be copied and searched for along with it.
 *
 * @throws for a formula that KaTeX can't read, naming the formula.
 */
export function mathmlOf(tex: string, display: boolean): string {
  let made: string;
  try {
    made = katex.renderToString(tex, {
      output: 'mathml',
      displayMode: display,
      throwOnError: true,
      strict: 'error',
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`formula: expected TeX that KaTeX can read, got "${tex}": ${why}`, { cause });
  }
  const math = /<math[^>]*>.*<\/math>/su.exec(made)?.[0];
  if (!math) throw new Error(`formula: expected MathML of "${tex}", got "${made}"`);
  return math
    .replace(/<annotation encoding="application\/x-tex">.*?<\/annotation>/su, '')
    .replace(/<semantics>(.*)<\/semantics>/su, '$1');
}

/** For the Markdown processor, whose `math` feature must be on. */
export const formulas = {
  name: 'formulas',
  math: ({ value }) => ({
    raw: `<div class="formula" tabindex="0" role="group" aria-label="Formula">${mathmlOf(value, true)}</div>`,
    mdxExpressions: false,
  }),
  inlineMath: ({ value }) => ({ raw: mathmlOf(value, false), mdxExpressions: false }),
} satisfies MdastPlugin;
