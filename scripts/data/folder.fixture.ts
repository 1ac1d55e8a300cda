/** A folder of its own for each test, and a look at all that lies in one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Removed when the test has ended. Its name has a space and a letter beyond ASCII: paths must bear both. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'three blocks é '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Name and content of every file in the folder. */
export async function contentOf(folder: string): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const bytes = await readFile(join(folder, name)).catch(() => null);
    if (bytes) content[name] = bytes.toString('base64');
  }
  return content;
}
