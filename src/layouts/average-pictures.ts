/** The average picture of each class over the first file of training pictures: what a page shows before a reader asks for all. */
import { MeanMeter, meanColour } from '../core/dataset/mean-picture.ts';
import { trainingShard } from './build-data.ts';

const meter = new MeanMeter();
meter.add(trainingShard.pixels, trainingShard.labels);

export const averagePictures = meter.reading();

/** Mean red, green and blue of each class. */
export const averageColours = averagePictures.means.map(meanColour);
