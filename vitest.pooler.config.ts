import { defineConfig } from 'vitest/config';

/** The tests through a real PgBouncer (`npm run test:pooler`): a run of their own, because it has to be installed. */
export default defineConfig({
  test: {
    reporters: process.stdout.isTTY ? ['default'] : ['dot'],
    projects: [
      {
        test: {
          name: 'pooler',
          include: ['**/*.pooler.test.ts'],
          exclude: ['**/node_modules/**', '**/.cache/**', '**/.data/**'],
          globalSetup: ['test/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          fileParallelism: false,
        },
      },
    ],
  },
});
