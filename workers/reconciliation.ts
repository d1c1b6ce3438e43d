import { createReconciliationActivities } from '../activities/reconciliation.ts';
import { syncSchedules } from '../services/ingest/reconciliation/sync-schedules.ts';
import { taskQueues } from '../workflows/contract.ts';
import type { Deps, Role } from './deps.ts';
import { openIntegrations } from './open-integrations.ts';
import { startPollingLoop } from './polling-loop.ts';
import { startTemporalWorker } from './temporal-worker.ts';

/** Each mostly waits for a shop's platform, and holds one page of its answers in memory. */
const looksMax = 4;
const schedulesPerRoundMax = 50;
const schedulesPauseMs = 5_000;

/** Looks at the shops' platforms for what their webhooks did not bring, and keeps the schedules of these looks. */
export async function startReconciliation(deps: Deps): Promise<Pick<Role, 'stop'>> {
  const { database, log, temporal } = deps;
  const worker = await startTemporalWorker(deps, {
    taskQueue: taskQueues.reconciliation,
    activities: createReconciliationActivities({ ...openIntegrations(deps), client: temporal.client }),
    maxConcurrentActivityTaskExecutions: looksMax,
  });
  const schedules = startPollingLoop({
    name: 'schedules',
    log,
    async round() {
      const { synced, failures } = await syncSchedules(
        { database, client: temporal.client },
        { limit: schedulesPerRoundMax },
      );
      if (failures.length > 0) log.warn({ failures: failures.length }, 'schedules could not be told yet');
      return synced === schedulesPerRoundMax ? 0 : schedulesPauseMs;
    },
  });
  return {
    async stop() {
      await schedules.stop();
      await worker.stop();
    },
  };
}
