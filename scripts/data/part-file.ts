/** A download that is not finished yet: its bytes on disk, and the mark by which its host knows the same version again. */
import { open, readFile, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';

interface Mark {
  /** A strong ETag or a date, as `If-Range` takes it (RFC 9110, section 13.1.5). */
  readonly validator: string | null;
}

export class PartFile {
  readonly path: string;
  private readonly markPath: string;
  private handle: FileHandle | null = null;
  /** Bytes on disk. */
  size = 0;
  validator: string | null = null;

  constructor(path: string) {
    this.path = path;
    this.markPath = `${path}.json`;
  }

  /** Finds what an earlier try left, if anything, and opens it for more. */
  async open(): Promise<void> {
    this.size = await stat(this.path).then(
      (found) => found.size,
      () => 0,
    );
    this.handle = await open(this.path, this.size > 0 ? 'r+' : 'w+');
    try {
      this.validator = (JSON.parse(await readFile(this.markPath, 'utf8')) as Mark).validator;
    } catch {
      this.validator = null;
    }
  }

  /** Back to nothing, for a version with this mark. */
  async restart(validator: string | null): Promise<void> {
    await this.handle!.truncate(0);
    this.size = 0;
    this.validator = validator;
    await writeFile(this.markPath, JSON.stringify({ validator } satisfies Mark));
  }

  async append(bytes: Uint8Array): Promise<void> {
    let done = 0;
    while (done < bytes.length) {
      const { bytesWritten } = await this.handle!.write(
        bytes,
        done,
        bytes.length - done,
        this.size + done,
      );
      done += bytesWritten;
    }
    this.size += bytes.length;
  }

  async close(): Promise<void> {
    await this.handle?.sync();
    await this.handle?.close();
    this.handle = null;
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true });
    await rm(this.markPath, { force: true });
  }

  /** Gives the whole file its final name, in one step. */
  async finish(target: string): Promise<void> {
    await this.close();
    await rename(this.path, target);
    await rm(this.markPath, { force: true });
  }
}
