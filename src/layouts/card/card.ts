/** The picture that stands for a page where it is linked to: its title, its question, and a foot of maps. Drawn at build time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import italic from '@fontsource/source-serif-4/files/source-serif-4-latin-400-italic.woff?inline';
import regular from '@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff?inline';
import strong from '@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff?inline';
import satori from 'satori';
import sharp from 'sharp';
import { cardSize } from './card-size.ts';

interface CardText {
  /** Above the title: which chapter, or nothing. */
  readonly place: string;
  readonly title: string;
  /** Below it: a question or a sentence. */
  readonly said: string;
}

/** Bytes of what was imported as a data URL. */
const bytes = (url: string): Buffer => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
const name = 'Source Serif';
const fonts = [
  { name, data: bytes(regular), weight: 400, style: 'normal' },
  { name, data: bytes(italic), weight: 400, style: 'italic' },
  { name, data: bytes(strong), weight: 600, style: 'normal' },
] as const;

const tokens = readFileSync(join('src', 'styles', 'tokens.css'), 'utf8');

/** A colour of the light design. Throws where the tokens have none of that name. */
function colour(token: string): string {
  const found = new RegExp(`${token}: (#[0-9a-f]{6})`, 'u').exec(tokens)?.[1];
  if (!found) throw new Error(`card: expected the colour ${token} among the tokens, got none`);
  return found;
}

type Style = Readonly<Record<string, string | number>>;
type Piece = string | ReturnType<typeof box>;

const box = (style: Style, ...children: readonly unknown[]) => ({
  type: 'div',
  key: null,
  props: { style: { display: 'flex', ...style }, children },
});

/** Left and right of everything. */
export const cardEdge = 64;

/** What is left between them; lines must be told, for they break nowhere by themselves. */
const width = cardSize.width - 2 * cardEdge;

/** Long titles are set smaller, so that none takes three lines. */
const titleSize = ({ length }: string): number => (length > 40 ? 60 : length > 22 ? 72 : 96);

function layout({ place, title, said }: CardText): Piece {
  const soft = colour('--ink-soft');
  return box(
    {
      flexDirection: 'column',
      width: cardSize.width,
      height: cardSize.height,
      padding: `52px ${cardEdge}px`,
      background: colour('--paper'),
      color: colour('--ink'),
      fontFamily: name,
    },
    box(
      { width, justifyContent: 'space-between', fontSize: 30 },
      box({ fontWeight: 600 }, 'Three Blocks'),
      box({ color: soft }, place),
    ),
    box(
      {
        width,
        marginTop: 44,
        fontSize: titleSize(title),
        fontWeight: 600,
        letterSpacing: -2,
        lineHeight: 1.05,
      },
      title,
    ),
    box(
      { width, marginTop: 24, fontSize: 38, fontStyle: 'italic', lineHeight: 1.3, color: soft },
      said,
    ),
  );
}

/**
 * A card as PNG, of `cardSize`.
 *
 * @param band a picture as wide as the card less its edges; it stands at the foot.
 */
export async function drawCard(text: CardText, band: Buffer): Promise<Buffer> {
  // Its types speak of React's elements, of which it reads only the type and the props.
  const svg = await satori(layout(text) as Parameters<typeof satori>[0], {
    ...cardSize,
    fonts: [...fonts],
  });
  const { height } = await sharp(band).metadata();
  const top = cardSize.height - 52 - height;
  return sharp(Buffer.from(svg))
    .composite([{ input: band, left: cardEdge, top }])
    .png({ palette: true })
    .toBuffer();
}
