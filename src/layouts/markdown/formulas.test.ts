import { expect, test } from 'vitest';
import { mathmlOf } from './formulas.ts';

test.each([
  ['n_{\\text{out}} = \\left\\lfloor \\frac{n + 2p - k}{s} \\right\\rfloor + 1', true],
  ['m \\leftarrow \\beta_1 m + (1 - \\beta_1)\\, g', true],
  ['\\hat{x} = \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}}', true],
  ['p_i = \\frac{e^{z_i}}{\\sum_j e^{z_j}}', false],
  ['3 \\times 3', false],
  ['L = -\\log p', false],
])('%s is MathML alone, with no style and no script', (tex, display) => {
  const made = mathmlOf(tex, display);
  expect(made).toMatch(/^<math [^>]*xmlns="http:\/\/www\.w3\.org\/1998\/Math\/MathML"/);
  expect(made).toMatch(/<\/math>$/);
  expect(made).not.toMatch(/style=|<script|class=|annotation|\\/);
  expect(made.includes('display="block"')).toBe(display);
});

test('the parts of a formula are where they belong', () => {
  expect(mathmlOf('\\frac{a}{b}', false)).toContain('<mfrac><mi>a</mi><mi>b</mi></mfrac>');
  expect(mathmlOf('x^2', false)).toContain('<msup><mi>x</mi><mn>2</mn></msup>');
});

test.each(['\\frac{a}{', '\\nosuchthing', 'x^^2'])('%s fails, and is named', (tex) => {
  expect(() => mathmlOf(tex, false)).toThrow(`got "${tex}"`);
});
