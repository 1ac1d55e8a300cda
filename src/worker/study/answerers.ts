/** Which file answers which question. */
import { answerAverages, answerBrowse } from './browse.ts';
import { answerConnectivity } from './connectivity.ts';
import type { Tools } from './desk.ts';
import { answerChannels } from './channels.ts';
import { answerField } from './field.ts';
import { answerLook } from './look.ts';
import { answerNorms } from './norms.ts';
import { answerPredict } from './predict.ts';
import { answerFilm, answerManifest, answerRecorded } from './recorded.ts';
import { answerStep } from './step.ts';
import { answerTopPictures } from './top-pictures.ts';
import type { Answer, Partial, Question, StudyName } from './studies.ts';

/** Throws with a sentence for a reader where the question can't be answered. */
export type Answerer<N extends StudyName> = (
  question: Question<N>,
  tools: Tools,
  partial: (value: Partial<N>) => void,
) => Promise<Answer<N>>;

export const answerers: { readonly [N in StudyName]: Answerer<N> } = {
  averages: answerAverages,
  browse: answerBrowse,
  channels: answerChannels,
  connectivity: answerConnectivity,
  field: answerField,
  film: answerFilm,
  look: answerLook,
  norms: answerNorms,
  predict: answerPredict,
  manifest: answerManifest,
  recorded: answerRecorded,
  step: answerStep,
  'top-pictures': answerTopPictures,
};
