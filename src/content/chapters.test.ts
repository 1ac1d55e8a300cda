import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('./chapters/', import.meta.url);
const chapters = readdirSync(folder).filter((file) => file.endsWith('.mdx'));

test.each(chapters)('%s: no sentence is torn by a fact that begins a line', (file) => {
  // MDX takes a tag at the start of a line for a block of its own, and ends the paragraph before it.
  const torn = readFileSync(new URL(file, folder), 'utf8').match(/^<Fact .*$/m);
  expect(torn).toBeNull();
});
