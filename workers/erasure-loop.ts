import { erasureWaits } from '../domain/erasure/stage.ts';
import { countOpenErasures, runErasureRound } from '../services/accounts/erasures/erasure-rounds.ts';
import { analyticsConsumer } from '../services/analytics/export/export-events.ts';
import { cartsConsumer } from '../services/journal/consumer-offsets.ts';
import type { Deps } from './deps.ts';
import { type PollingLoop, startPollingLoop } from './polling-loop.ts';
import { createTemporalHistories } from './temporal-histories.ts';

const pauseMs = 2_000;

/** Carries erasures of persons from stage to stage. Any number of processes may do so. */
export function erasePersons({
  database,
  clickhouse,
  redis,
  eventLog,
  temporal,
  secrets,
  log,
  metrics,
}: Deps): PollingLoop {
  const deps = {
    ...{ database, clickhouse, redis, eventLog, keys: secrets.keys, now: Date.now },
    histories: createTemporalHistories(temporal.client, temporal.namespace),
    consumers: [cartsConsumer, analyticsConsumer],
  };
  const open = metrics.gauge({ name: 'erasures_open', help: 'Erasures of persons that are not done.' });
  const stuck = metrics.gauge({
    name: 'erasures_stuck',
    help: 'Erasures that wait for more than 15 minutes, by what they wait for.',
    labels: ['reason'],
  });
  return startPollingLoop({
    name: 'erasures',
    log,
    async round() {
      const { erasure, stage, waitsFor, error } = await runErasureRound(deps);
      if (erasure !== null) {
        const ids = { erasureId: erasure.id, storeId: erasure.storeId, stage };
        if (waitsFor === 'failed') log.error({ ...ids, err: error }, 'a stage of an erasure failed and is tried again');
        else if (waitsFor === null) log.info(ids, 'a stage of an erasure is over');
      }
      const counted = await countOpenErasures(deps, Date.now());
      open.set(counted.open);
      for (const reason of erasureWaits) stuck.set(counted.stuck[reason], { reason });
      return erasure === null ? pauseMs : 0;
    },
  });
}
