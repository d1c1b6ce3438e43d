import { defineConfig } from 'vitest/config';

/** The search for bytes of erased persons (`npm run test:erasure-bytes`): a run of its own, because it starts servers that keep files. */
export default defineConfig({
  test: {
    reporters: process.stdout.isTTY ? ['default'] : ['dot'],
    projects: [
      {
        test: {
          name: 'bytes',
          include: ['**/*.bytes.test.ts'],
          exclude: ['**/node_modules/**', '**/.cache/**', '**/.data/**'],
          testTimeout: 180_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
});
