import { defineConfig } from 'vitest/config';

/** The trainer in Python (`npm run test:training`): a run of its own, because it fetches some 400 MB of packages at its first. */
export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'training',
          include: ['**/*.training.test.ts'],
          exclude: ['**/node_modules/**', '**/.cache/**', '**/.data/**'],
          globalSetup: ['test/global-setup.ts', 'test/workflow-setup.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 1_800_000,
        },
      },
    ],
  },
});
