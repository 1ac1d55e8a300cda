/** What a network's shares amount to: the class with the highest one, the first of equals, and how many of these were right. */

/** The winning class and its share. */
interface Answer {
  readonly answer: number;
  readonly share: number;
}

/** One answer a picture; `probabilities` are those of every class, picture after picture. Throws where they are not that many. */
export function answersOf(probabilities: ArrayLike<number>, pictures: number): readonly Answer[] {
  const classes = probabilities.length / pictures;
  if (pictures === 0 || !Number.isInteger(classes))
    throw new Error(
      `answers: expected as many for each of ${pictures} pictures, got ${probabilities.length}`,
    );
  return Array.from({ length: pictures }, (_, picture) => {
    let answer = 0;
    for (let label = 1; label < classes; label++)
      if (probabilities[picture * classes + label]! > probabilities[picture * classes + answer]!)
        answer = label;
    return { answer, share: probabilities[picture * classes + answer]! };
  });
}

/** How many pictures were named rightly. Throws as `answersOf` does. */
export const rightAnswers = (probabilities: ArrayLike<number>, labels: ArrayLike<number>): number =>
  answersOf(probabilities, labels.length).filter(({ answer }, place) => answer === labels[place])
    .length;
