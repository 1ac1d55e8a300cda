/** What was thrown, in words: anything may be thrown, and a reader is told in a sentence. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
