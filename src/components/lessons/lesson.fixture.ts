/** A lesson of no chapter, with one question of every kind: for tests of what lessons pass through. */
import type { Exercise, Lesson, Prediction } from './lesson.ts';

const size: Exercise = {
  id: 'sample-size',
  title: 'A smaller map',
  make(draw) {
    const side = draw(8, 64);
    const kernel = draw(1, 3) * 2 + 1;
    return {
      kind: 'number',
      question: `A window of ${kernel} × ${kernel} slides over ${side} px, _without_ padding. How wide is the output?`,
      answer: side - kernel + 1,
      unit: 'px',
      tolerance: 0,
      mistakes: [
        { value: side, reason: 'That would take padding.' },
        { value: side - kernel, reason: 'The first place counts, too.' },
      ],
      hint: 'Count the places where the window fits.',
      solution: `${side} − ${kernel} + 1 = ${side - kernel + 1}.`,
    };
  },
};

const kind: Exercise = {
  id: 'sample-kind',
  title: 'Which layer?',
  make: () => ({
    kind: 'choice',
    question: 'Which layer has no parameters?',
    options: [
      { text: 'A `dense` layer', right: false, reason: 'It has the most of all.' },
      { text: 'Max pooling', right: true, reason: 'It only chooses.' },
    ],
    solution: 'A maximum needs no numbers of its own.',
  }),
};

export const asksNumber: Extract<Prediction, { kind: 'number' }> = {
  kind: 'number',
  id: 'sample-count',
  question: 'How many epochs did the run take?',
  unit: 'epochs',
  least: 1,
  most: 1000,
  near: 1.5,
  answer: ({ run }) => run.epochs.length,
  reveal: ({ run }) => `It took ${run.epochs.length}.`,
};

export const asksChoice: Extract<Prediction, { kind: 'choice' }> = {
  kind: 'choice',
  id: 'sample-choice',
  question: 'Where do most weights lie?',
  options: ['In `conv1a`', 'In `conv3b`'],
  answer: () => 1,
  reveal: () => 'In the last convolution.',
};

export const asksCurve: Extract<Prediction, { kind: 'curve' }> = {
  kind: 'curve',
  id: 'sample-curve',
  question: 'How does it go?',
  x: { label: 'epoch', values: [1, 2, 3] },
  y: { label: 'percent', least: 0, most: 100 },
  answer: () => [30, 60, 90],
  reveal: () => 'It rises.',
};

export const asksPlace: Extract<Prediction, { kind: 'place' }> = {
  kind: 'place',
  id: 'sample-place',
  question: 'What does the cell see?',
  answer: () => ({ row: 4, column: 6, height: 10, width: 10 }),
  reveal: () => 'This part.',
};

export const sample: Lesson = {
  chapter: 'sample',
  predictions: [asksNumber, asksChoice, asksCurve, asksPlace],
  exercises: [size, kind],
};
