import astro from 'eslint-plugin-astro';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * The floors of the house, from the ground up: what a folder must not import. An import points down only; any floor may
 * use `core`. `engine` is reached by the worker's own side alone, so TensorFlow.js can't slip into a page's bundle.
 */
const tensorflow = ['@tensorflow/*'];
const drawing = ['svelte', 'svelte/*', 'd3', 'd3-*', 'astro:*'];
const reading = ['**/layouts/**', '**/pages/**', '**/content/**', '**/styles/**'];
const floors = [
  {
    files: ['src/core/**'],
    forbidden: [
      ...tensorflow,
      ...drawing,
      'node:*',
      'nanostores',
      '**/engine/**',
      '**/worker/**',
      '**/session/**',
      '**/components/**',
      ...reading,
    ],
    why: 'core knows numbers only: no DOM, no network, no clock, no other floor',
  },
  {
    files: ['src/engine/**'],
    forbidden: [
      ...drawing,
      'node:*',
      'nanostores',
      '**/worker/**',
      '**/session/**',
      '**/components/**',
      ...reading,
    ],
    why: 'engines compute; they know core and nothing above them',
  },
  {
    files: ['src/worker/**'],
    forbidden: [
      ...tensorflow,
      ...drawing,
      'node:*',
      'nanostores',
      '**/session/**',
      '**/components/**',
      ...reading,
    ],
    why: 'the worker talks; tensors stay in engine/, memory in session/',
  },
  {
    files: [
      'src/worker/client.ts',
      'src/worker/protocol.ts',
      'src/worker/study/{client,studies}.ts',
    ],
    forbidden: [
      ...tensorflow,
      ...drawing,
      'node:*',
      'nanostores',
      '**/engine/**',
      './host*',
      './training.worker*',
      './desk*',
      './answerers*',
      '**/session/**',
      '**/components/**',
      ...reading,
    ],
    why: "only the host's side of the worker reaches an engine",
  },
  {
    files: ['src/session/**'],
    forbidden: [
      ...tensorflow,
      ...drawing,
      'node:*',
      '**/engine/**',
      '**/worker/host*',
      '**/worker/training.worker*',
      '**/worker/study/{desk,answerers,*.worker}*',
      '**/components/**',
      ...reading,
    ],
    why: 'the session remembers plain data; it speaks to the worker through its client',
  },
  {
    files: ['src/components/**'],
    forbidden: [
      ...tensorflow,
      'd3-selection',
      'node:*',
      '**/engine/**',
      '**/worker/host*',
      '**/worker/training.worker*',
      '**/worker/study/{desk,answerers,*.worker}*',
      ...reading,
    ],
    why: 'figures see the session and core; they compute nothing and reach no engine',
  },
  {
    files: ['src/pages/**', 'src/layouts/**', 'src/content/**'],
    forbidden: [...tensorflow, '**/engine/**', '**/worker/**'],
    why: 'pages are for reading',
  },
];

const floorRules = floors.map(({ files, forbidden, why }) => ({
  files,
  ignores: ['**/*.test.ts', '**/*.fixture.ts'],
  rules: {
    'no-restricted-imports': ['error', { patterns: [{ group: forbidden, message: why }] }],
  },
}));

/** Chance and time are arguments in core and engine. */
const pure = {
  files: ['src/core/**', 'src/engine/**'],
  ignores: ['**/*.test.ts', '**/*.fixture.ts'],
  rules: {
    'no-restricted-properties': [
      'error',
      {
        object: 'Math',
        property: 'random',
        message: 'chance comes from core/math/random, by seed',
      },
      { object: 'Date', property: 'now', message: 'time is an argument' },
      { object: 'performance', property: 'now', message: 'time is an argument' },
    ],
  },
};

const house = {
  rules: {
    '@typescript-eslint/no-non-null-assertion': 'off',
    '@typescript-eslint/consistent-type-imports': 'error',
    eqeqeq: ['error', 'always'],
    'prefer-const': 'error',
    'no-console': 'error',
    'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    'max-lines': ['error', { max: 260, skipBlankLines: true, skipComments: true }],
  },
};

export default tseslint.config(
  {
    ignores: [
      'src/engine/wasm/assembly',
      'bench/assembly',
      'dist',
      'dist-*',
      '.astro',
      '.cache',
      'public',
      'test-results',
      'playwright-report',
    ],
  },
  ...tseslint.configs.strict,
  ...svelte.configs.recommended,
  ...astro.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig } },
  },
  house,
  { files: ['scripts/**', 'e2e/**', 'bench/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.test.ts', 'e2e/**'], rules: { 'max-lines-per-function': 'off' } },
  ...floorRules,
  pure,
);
