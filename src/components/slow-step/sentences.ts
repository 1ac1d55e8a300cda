/** What the figure says of each stage: the same sentence for mouse, keys and finger. Weights are counted from 1 here. */
import { classes } from '../../core/dataset/catalog.ts';
import { inputName } from '../inspector/inspector-line.ts';
import { countText, lossText, percentText } from '../marks/format.ts';
import { fiveDigits, weightDigits } from './digits.ts';
import { kernelSize, type WeightPlace } from './place.ts';
import { batchSize, type Scene } from './scene.ts';
import { stages } from './slow-step-text.ts';
import { weightStep } from './weight-step.ts';

/** What a weight is multiplied with: `red`, `channel 7 of bn1`, `value 12 of flatten`. */
export const readName = (layer: string, input: number): string =>
  kernelSize(layer).side === 1 ? `value ${input + 1} of flatten` : inputName(layer, input);

/** `conv1a, filter 5, red, row 2, column 3`. */
export function weightName({ layer, filter, input, tap }: WeightPlace): string {
  const { side } = kernelSize(layer);
  const reads = readName(layer, input);
  if (side === 1) return `${layer}, class ${classes[filter]!.name}, ${reads}`;
  return `${layer}, filter ${filter + 1}, ${reads}, row ${Math.floor(tap / side) + 1}, column ${(tap % side) + 1}`;
}

/** `training pictures 9 to 16`. */
export const batchWords = (step: number): string =>
  `training pictures ${countText((step - 1) * batchSize + 1)} to ${countText(step * batchSize)}`;

const said: readonly ((scene: Scene) => string)[] = [
  ({ shares, weight }) =>
    `${batchWords(weight.t)} go through together; their right classes get ${percentText(Math.min(...shares))} to ${percentText(Math.max(...shares))}.`,
  ({ loss }) => `the mean of −ln of the ${batchSize} shares is ${lossText(loss)}.`,
  ({ place, weight: { gradient } }) => {
    const way = gradient > 0 ? 'a smaller weight' : 'a larger weight';
    const end = gradient === 0 ? 'these pictures do not ask it to move' : `${way} lowers the loss`;
    return `${weightName(place)}: the gradient is ${fiveDigits(gradient)}; ${end}.`;
  },
  ({ weight }) => {
    const { step, after } = weightStep(weight);
    return `the weight goes from ${weightDigits(weight.weight)} to ${weightDigits(after)}, a step of ${weightDigits(Math.abs(step))}.`;
  },
  ({ norm: { id, channel, mean } }) =>
    `${id}, channel ${channel + 1}: the moving mean goes from ${fiveDigits(mean.before)} to ${fiveDigits(mean.after)}; the batch has ${fiveDigits(mean.batch)}.`,
];

/** Of one stage, counted from 0; of the whole step for null. */
export function stageSentence(stage: number | null, scene: Scene): string {
  if (stage !== null)
    return `Stage ${stage + 1} of ${stages.length}, ${stages[stage]!.name}: ${said[stage]!(scene)}`;
  const { weight, loss, place } = scene;
  return `Step ${weight.t}, ${batchWords(weight.t)}, loss ${lossText(loss)}: ${weightName(place)} goes from ${weightDigits(weight.weight)} to ${weightDigits(weightStep(weight).after)}.`;
}

/** How Adam's step compares with plain gradient descent. */
export function comparison(scene: Scene): string {
  const { step, plain } = weightStep(scene.weight);
  if (plain === 0)
    return step === 0
      ? 'A gradient of 0, now and before: the weight stays where it is.'
      : 'The gradient is 0 this time, but m remembers earlier ones: the weight moves on.';
  const begins =
    scene.weight.t === 1
      ? ' In its first step Adam moves every weight by about the learning rate.'
      : '';
  const ratio = Math.abs(step / plain);
  const times = ratio >= 1 ? ratio : 1 / ratio;
  const text = times < 10 ? times.toFixed(1) : countText(times);
  return `Plain gradient descent at this learning rate would take ${fiveDigits(plain)}: Adam’s step is ${text} times as ${ratio >= 1 ? 'long' : 'short'}${step * plain < 0 ? ', and the other way' : ''}.${begins}`;
}
