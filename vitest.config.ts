import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const neverTests = ['**/node_modules/**', '**/.cache/**', '**/.data/**'];
const workflowTests = 'workflows/**/*.workflow.test.ts';
const integrationTests = '**/*.integration.test.ts';
const endToEndTests = 'test/e2e/**/*.e2e.test.ts';
/** They fetch a Kafka and need Java to run it, so only `npm run test:kafka` has this project. */
const kafkaTests = '**/*.kafka.test.ts';
/** They fetch an OpenBao, so only `npm run test:vault` has this project. */
const vaultTests = '**/*.vault.test.ts';
/** They fetch an OpenBao and an Envoy, so only `npm run test:identity` has this project. */
const identityTests = '**/*.identity.test.ts';
/** They need a PgBouncer on the machine, so only `npm run test:pooler` has this project. */
const poolerTests = '**/*.pooler.test.ts';
/** They search the files of servers of their own, so only `npm run test:erasure-bytes` has this project. */
const bytesTests = '**/*.bytes.test.ts';
/** They ask a real model, so only `npm run test:llm` has this project. */
const modelTests = '**/*.llm.test.ts';
/** They set up MLflow and start its server, so only `npm run test:mlflow` has this project. */
const mlflowTests = '**/*.mlflow.test.ts';
/** They set up Python and its packages, so only `npm run test:training` has this project. */
const trainingTests = '**/*.training.test.ts';

if (Number.parseInt(process.versions.node, 10) < 24) {
  throw new Error(`The tests run on Node 24, and this is ${process.versions.node}: start them with "npm test".`);
}

/**
 * These limits end what hangs; they are no claim about how long anything takes. A test that takes a second alone takes a
 * minute beside a build, so each is far above that, and what is waited for is looked at again and again meanwhile.
 */
const patience = {
  testTimeout: 180_000,
  hookTimeout: 180_000,
  teardownTimeout: 60_000,
  expect: { poll: { timeout: 60_000 } },
};

/** A file waits a third of its time for servers, browsers and clocks: one more than there are cores. */
const filesAtOnce = availableParallelism() + 1;

/** The name of a test file says what it needs, and so which project runs it; `test/global-setup.ts` starts just that. */
export default defineConfig({
  test: {
    reporters: [process.stdout.isTTY ? 'default' : 'dot', './test/skipped-reporter.ts'],
    projects: [
      {
        test: {
          ...patience,
          name: 'unit',
          maxWorkers: filesAtOnce,
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [
            ...neverTests,
            workflowTests,
            integrationTests,
            endToEndTests,
            kafkaTests,
            vaultTests,
            identityTests,
            poolerTests,
            bytesTests,
            modelTests,
            mlflowTests,
            trainingTests,
          ],
        },
      },
      {
        test: {
          ...patience,
          name: 'integration',
          maxWorkers: filesAtOnce,
          include: [integrationTests],
          exclude: neverTests,
          globalSetup: ['test/global-setup.ts'],
        },
      },
      {
        test: {
          ...patience,
          name: 'workflows',
          include: [workflowTests],
          exclude: neverTests,
          globalSetup: ['test/global-setup.ts', 'test/workflow-setup.ts'],
          maxWorkers: 1,
        },
      },
      {
        test: {
          ...patience,
          name: 'e2e',
          include: [endToEndTests],
          exclude: neverTests,
          globalSetup: ['test/global-setup.ts', 'test/e2e/browser-setup.ts', 'test/e2e/product-setup.ts'],
          testTimeout: 600_000,
          maxWorkers: filesAtOnce,
        },
      },
    ],
  },
});
