import { defineConfig } from 'vitest/config';

// Node only: what needs a browser is tested in one, by Playwright (e2e/).
export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'scripts/**/*.test.ts',
      'e2e/**/*.unit.test.ts',
      'bench/**/*.test.ts',
    ],
    testTimeout: 60_000,
    maxWorkers: 2,
  },
});
