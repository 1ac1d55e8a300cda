/** How many pictures were named rightly: the class with the highest probability, the first of equals. */

/** `probabilities` are those of every class, picture after picture; throws where they are not that many. */
export function rightAnswers(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  const classes = probabilities.length / labels.length;
  if (labels.length === 0 || !Number.isInteger(classes))
    throw new Error(
      `answers: expected as many for each of ${labels.length} pictures, got ${probabilities.length}`,
    );
  let right = 0;
  for (let picture = 0; picture < labels.length; picture++) {
    let best = 0;
    for (let label = 1; label < classes; label++)
      if (probabilities[picture * classes + label]! > probabilities[picture * classes + best]!)
        best = label;
    if (best === labels[picture]) right += 1;
  }
  return right;
}
