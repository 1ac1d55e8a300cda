/** How pictures pass through a network that is only looked at: with whose statistics batch norm works, and with which dropout masks. Data only. */

/** What dropout masks are drawn with; `first` is the first picture's place in the batch that the masks were drawn for. */
export interface Draw {
  readonly seed: number;
  readonly step: number;
  readonly first: number;
}

export interface Way {
  /** Whose mean and variance batch norm uses: those of the pictures that pass together, or the moving ones. */
  readonly statistics: 'batch' | 'moving';
  /** Null: dropout passes everything on. */
  readonly draw: Draw | null;
}

/** Evaluation mode: moving statistics, no dropout. */
export const evaluation: Way = { statistics: 'moving', draw: null };
