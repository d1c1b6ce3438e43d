import { defineConfig } from 'vitest/config';

/** The tests on a real OpenBao (`npm run test:vault`): a run of their own, because they fetch it. */
export default defineConfig({
  test: {
    reporters: process.stdout.isTTY ? ['default'] : ['dot'],
    projects: [
      {
        test: {
          name: 'vault',
          include: ['**/*.vault.test.ts'],
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
