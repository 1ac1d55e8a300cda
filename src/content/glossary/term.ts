/** The shape of the glossary: terms by the anchors they have on its page. */

interface Term {
  /** As it stands within a sentence. */
  readonly term: string;
  /**
   * What a chapter may call it: its first such words become a link. A plural in s goes without saying. Empty for a term whose
   * words mean something else as often as not.
   */
  readonly forms: readonly string[];
  /** Longer words that begin or end alike and mean something else: they are never linked. */
  readonly unlike?: readonly string[];
  /** One to three sentences, plain text. */
  readonly said: string;
  /** The chapter that explains it: its file name without the ending. */
  readonly chapter: string;
  /** Keys of other terms. */
  readonly also: readonly string[];
}

export type Terms = Readonly<Record<string, Term>>;
