import { randomUUID } from 'node:crypto';
import { exportFacts } from '../services/analytics/facts/export-facts.ts';
import type { FactSource } from '../services/analytics/facts/fact-source.ts';
import { factSources } from '../services/analytics/facts/fact-sources.ts';
import { releaseTopic } from '../services/shared/topic-queue/hold-topic.ts';
import type { Deps, Role } from './deps.ts';
import { startPollingLoop } from './polling-loop.ts';

/** How long analytics waits for more: an open page shows a number within a second, and few large inserts cost far less than many. */
const idlePauseMs = 250;
/** After a full round: more is waiting, and the rest of the process comes first. */
const busyPauseMs = 10;

type FactRelaysDeps = Pick<Deps, 'database' | 'clickhouse' | 'log' | 'metrics'>;

/** Copies what changed in PostgreSQL to analytics, each table in a loop of its own. Any number of processes may do so. */
export function startFactRelays(deps: FactRelaysDeps): Pick<Role, 'stop'> {
  const holder = randomUUID();
  const loops = factSources.map((source) => startFactRelay(deps, holder, source));
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

function startFactRelay(
  { database, clickhouse, log, metrics }: FactRelaysDeps,
  holder: string,
  source: FactSource,
): Pick<Role, 'stop'> {
  const topic = source.topic.name;
  const exported = metrics.counter({
    name: 'analytics_rows_exported_total',
    help: 'Rows copied to analytics.',
    labels: ['table'],
  });
  const lag = metrics.gauge({
    name: 'analytics_lag_seconds',
    help: 'Age of the oldest row that this process has not copied to its table of analytics yet.',
    labels: ['table'],
  });
  const { table } = source;
  const onLag = (lagMs: number): void => lag.set(lagMs / 1_000, { table });
  const loop = startPollingLoop({
    name: `copy of ${table} to analytics`,
    log,
    async round() {
      const { delivered, more } = await exportFacts({ database, clickhouse, holder, onLag }, source);
      exported.add({ table }, delivered);
      return more ? busyPauseMs : idlePauseMs;
    },
  });
  return {
    async stop() {
      await loop.stop();
      await releaseTopic(database, { topic, holder }).catch((error: unknown) =>
        log.warn({ topic, err: error }, 'a topic is held until its lease ends'),
      );
    },
  };
}
