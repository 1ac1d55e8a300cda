/** What the chapter on pictures asks: how many numbers a picture is, what an average shows, where in memory a colour lies, what px and ch count. */
import { classes, counts, picture } from '../../../core/dataset/catalog.ts';
import { outputShape, volumeOf } from '../../../core/network/shapes.ts';
import type { Convolution } from '../../../core/network/spec.ts';
import { countText } from '../../marks/format.ts';
import { valueText } from '../../marks/value-text.ts';
import { channels } from '../../picture/pixel.ts';
import type { Draw, Exercise, Lesson, Prediction } from '../lesson.ts';
import { toldApart } from '../mistakes.ts';

const { height, width, bytes } = picture;
const each = counts.training / classes.length;

const numbers: Prediction = {
  kind: 'number',
  id: 'picture-numbers',
  question: `A colour picture is ${width} pixels wide and ${height} pixels high. How many numbers does a network get to see when it is shown that picture?`,
  unit: 'numbers',
  least: 1,
  most: 1_000_000,
  answer: () => bytes,
  near: 1.5,
  reveal: () =>
    `There are ${width} · ${height} = ${countText(width * height)} pixels, and each of them holds ${picture.channels} numbers, one for each colour.`,
};

const average: Prediction = {
  kind: 'choice',
  id: 'picture-average',
  question: `Take all ${countText(each)} training airplanes and add them up, pixel by pixel, then divide by ${countText(each)}. What does the average airplane look like?`,
  options: [
    'An airplane, somewhat out of focus.',
    'An even grey all over.',
    'A pale blue blur without wings.',
    'Coloured noise.',
  ],
  answer: () => 2,
  reveal: () =>
    'A pale blue blur. They fly to the left and to the right, near and far, so that wings and tails cancel out; what most of the pictures share is a bright, bluish sky, and that stays.',
};

const block: Exercise = {
  id: 'picture-block',
  title: 'Which thirty-two?',
  make(draw) {
    const [high, wide] = [4 * draw(6, 16), 4 * draw(6, 16)];
    const filters = [10, 12, 20, 32, 50][draw(0, 4)]!;
    const layer: Convolution = {
      kind: 'convolution',
      id: 'layer',
      filters,
      kernel: 3,
      padding: 'same',
    };
    const answer = volumeOf(outputShape(layer, { height: high, width: wide, channels: 3 }));
    const size = `${high} × ${wide} px`;
    return {
      kind: 'number',
      question: `Another network is fed colour pictures of ${size}. Its first layer makes ${filters} maps of a picture, each as high and as wide as the picture itself. How many numbers is that?`,
      answer,
      unit: '',
      tolerance: 0,
      mistakes: toldApart(answer, 0, [
        {
          value: high * wide * wide,
          reason: `The number of maps has nothing to do with the width of the picture: there are ${filters}.`,
        },
        {
          value: high * wide * high,
          reason: `The number of maps has nothing to do with the height of the picture: there are ${filters}.`,
        },
        {
          value: high * wide * 3,
          reason: `Those are the numbers going in. What comes out has ${filters} ch, whatever went in.`,
        },
        {
          value: high * wide * filters * 3,
          reason:
            'The three colours do not come out again: each map has one number at each place, made of all three.',
        },
        {
          value: high * wide * 32,
          reason: `Thirty-two maps is what the network of this site makes; this one makes ${filters}.`,
        },
        {
          value: height * width * filters,
          reason: `That is for pictures of ${height} × ${width} px, as on this site. These have another size.`,
        },
        { value: high * wide, reason: `That is one map. The layer makes ${filters}.` },
        {
          value: high * wide + filters,
          reason: 'Each map holds a number for every pixel: multiply by the maps, do not add them.',
        },
      ]),
      hint: 'How many numbers has one map, and how many maps are there?',
      solution: `One map has ${high} · ${wide} = ${countText(high * wide)} numbers; ${filters} maps have ${countText(high * wide)} · ${filters} = ${countText(answer)}. The block is ${size} × ${filters} ch.`,
    };
  },
};

