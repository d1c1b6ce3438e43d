import type { TransactionSql } from 'postgres';
import { rawSql, type Tx } from '../../db/postgres/tenancy.ts';
import { hourMs } from '../../domain/duration.ts';
import { newestQueued } from '../analytics/facts/newest-queued.ts';
import type { QueuedRows } from '../shared/topic-queue/relay-rows.ts';
import type { LiveEvent, StoreEvent } from './live-event.ts';

/** A queue of rows that open pages are told of, filled by triggers as every queue is. */
export interface LiveSource {
  readonly topic: {
    readonly name: `live.${string}`;
    /** A row that waited longer is not told: pages that old read anew. */
    readonly retentionMs: number;
  };
  /** How the rows are now, each once. Rows that are gone are left out. */
  read(tx: Tx, rows: QueuedRows): Promise<readonly StoreEvent[]>;
}

/** Everything beside carts that open pages are told of. */
export const liveSources: readonly LiveSource[] = [
  source(
    'recoveries',
    (sql, queued) => sql`
    select r.store_id, 'recovery' as kind, r.id, r.stage as state, r.cart_id as "cartId", r.id as "recoveryId",
      r.campaign_id as "campaignId", r.outcome, r.reason, queued.version,
      not exists (select from messages m where m.store_id = r.store_id and m.recovery_id = r.id)
        and not exists (
          select from decisions d where d.store_id = r.store_id and d.recovery_id = r.id and d.rule_id is not null
        ) as "isNew"
    from ${newestQueued(sql, queued)} join recoveries r on r.store_id = queued.store_id and r.id = queued.row_id`,
  ),
  source(
    'messages',
    (sql, queued) => sql`
    select m.store_id, 'message' as kind, m.id, m.state, m.cart_id as "cartId", m.recovery_id as "recoveryId",
      r.campaign_id as "campaignId", m.channel, m.delivery_state as "deliveryState", m.reason, queued.version
    from ${newestQueued(sql, queued)} join messages m on m.store_id = queued.store_id and m.id = queued.row_id
    left join recoveries r on r.store_id = m.store_id and r.id = m.recovery_id`,
  ),
  source(
    'orders',
    (sql, queued) => sql`
    select o.store_id, 'order' as kind, o.id, coalesce(o.status, 'unknown') as state, o.cart_id as "cartId",
      o.recovery_id as "recoveryId", r.campaign_id as "campaignId", o.total_minor::float8 as "totalMinor", o.currency,
      queued.version
    from ${newestQueued(sql, queued)} join orders o on o.store_id = queued.store_id and o.id = queued.row_id
    left join recoveries r on r.store_id = o.store_id and r.id = o.recovery_id`,
  ),
  source(
    'decisions',
    (sql, queued) => sql`
    select d.store_id, 'decision' as kind, d.id, d.kind as state, d.cart_id as "cartId", d.recovery_id as "recoveryId",
      r.campaign_id as "campaignId", d.channel, d.reason, queued.version
    from ${newestQueued(sql, queued)} join decisions d on d.store_id = queued.store_id and d.id = queued.row_id
    left join recoveries r on r.store_id = d.store_id and r.id = d.recovery_id`,
  ),
  source(
    'campaigns',
    (sql, queued) => sql`
    select c.store_id, 'campaign' as kind, c.id, c.status as state, c.id as "campaignId", queued.version
    from ${newestQueued(sql, queued)} join campaigns c on c.store_id = queued.store_id and c.id = queued.row_id`,
  ),
  // Of models some are for every store: their ids are unique over all of them.
  source(
    'training_runs',
    (sql, queued) => sql`
    select queued.store_id, 'training_run' as kind, r.id, r.state, queued.version
    from ${newestQueued(sql, queued)} join training_runs r on r.id = queued.row_id`,
  ),
  source(
    'rollouts',
    (sql, queued) => sql`
    select queued.store_id, 'rollout' as kind, r.id, r.state, queued.version
    from ${newestQueued(sql, queued)} join rollouts r on r.id = queued.row_id`,
  ),
  // What a look saw shows on its rollout.
  source(
    'rollout_looks',
    (sql, queued) => sql`
    select queued.store_id, 'rollout' as kind, r.id, r.state, queued.version
    from ${newestQueued(sql, queued)} join rollout_looks l on l.id = queued.row_id join rollouts r on r.id = l.rollout_id`,
  ),
  source(
    'model_moves',
    (sql, queued) => sql`
    select queued.store_id, 'model_move' as kind, m.id, m.what as state, queued.version
    from ${newestQueued(sql, queued)} join model_moves m on m.id = queued.row_id`,
  ),
  source(
    'drift_checks',
    (sql, queued) => sql`
    select queued.store_id, 'drift_check' as kind, d.id, d.state, queued.version
    from ${newestQueued(sql, queued)} join drift_checks d on d.id = queued.row_id`,
  ),
  source(
    'flag_changes',
    (sql, queued) => sql`
    select c.store_id, 'flag' as kind, c.id, coalesce(c.after ->> 'kind', 'default') as state, queued.version
    from ${newestQueued(sql, queued)} join flag_changes c on c.store_id = queued.store_id and c.id = queued.row_id`,
  ),
  source(
    'quota_alerts',
    (sql, queued) => sql`
    select a.store_id, 'quota' as kind, a.id, a.state, queued.version
    from ${newestQueued(sql, queued)} join quota_alerts a on a.store_id = queued.store_id and a.id = queued.row_id`,
  ),
];

type Row = Omit<LiveEvent, 'version' | 'at'> & { readonly store_id: string; readonly version: string };

function source(
  table: string,
  select: (sql: TransactionSql, queued: QueuedRows) => PromiseLike<readonly object[]>,
): LiveSource {
  return {
    topic: { name: `live.${table}`, retentionMs: hourMs },
    async read(tx, queued) {
      const at = new Date().toISOString();
      const rows = (await select(rawSql(tx), queued)) as readonly Row[];
      return rows.map(({ store_id, version, ...event }) => ({
        storeId: store_id,
        // Each query above selects what its kind has.
        event: { ...event, version: Number(version), at } as LiveEvent,
      }));
    },
  };
}
