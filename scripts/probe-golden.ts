/** Writes `src/engine/probe-golden.ts`: what the float64 oracle finds for the step that engines are tried with. */
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { goldenOf } from '../src/engine/probe-golden.fixture.ts';

const file = new URL('../src/engine/probe-golden.ts', import.meta.url);
const text = `/**
 * What the float64 oracle found for the step of \`probe-step.ts\`: a table, written by \`scripts/probe-golden.ts\` and recomputed
 * by a test.
 */
import type { Golden } from './probe-step.ts';

export const golden: Golden = ${JSON.stringify(goldenOf())};
`;
const options = await resolveConfig(file);
writeFileSync(file, await format(text, { ...options, parser: 'typescript' }));
