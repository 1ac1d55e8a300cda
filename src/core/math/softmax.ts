/** Softmax, and cross-entropy computed from logits, in float64. */

/**
 * p(u) = exp(z(u) - max z) / sum over v of exp(z(v) - max z), for each row of `units` logits. Taking the largest away changes
 * nothing but keeps exp from overflowing (Goodfellow et al., "Deep Learning", 2016, section 4.1).
 */
export function softmax(logits: Float64Array, units: number): Float64Array {
  const out = new Float64Array(logits.length);
  for (let at = 0; at < logits.length; at += units) {
    const row = logits.subarray(at, at + units);
    const most = Math.max(...row);
    let sum = 0;
    for (const logit of row) sum += Math.exp(logit - most);
    for (let u = 0; u < units; u++) out[at + u] = Math.exp(row[u]! - most) / sum;
  }
  return out;
}

export interface CrossEntropy {
  /** Mean over the rows, in nats. */
  readonly loss: number;
  /** Rows whose largest logit, the first of equals, is the label's. */
  readonly correct: number;
  /** Of the mean loss with respect to each logit. */
  readonly gradient: Float64Array;
}

/**
 * The mean of -log p(label) = log sum exp(z) - z(label), and its gradient (p - [u = label]) / rows (Goodfellow et al. 2016,
 * section 6.2.2.3). Computed from logits, it stays finite where a probability rounds to 0.
 */
export function crossEntropy(
  logits: Float64Array,
  labels: Uint8Array,
  units: number,
): CrossEntropy {
  if (logits.length !== labels.length * units)
    throw new Error(
      `cross-entropy: expected ${labels.length * units} logits for ${labels.length} labels, got ${logits.length}`,
    );
  const gradient = softmax(logits, units);
  let loss = 0;
  let correct = 0;
  labels.forEach((label, n) => {
    if (label >= units)
      throw new Error(
        `cross-entropy: expected labels 0 to ${units - 1}, got ${label} at picture ${n}`,
      );
    const row = logits.subarray(n * units, (n + 1) * units);
    const most = Math.max(...row);
    loss += most + Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - most), 0));
    loss -= row[label]!;
    if (row.indexOf(most) === label) correct++;
    gradient[n * units + label]! -= 1;
  });
  return {
    loss: loss / labels.length,
    correct,
    gradient: gradient.map((value) => value / labels.length),
  };
}
