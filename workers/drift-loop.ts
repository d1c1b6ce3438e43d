import { hourMs, minuteMs } from '../domain/duration.ts';
import { type CheckedVersion, checkDrift } from '../services/prediction/drift/check.ts';
import { purgeOldChecks } from '../services/prediction/drift/checks.ts';
import { allStores, scopesPerPage, storesToCheck } from '../services/prediction/drift/scopes-due.ts';
import type { Deps } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';

/** A day of some store is over in each hour. */
const pauseMs = 20 * minuteMs;
const purgedPerRoundMax = 500;
/** After all stores were looked at; a store that fails is tried again no sooner. */
const retryMs = hourMs;

/** Checks after each whole day whether what is predicted is as before. Several may do so: one checks each version. */
export function startDriftLoop({ database, log, metrics }: Pick<Deps, 'database' | 'log' | 'metrics'>): PollingLoop {
  const checks = metrics.counter({
    name: 'drift_checks_total',
    help: 'Checks of a model version in a store or over all of them, by what was found.',
    labels: ['state'],
  });
  const alarms = metrics.counter({
    name: 'drift_alarms_total',
    help: 'Alarms of these checks, by their kind.',
    labels: ['kind'],
  });
  const retrainings = metrics.counter({
    name: 'drift_retrainings_total',
    help: 'Changes of behaviour, by whether training was asked for and why not.',
    labels: ['decision'],
  });
  const failures = metrics.counter({ name: 'drift_failures_total', help: 'Scopes that could not be checked.' });

  function tell({ storeId, version, report, retraining }: CheckedVersion): void {
    checks.add({ state: report.state });
    for (const { kind } of report.alarms) alarms.add({ kind });
    const decision = retraining.kind === 'asked' ? 'asked' : retraining.because;
    if (decision !== 'no_change') retrainings.add({ decision });
    if (report.state === 'alarmed')
      log.warn(
        {
          storeId,
          modelVersion: version,
          alarms: report.alarms.map(({ kind }) => kind),
          cause: report.cause,
          decision,
        },
        'a model version does not do as before',
      );
  }

  async function check(scope: Parameters<typeof checkDrift>[1]['scope']): Promise<void> {
    try {
      for (const one of await checkDrift(database, { scope, now: new Date() })) tell(one);
    } catch (error) {
      // One store's trouble is not that of those behind it.
      failures.add();
      failedAt.set(scope.storeId, Date.now());
      log.error({ storeId: scope.storeId, err: error }, 'drift could not be checked');
    }
  }

  const failedAt = new Map<string | null, number>();
  const mayTry = (storeId: string | null) => Date.now() - (failedAt.get(storeId) ?? 0) >= retryMs;
  let after: string | null = null;
  return startPollingLoop({
    name: 'drift',
    log,
    async round() {
      if (after === null && mayTry(null)) await check(allStores);
      const found = await storesToCheck(database, { after, now: new Date() });
      for (const scope of found) if (mayTry(scope.storeId)) await check(scope);
      const more = found.length === scopesPerPage;
      after = more ? (found.at(-1)?.storeId ?? null) : null;
      if (more) return 0;
      for (const [storeId, at] of failedAt) if (Date.now() - at >= retryMs) failedAt.delete(storeId);
      await purgeOldChecks(database, { now: Date.now(), limit: purgedPerRoundMax });
      return pauseMs;
    },
  });
}
