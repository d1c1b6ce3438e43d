import { defineConfig } from 'vitest/config';

/** Drafts by a real small model (`npm run test:llm`): a run of its own, because it fetches the model and takes minutes. */
export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'llm',
          include: ['**/*.llm.test.ts'],
          exclude: ['**/node_modules/**', '**/.cache/**', '**/.data/**'],
          globalSetup: ['test/global-setup.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
