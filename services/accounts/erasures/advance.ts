import type { ClickHouseClient } from '@clickhouse/client';
import type { Redis } from 'ioredis';
import { plain } from '../../../db/postgres/array-literals.ts';
import type { ErasureTargets } from '../../../db/postgres/schema/index.ts';
import { type Database, engineRead, rawSql, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { redisKeys } from '../../../db/redis/keys.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import type { ErasureStage, ErasureWait } from '../../../domain/erasure/stage.ts';
import type { EventLog } from '../../../events/event-log.ts';
import type { KeySource } from '../../../runtime/installation-keys.ts';
import { settleLeftOpen } from '../../messaging/messages/settle-left-open.ts';
import { logPassed } from '../../pipeline/log-lag.ts';
import { type EraseAnalytics, eraseAnalytics } from './erase-analytics.ts';
import { eraseRows } from './erase-rows.ts';
import type { ErasureRow } from './erasure.ts';
import { openPersonRows } from './rows-of-person.ts';
import type { WorkflowHistories } from './workflow-histories.ts';

const keysPerCommandMax = 500;
/** Persons whose events are deleted together. */
const waitingMax = 100;

export interface AdvanceDeps {
  readonly database: Database;
  readonly clickhouse: ClickHouseClient;
  readonly redis: Redis;
  readonly eventLog: EventLog;
  readonly histories: WorkflowHistories;
  readonly keys: KeySource;
  /** Of those who read the event log, by name: what came in before has to be behind all of them. */
  readonly consumers: readonly string[];
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The work of one stage, which may be done again at any time. Null: it is over; else what it waits for. */
export async function workOn(deps: AdvanceDeps, erasure: ErasureRow, stage: ErasureStage): Promise<ErasureWait | null> {
  switch (stage) {
    case 'requested':
      return null;
    case 'recoveries_ended':
      return endRecoveries(deps, erasure);
    case 'postgresql':
      await eraseRows(deps.database, erasure);
      return null;
    case 'clickhouse':
      return eraseEvents(deps, erasure);
    case 'redis_and_log':
      return eraseCaches(deps, erasure);
    case 'workflow_histories':
      return eraseHistories(deps, erasure);
    case 'done':
      // Whoever had begun before the person was kept out may have written once more.
      return (
        (await eraseEvents(deps, erasure)) ??
        (await eraseCaches(deps, erasure)) ??
        (await eraseHistories(deps, erasure))
      );
    default:
      return assertNever(stage);
  }
}

/** Nothing is destroyed that something still runs on: a recovery in the middle of a step, a message at its provider. */
async function endRecoveries({ database, histories }: AdvanceDeps, erasure: ErasureRow): Promise<ErasureWait | null> {
  const { storeId } = erasure;
  const found = await withStore(database, storeId, async (tx) => {
    if (!(await isOverSince(tx, erasure))) return null;
    const { ids } = await openPersonRows(tx, erasure);
    return {
      workflowIds: await runsOf(tx, storeId, ids.get('recoveries') ?? []),
      sending: await isSending(tx, storeId, ids.get('messages') ?? []),
    };
  });
  if (found === null) return 'transactions_before';
  if (found.sending) return 'message_under_way';
  for (const workflowId of found.workflowIds)
    if ((await histories.look(workflowId)) === 'running') return 'workflow_running';
  return null;
}

/** Every transaction that ran when the erasure was asked for has ended: none writes any more what it had read before. */
async function isOverSince(tx: Tx, { askedIn }: ErasureRow): Promise<boolean> {
  const [row] = await rawSql(tx)<{ over: boolean }[]>`
    select pg_snapshot_xmin(pg_current_snapshot()) > ${askedIn}::xid8 as over`;
  return row?.over === true;
}

async function runsOf(tx: Tx, storeId: string, ids: readonly string[]): Promise<readonly string[]> {
  const sql = rawSql(tx);
  const rows = await sql<{ workflowId: string }[]>`
    select workflow_id as "workflowId" from recoveries
    where store_id = ${storeId}::uuid and id = any(${plain([...ids])}::uuid[])`;
  return rows.map(({ workflowId }) => workflowId);
}

/** What broke off is settled as unknown when nobody can be at it any more; nobody else would, once the recovery has ended. */
async function isSending(tx: Tx, storeId: string, ids: readonly string[]): Promise<boolean> {
  const sql = rawSql(tx);
  const sending = () => sql<{ recoveryId: string }[]>`
    select recovery_id as "recoveryId" from messages
    where store_id = ${storeId}::uuid and id = any(${plain([...ids])}::uuid[]) and state = 'sending'`;
  const found = await sending();
  for (const { recoveryId } of found) await settleLeftOpen(tx, { storeId, recoveryId, reason: 'privacy_request' });
  return found.length > 0 && (await sending()).length > 0;
}

async function eraseEvents(
  { clickhouse, database }: AdvanceDeps,
  { storeId, id: erasureId, targets }: ErasureRow,
): Promise<ErasureWait | null> {
  if (targets === null) return null;
  const found = await eraseAnalytics(clickhouse, { storeId, erasureId, ...targets }, () =>
    readWaiting(database, erasureId),
  );
  if (found === 'gone') return null;
  return found === 'failing' ? 'failed' : 'mutation_running';
}

/** Who waits for the same stage, of whatever store, longest first. */
async function readWaiting(database: Pick<Database, 'engine'>, erasureId: string): Promise<readonly EraseAnalytics[]> {
  const rows = await engineRead(database)<{ storeId: string; erasureId: string; targets: ErasureTargets }[]>`
    select store_id as "storeId", id as "erasureId", targets from erasures
    where due_at is not null and stage = 'postgresql' and targets is not null and id <> ${erasureId}::uuid
    order by requested_at limit ${waitingMax}::int`;
  return rows.map(({ targets, ...erasure }) => ({ ...erasure, ...targets }));
}

async function eraseCaches(
  { redis, eventLog, database, consumers }: AdvanceDeps,
  { storeId, targets, requestedAt }: ErasureRow,
): Promise<ErasureWait | null> {
  if (!(await logPassed({ eventLog, database, consumers }, { storeId, atMs: requestedAt.getTime() })))
    return 'log_behind';
  const keys = [
    ...(targets?.shoppers ?? []).map((shopper) => redisKeys.activity(storeId, shopper)),
    ...(targets?.cartIds ?? []).map((cartId) => redisKeys.prediction(storeId, cartId)),
  ];
  for (let from = 0; from < keys.length; from += keysPerCommandMax)
    await redis.del(...keys.slice(from, from + keysPerCommandMax));
  return null;
}

async function eraseHistories({ histories }: AdvanceDeps, { targets }: ErasureRow): Promise<ErasureWait | null> {
  let found: ErasureWait | null = null;
  for (const workflowId of targets?.workflowIds ?? []) {
    const state = await histories.look(workflowId);
    if (state === 'gone') continue;
    if (state === 'running') return 'workflow_running';
    await histories.delete(workflowId);
    found = 'history_found_again';
  }
  return found;
}
