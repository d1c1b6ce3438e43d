import { defineConfig } from 'vitest/config';

/** The tests of identity on a real OpenBao and Envoy (`npm run test:identity`): a run of their own, because they fetch them. */
export default defineConfig({
  test: {
    reporters: process.stdout.isTTY ? ['default'] : ['dot'],
    projects: [
      {
        test: {
          name: 'identity',
          include: ['**/*.identity.test.ts'],
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
