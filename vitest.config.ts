import { defineConfig } from 'vitest/config';

const neverTests = ['**/node_modules/**', '**/.cache/**', '**/.data/**'];
const workflowTests = 'workflows/**/*.workflow.test.ts';
const integrationTests = '**/*.integration.test.ts';
const endToEndTests = 'test/e2e/**/*.e2e.test.ts';
/** They fetch a Kafka and need Java to run it, so only `npm run test:kafka` has this project. */
const kafkaTests = '**/*.kafka.test.ts';

if (Number.parseInt(process.versions.node, 10) < 24) {
  throw new Error(`The tests run on Node 24, and this is ${process.versions.node}: start them with "npm test".`);
}

/** The name of a test file says what it needs, and so which project runs it; `test/global-setup.ts` starts just that. */
export default defineConfig({
  test: {
    reporters: [process.stdout.isTTY ? 'default' : 'dot', './test/skipped-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...neverTests, workflowTests, integrationTests, endToEndTests, kafkaTests],
        },
      },
      {
        test: {
          name: 'integration',
          include: [integrationTests],
          exclude: neverTests,
          globalSetup: ['test/global-setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'workflows',
          include: [workflowTests],
          exclude: neverTests,
          globalSetup: ['test/workflow-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'e2e',
          include: [endToEndTests],
          exclude: neverTests,
          globalSetup: ['test/global-setup.ts', 'test/e2e/browser-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
