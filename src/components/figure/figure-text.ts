/**
 * The words every figure must have, checked when the site is built: a figure without a purpose, a way to read it or a
 * takeaway does not get published. Bounds count characters.
 */
export interface FigureText {
  /** `data-figure`, kebab-case. */
  readonly name: string;
  readonly title: string;
  /** What it is for, one sentence. */
  readonly purpose: string;
  readonly howToRead: string;
  /** What a reader who never touches it should take along. */
  readonly takeaway: string;
}

const bounds: Readonly<Record<Exclude<keyof FigureText, 'name'>, readonly [number, number]>> = {
  title: [5, 60],
  purpose: [40, 250],
  howToRead: [40, 600],
  takeaway: [40, 320],
};

/** Returns `text`; throws a sentence that names the part, its bounds and its length where one does not fit. */
export function checkedText(text: FigureText): FigureText {
  if (!/^[a-z][a-z0-9-]*$/.test(text.name))
    throw new Error(`figure: expected a kebab-case name, got "${text.name}"`);
  for (const [part, [least, most]] of Object.entries(bounds)) {
    const { length } = text[part as keyof typeof bounds];
    if (length < least || length > most)
      throw new Error(
        `figure ${text.name}: expected a ${part} of ${least} to ${most} characters, got ${length}`,
      );
  }
  return text;
}
