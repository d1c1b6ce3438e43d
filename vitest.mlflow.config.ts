import { defineConfig } from 'vitest/config';

/** The registry beside a real MLflow (`npm run test:mlflow`): a run of its own, because it sets up 600 MB of packages. */
export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'mlflow',
          include: ['**/*.mlflow.test.ts'],
          exclude: ['**/node_modules/**', '**/.cache/**', '**/.data/**'],
          globalSetup: ['test/global-setup.ts'],
          testTimeout: 600_000,
          hookTimeout: 1_800_000,
        },
      },
    ],
  },
});
