import { join } from 'node:path';
import { createRecoveryActivities } from '../activities/recovery.ts';
import { embedsTemporal } from '../runtime/config.ts';
import { createServedUplift } from '../services/prediction/uplift/served-uplift.ts';
import { createUpliftScorer } from '../services/prediction/uplift/uplift-scorer.ts';
import { deliverSignals } from '../services/recovery/recoveries/deliver-signals.ts';
import { createPredictAtOnce } from '../services/recovery/recoveries/predict.ts';
import { repairOverdue } from '../services/recovery/recoveries/repair.ts';
import { taskQueues } from '../workflows/contract.ts';
import type { Deps, Role } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';
import { startReconciliation } from './reconciliation.ts';
import { startRollouts } from './rollouts.ts';
import { startTemporalWorker } from './temporal-worker.ts';
import { startWokenLoop } from './woken-loop.ts';
import { becomeCurrent, deploymentName, versionedBy } from './worker-version.ts';
import { workflowBundle } from './workflow-bundle.ts';

/** Workflow tasks run on this thread, so more at once would only wait for each other; the rest are database calls. */
const workflowTasksMax = 40;
const localActivitiesMax = 40;
/** About 100 kB each. */
const workflowsCachedMax = 600;

const signalsPerRoundMax = 200;
const signalConcurrency = 16;
/** How long a signal waits at most that no process was woken for: an order is told well within two seconds. */
const signalPauseMs = 1_000;

const repairsPerRoundMax = 20;
const repairPauseMs = 60_000;

/** The recoveries themselves: their workflows, the signals to them, and the care for those that got lost. */
export async function startRecovery(deps: Deps): Promise<Role> {
  const { database, log, metrics, temporal, config } = deps;
  const client = temporal.client;
  const asked = metrics.counter({
    name: 'policy_questions_total',
    help: 'Questions of splits to policies, by what became of them: decided, or why the rules applied.',
    labels: ['result'],
  });
  const { codePath, buildId } = await workflowBundle(join(config.dataDir, 'workflows'));
  const version = { deploymentName, buildId };
  const worker = await startTemporalWorker(deps, {
    taskQueue: taskQueues.recovery,
    workflowBundle: { codePath },
    workerDeploymentOptions: versionedBy(version),
    activities: createRecoveryActivities({
      ...{ database, log },
      uplift: createServedUplift({
        router: deps.prediction.router,
        scorer: createUpliftScorer({ database, artifacts: deps.prediction.artifacts }),
        onFailure: (error) => log.error({ err: error }, 'a model of uplift could not be asked, the rules apply'),
      }),
      predictAtOnce: createPredictAtOnce({
        ...{ database, flags: deps.flags, features: deps.prediction.features, serving: deps.prediction.servingHere },
        onFailure: (error) => log.warn({ err: error }, 'a prediction was not made at once, its queue is asked'),
      }),
      onPolicyAsked: (result) => asked.add({ result }),
    }),
    maxConcurrentWorkflowTaskExecutions: workflowTasksMax,
    maxConcurrentLocalActivityExecutions: localActivitiesMax,
    maxCachedWorkflows: workflowsCachedMax,
  });
  const stopping = new AbortController();
  const versioned = becomeCurrent(temporal, {
    version,
    // An embedded server has no other workers: whatever starts on it is what its person wants, older code too.
    whenSuperseded: embedsTemporal(config) ? 'take over' : 'wait',
    log,
    signal: stopping.signal,
  });

  const signals = metrics.counter({
    name: 'recovery_signals_total',
    help: 'Signals from the outbox to recoveries, by what became of them.',
    labels: ['result'],
  });
  const dispatcher = startWokenLoop({
    name: 'signals',
    log,
    database,
    wakeUp: 'signals',
    round: async () => {
      const result = await deliverSignals(
        { database, client },
        { limit: signalsPerRoundMax, concurrency: signalConcurrency },
      );
      signals.add({ result: 'delivered' }, result.delivered);
      signals.add({ result: 'gone' }, result.gone);
      signals.add({ result: 'failed' }, result.failures.length);
      return result.taken === signalsPerRoundMax ? 0 : signalPauseMs;
    },
  });
  const repairer = startPollingLoop({
    name: 'repairs',
    log,
    round: async () => {
      const repaired = await repairOverdue({ database, client }, { limit: repairsPerRoundMax });
      if (repaired > 0) log.warn({ repaired }, 'recoveries without a workflow were ended');
      return repairPauseMs;
    },
  });
  const reconciliation = await startReconciliation(deps);
  const rollouts = await startRollouts(deps);
  return {
    name: 'recovery',
    async stop() {
      stopping.abort();
      await versioned;
      await Promise.all([dispatcher.stop(), repairer.stop(), reconciliation.stop(), rollouts.stop()]);
      await worker.stop();
    },
  };
}
