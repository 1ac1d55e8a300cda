/** Adam's formula and that of the moving statistics with one weight's numbers in them, as lines of text. */
import { recipe } from '../../core/network/recipe.ts';
import { fiveDigits, guarded, superscript, weightDigits } from './digits.ts';
import type { Moved } from './scene.ts';
import { learningRate, type WeightStep } from './weight-step.ts';

/** One line: `symbol` = `formula` = `result`. */
export interface FormulaLine {
  readonly symbol: string;
  /** What the symbol stands for. */
  readonly words: string;
  readonly formula: string;
  readonly result: string;
}

/** 1 - beta as it would be written by hand: floating point leaves a tail. */
const rest = (beta: number): string => String(Number((1 - beta).toPrecision(6)));

const { beta1, beta2 } = recipe.adam;

export function adamLines(one: WeightStep): readonly FormulaLine[] {
  const g = guarded(fiveDigits(one.gradient));
  const first = guarded(fiveDigits(one.firstMoment));
  const second = guarded(fiveDigits(one.secondMoment));
  const step = guarded(weightDigits(one.step));
  return [
    {
      symbol: 'm',
      words: 'mean of gradients',
      formula: `${beta1} × ${first} + ${rest(beta1)} × ${g}`,
      result: fiveDigits(one.first),
    },
    {
      symbol: 'v',
      words: 'mean of their squares',
      formula: `${beta2} × ${second} + ${rest(beta2)} × ${g}²`,
      result: fiveDigits(one.second),
    },
    {
      symbol: 'm̂',
      words: 'its start mended',
      formula: `${fiveDigits(one.first)} / (1 − ${beta1}${superscript(one.t)})`,
      result: fiveDigits(one.correctedFirst),
    },
    {
      symbol: 'v̂',
      words: 'its start mended',
      formula: `${guarded(fiveDigits(one.second))} / (1 − ${beta2}${superscript(one.t)})`,
      result: fiveDigits(one.correctedSecond),
    },
    {
      symbol: 'step',
      words: 'rate × m̂ / (√v̂ + ε)',
      formula: `${learningRate} × ${guarded(fiveDigits(one.correctedFirst))} / (√${guarded(fiveDigits(one.correctedSecond))} + 10⁻⁷)`,
      result: weightDigits(one.step),
    },
    {
      symbol: 'w',
      words: 'the weight',
      formula: `${weightDigits(one.weight)} − ${step}`,
      result: weightDigits(one.after),
    },
  ];
}

export const movedLine = (words: string, momentum: number, moved: Moved): FormulaLine => ({
  symbol: words,
  words: '',
  formula: `${momentum} × ${guarded(fiveDigits(moved.before))} + ${rest(momentum)} × ${guarded(fiveDigits(moved.batch))}`,
  result: fiveDigits(moved.after),
});
