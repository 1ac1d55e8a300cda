/** An excerpt of a search, which comes as HTML with the words found in `<mark>`, as plain pieces of text: no page prints it as HTML. */

export interface Piece {
  readonly text: string;
  /** It is one of the words that were looked for. */
  readonly found: boolean;
}

const characters: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&amp;': '&',
};

const plain = (html: string): string =>
  html.replace(/&(?:lt|gt|quot|#39|#x27|amp);/gu, (entity) => characters[entity] ?? entity);

export function piecesOf(excerpt: string): readonly Piece[] {
  return excerpt
    .split(/(<mark>.*?<\/mark>)/su)
    .filter((part) => part !== '')
    .map((part) => {
      const words = /^<mark>(.*)<\/mark>$/su.exec(part)?.[1];
      return { text: plain(words ?? part), found: words !== undefined };
    });
}