const share: Exercise = {
  id: 'picture-share',
  title: 'From bytes to shares',
  make(draw) {
    // From here on dividing by 256 shows in three decimals.
    const byte = draw(90, 235);
    const answer = byte / 255;
    const written = valueText(answer);
    return {
      kind: 'number',
      question: `A pixel's blue is stored as the byte ${byte}. Which number does the network get for it? Three decimals are enough.`,
      answer,
      unit: '',
      tolerance: 0.0006,
      mistakes: toldApart(answer, 0.0006, [
        {
          value: byte / 256,
          reason:
            'There are 256 levels, but the first of them is 0: the largest is 255, and that is what is to become 1.',
        },
        {
          value: byte / 100,
          reason: 'Bytes are no percentages; the brightest is 255, not 100.',
        },
        {
          value: 1 - answer,
          reason: 'That is how much light is missing. A large byte is a bright one.',
        },
        {
          value: 255 / byte,
          reason: 'It is the other way round: the byte is divided by the largest byte.',
        },
        {
          value: byte,
          reason: 'That is the byte as it is stored; the network is given shares from 0 to 1.',
        },
      ]),
      hint: 'The darkest byte, 0, is to become 0, and the brightest is to become 1. What do you divide by?',
      solution: `${byte} / 255 = ${written}.`,
    };
  },
};

/** A pixel away from the edges, so that mixed-up rows and columns show. */
function somewhere(draw: Draw): { row: number; column: number } {
  const row = draw(2, height - 2);
  const column = draw(2, width - 3);
  return { row, column: column >= row ? column + 1 : column };
}

const address: Exercise = {
  id: 'picture-address',
  title: 'Where it lies',
  make(draw) {
    const { row, column } = somewhere(draw);
    const channel = draw(1, 2);
    const place = row * width + column;
    const answer = place * picture.channels + channel;
    return {
      kind: 'number',
      question: `The ${countText(bytes)} numbers of a picture of ${width} × ${height} px stand in one long list: row after row, in a row pixel after pixel, in a pixel ${channels.join(', ')}. Rows, columns and places in the list are counted from 0. At which place stands the ${channels[channel]!} of the pixel in row ${row}, column ${column}?`,
      answer,
      unit: '',
      tolerance: 0,
      mistakes: toldApart(answer, 0, [
        {
          value: place,
          reason: `That would be its place if each pixel were a single number. Each of the ${countText(place)} pixels before it takes three.`,
        },
        {
          value: place * picture.channels,
          reason: `There its red stands; ${channels[channel]!} comes ${channel === 1 ? 'one place' : 'two places'} later.`,
        },
        {
          value: (column * width + row) * picture.channels + channel,
          reason: 'Rows and columns are swapped: the list goes through a whole row first.',
        },
        {
          value: channel * width * height + place,
          reason: `That is right for a list with all of red first, then all of green, then all of blue. Here the three colours of a pixel stay together.`,
        },
        {
          value: answer + 1,
          reason: 'One too many: the first place is 0, not 1.',
        },
        {
          value: row * width + column * picture.channels + channel,
          reason: `A row takes ${width} · ${picture.channels} places, for each of its pixels has three numbers.`,
        },
      ]),
      hint: 'How many whole pixels come before this one, and how many numbers is that?',
      solution: `${row} whole rows of ${width} pixels and ${column} more come before it: ${countText(place)} pixels, ${countText(place * picture.channels)} numbers. Then ${channel} more for the ${channel === 1 ? 'red' : 'red and the green'} of its own: ${countText(answer)}.`,
    };
  },
};

export const lesson: Lesson = {
  chapter: 'pictures',
  predictions: [numbers, average],
  exercises: [share, address, block],
};
