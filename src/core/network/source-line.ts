/** A line of a program that a reader can copy, tied to the layer that it makes. */

export interface SourceLine {
  readonly text: string;
  /** Id of the layer made by this line; null for the lines around the layers. */
  readonly layer: string | null;
}

/** The lines as one program text, ending in a line break. */
export const sourceText = (lines: readonly SourceLine[]): string =>
  `${lines.map((line) => line.text).join('\n')}\n`;

/** A block of plain lines, none of which makes a layer. */
export const plainLines = (text: string): readonly SourceLine[] =>
  text.split('\n').map((line) => ({ text: line, layer: null }));
