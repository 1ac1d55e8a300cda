/**
 * Reads a few members of known names and one known size out of a tar stream, into memory. It is not an extractor: no name
 * in the archive is ever used as a path, links and extension headers are never followed, everything else is skipped.
 *
 * Format: POSIX ustar (IEEE Std 1003.1, "pax", ustar Interchange Format): headers of 512 bytes, contents padded to 512.
 */

const block = 512;

export interface TarMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Header {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

const kinds: Readonly<Record<string, string>> = {
  '1': 'a hard link',
  '2': 'a symbolic link',
  '3': 'a character device',
  '4': 'a block device',
  '5': 'a folder',
  '6': 'a pipe',
  x: 'an extension header',
  L: 'a long name',
};

const text = (bytes: Uint8Array, from: number, length: number): string => {
  const field = bytes.subarray(from, from + length);
  const end = field.indexOf(0);
  return new TextDecoder('latin1').decode(end < 0 ? field : field.subarray(0, end));
};

/** An octal field. Refuses the base-256 form of GNU tar: nothing here is large enough to need it. */
function octal(header: Uint8Array, from: number, length: number, field: string): number {
  const digits = text(header, from, length).trim();
  if (!/^[0-7]+$/.test(digits))
    throw new Error(`tar: expected octal digits as ${field}, got ${JSON.stringify(digits)}`);
  return Number.parseInt(digits, 8);
}

function readHeader(header: Uint8Array, at: number): Header {
  // The checksum is the sum of all header bytes, its own eight taken as spaces.
  let sum = 8 * 32;
  for (let i = 0; i < block; i++) if (i < 148 || i >= 156) sum += header[i]!;
  const stated = octal(header, 148, 8, `checksum of the header at byte ${at}`);
  if (stated !== sum)
    throw new Error(`tar: expected header checksum ${sum} at byte ${at}, got ${stated}`);
  // Only the POSIX form has a prefix field; GNU's own keeps times there.
  const prefix = text(header, 257, 6) === 'ustar' ? text(header, 345, 155) : '';
  const name = (prefix && `${prefix}/`) + text(header, 0, 100);
  return {
    name,
    size: octal(header, 124, 12, `size of ${JSON.stringify(name)}`),
    type: String.fromCharCode(header[156]!),
  };
}

/** Pulls exact numbers of bytes out of chunks of any size. */
class Feed {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private chunk: Uint8Array = new Uint8Array(0);
  private used = 0;
  at = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** Copies into `into`, or only moves on where it is null. Returns how many bytes there were. */
  async take(length: number, into: Uint8Array | null): Promise<number> {
    let done = 0;
    while (done < length) {
      if (this.used === this.chunk.length) {
        const next = await this.chunks.next();
        if (next.done) break;
        this.chunk = next.value;
        this.used = 0;
        continue;
      }
      const part = Math.min(length - done, this.chunk.length - this.used);
      into?.set(this.chunk.subarray(this.used, this.used + part), done);
      this.used += part;
      done += part;
    }
    this.at += done;
    return done;
  }

  async takeAll(length: number, into: Uint8Array | null, what: string): Promise<void> {
    const from = this.at;
    const got = await this.take(length, into);
    if (got !== length)
      throw new Error(`tar: expected ${length} bytes of ${what} from byte ${from}, got ${got}`);
  }
}

/** After the first empty block only zeros may follow; they are read to the end so that the stream's own checks run. */
async function expectEnd(feed: Feed): Promise<void> {
  const rest = new Uint8Array(64 * 1024);
  for (;;) {
    const from = feed.at;
    const got = await feed.take(rest.length, rest);
    const wrong = rest.subarray(0, got).findIndex((byte) => byte !== 0);
    if (wrong >= 0)
      throw new Error(`tar: expected nothing after the end mark, got data at byte ${from + wrong}`);
    if (got < rest.length) return;
  }
}

const isEmpty = (header: Uint8Array): boolean => header.every((byte) => byte === 0);

async function readContent(feed: Feed, { name, size, type }: Header, memberBytes: number) {
  if (type !== '0')
    throw new Error(
      `tar: expected ${name} to be a plain file, got ${kinds[type] ?? 'another kind'} (type ${JSON.stringify(type)})`,
    );
  if (size !== memberBytes)
    throw new Error(`tar: expected ${memberBytes} bytes in ${name}, got ${size}`);
  const bytes = new Uint8Array(size);
  await feed.takeAll(size, bytes, name);
  return bytes;
}

/**
 * Hands each wanted member to `take` in the order in which they stand. Throws where a header's checksum, a member's kind or size is
 * wrong, where one comes twice or is missing, and where the stream ends early or goes on after its end mark.
 */
export async function readTar(
  chunks: AsyncIterable<Uint8Array>,
  wanted: readonly string[],
  memberBytes: number,
  take: (member: TarMember) => void,
): Promise<void> {
  const feed = new Feed(chunks);
  const seen = new Set<string>();
  const raw = new Uint8Array(block);
  for (;;) {
    const at = feed.at;
    await feed.takeAll(block, raw, 'a header or the end mark');
    if (isEmpty(raw)) break;
    const header = readHeader(raw, at);
    const padded = Math.ceil(header.size / block) * block;
    if (!wanted.includes(header.name)) {
      await feed.takeAll(padded, null, JSON.stringify(header.name));
      continue;
    }
    if (seen.has(header.name)) throw new Error(`tar: expected ${header.name} once, got it twice`);
    const bytes = await readContent(feed, header, memberBytes);
    await feed.takeAll(padded - header.size, null, `padding after ${header.name}`);
    seen.add(header.name);
    take({ name: header.name, bytes });
  }
  await expectEnd(feed);
  const missing = wanted.filter((name) => !seen.has(name));
  if (missing.length > 0)
    throw new Error(
      `tar: expected ${wanted.length} members, ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
    );
}
