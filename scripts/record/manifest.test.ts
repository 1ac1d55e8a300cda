import { describe, expect, it } from 'vitest';
import { sampleManifest } from '../../src/core/network/recorded-run.fixture.ts';
import { parseRun } from '../../src/core/network/recorded-run.ts';
import { manifestOf } from './manifest.ts';

describe('the manifest of a run', () => {
  it('is written as it is read', () => {
    const json = sampleManifest();
    const written = manifestOf(parseRun(json));
    expect(JSON.parse(JSON.stringify(written))).toStrictEqual(json);
  });
});
