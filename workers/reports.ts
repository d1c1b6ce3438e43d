import { createReportActivities } from '../activities/reports.ts';
import type { Providers } from '../channels/providers.ts';
import { hourMs } from '../domain/duration.ts';
import { publicUrl } from '../runtime/config.ts';
import { createSealer } from '../runtime/sealer.ts';
import { createAnalyticsReader } from '../services/analytics/queries/analytics-reader.ts';
import { createPostReport } from '../services/analytics/scheduled-reports/report-webhook.ts';
import { startReportTests } from '../services/analytics/scheduled-reports/start-tests.ts';
import { repairReportSchedules, syncReportSchedules } from '../services/analytics/scheduled-reports/sync-schedules.ts';
import { taskQueues } from '../workflows/contract.ts';
import type { Deps, Role } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';
import { startTemporalWorker } from './temporal-worker.ts';

/** Reports under way at once; each asks analytics one question after the other. */
const activitiesMax = 10;
const schedulesPerRoundMax = 50;
const schedulesPauseMs = 5_000;
const testsPerRoundMax = 10;
/** Somebody looks at the page meanwhile. */
const testsPauseMs = 1_000;
const repairPauseMs = hourMs;

/** Sends the reports that are due, keeps their schedules, and starts the tests that were asked for. */
export async function startReports(deps: Deps, providers: Providers): Promise<Pick<Role, 'stop'>> {
  const { config, database, log, metrics, secrets, temporal } = deps;
  const { client } = temporal;
  const deliveries = metrics.counter({
    name: 'report_deliveries_total',
    help: 'Scheduled reports to one recipient each, by what became of them.',
    labels: ['outcome'],
  });
  const worker = await startTemporalWorker(deps, {
    taskQueue: taskQueues.reports,
    activities: createReportActivities({
      ...{ log, database, providers, now: Date.now },
      analytics: createAnalyticsReader({ clickhouse: deps.clickhouse, database, now: Date.now }),
      post: createPostReport({ allowLoopback: config.platformApiLoopback }),
      sealer: createSealer(secrets.keys),
      from: config.emailFrom,
      publicUrl: () => publicUrl(config),
      onDelivery: (outcome) => deliveries.add({ outcome }),
    }),
    maxConcurrentActivityTaskExecutions: activitiesMax,
  });
  const scheduling = { database, client, now: Date.now };
  const repairs = startPollingLoop({
    name: 'schedules of reports that differ',
    log,
    async round() {
      const differing = await repairReportSchedules(scheduling);
      if (differing > 0) log.warn({ differing }, 'schedules of reports were not as they should be, and are told again');
      return repairPauseMs;
    },
  });
  const schedules = startPollingLoop({
    name: 'schedules of reports',
    log,
    async round() {
      const { synced, failures } = await syncReportSchedules(scheduling, { limit: schedulesPerRoundMax });
      if (failures.length > 0)
        log.warn({ failures: failures.length, err: failures[0] }, 'schedules of reports could not be told yet');
      return synced === schedulesPerRoundMax ? 0 : schedulesPauseMs;
    },
  });
  const tests = startPollingLoop({
    name: 'tests of reports',
    log,
    async round() {
      const started = await startReportTests({ database, client }, { limit: testsPerRoundMax });
      return started === testsPerRoundMax ? 0 : testsPauseMs;
    },
  });
  return {
    async stop() {
      await Promise.all([repairs.stop(), schedules.stop(), tests.stop()]);
      await worker.stop();
    },
  };
}
