import { defineConfig } from 'vitest/config';

/** The tests on a real Kafka (`npm run test:kafka`): a run of their own, because they fetch it and need Java to run it. */
export default defineConfig({
  test: {
    reporters: process.stdout.isTTY ? ['default'] : ['dot'],
    projects: [
      {
        test: {
          name: 'kafka',
          include: ['**/*.kafka.test.ts'],
          exclude: ['**/node_modules/**', '**/.cache/**', '**/.data/**'],
          globalSetup: ['test/global-setup.ts', 'test/kafka-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
