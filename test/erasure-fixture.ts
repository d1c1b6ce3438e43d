import type { ClickHouseClient } from '@clickhouse/client';
import type { Redis } from 'ioredis';
import { migrateClickhouse } from '../db/clickhouse/migrate.ts';
import type { Database } from '../db/postgres/tenancy.ts';
import { connectRedis } from '../db/redis/connect.ts';
import type { EventLog } from '../events/event-log.ts';
import { createStreamsLog } from '../events/streams.ts';
import type { AdvanceDeps } from '../services/accounts/erasures/advance.ts';
import { type ErasureRound, quietMs, runErasureRound } from '../services/accounts/erasures/erasure-rounds.ts';
import type { WorkflowHistories } from '../services/accounts/erasures/workflow-histories.ts';
import { analyticsConsumer } from '../services/analytics/export/export-events.ts';
import { test as base } from './system-of-record.ts';

export const erasureKeys = 'the key of the installation in these tests';

/** A server of workflows that remembers what it was told to delete. */
export interface RememberingHistories extends WorkflowHistories {
  readonly runs: Map<string, 'running' | 'closed'>;
}

export function rememberingHistories(): RememberingHistories {
  const runs = new Map<string, 'running' | 'closed'>();
  return {
    runs,
    look: async (workflowId) => runs.get(workflowId) ?? 'gone',
    delete: async (workflowId) => void runs.delete(workflowId),
  };
}

export interface Erasing extends Omit<AdvanceDeps, 'now' | 'histories'> {
  readonly database: Database;
  readonly redis: Redis;
  readonly clickhouse: ClickHouseClient;
  readonly eventLog: EventLog;
}

export const test = base.extend(
  'erasing',
  { scope: 'file' },
  async ({ systemOfRecord: database, redis: { url }, clickhouse }, { onCleanup }): Promise<Erasing> => {
    await migrateClickhouse(clickhouse);
    const redis = connectRedis(url, { purpose: 'request' });
    onCleanup(() => redis.disconnect());
    const eventLog = createStreamsLog({ redis, newBlockingRedis: () => redis, partitions: 2 });
    return { database, redis, clickhouse, eventLog, keys: erasureKeys, consumers: [analyticsConsumer] };
  },
);

const roundsMax = 2_000;

/**
 * Rounds until nothing is due, each a minute after the one before. A round that was cut off is as good as one whose process was
 * killed: nobody settles it.
 */
export async function eraseUntilDone(
  erasing: Erasing,
  {
    histories = rememberingHistories(),
    fromMs = Date.now(),
    until = ({ erasure }) => erasure === null,
  }: { histories?: WorkflowHistories; fromMs?: number; until?: (round: ErasureRound) => boolean } = {},
): Promise<readonly ErasureRound[]> {
  const rounds: ErasureRound[] = [];
  let nowMs = fromMs;
  for (let round = 0; round < roundsMax; round++) {
    nowMs += quietMs;
    const at = nowMs;
    const done = await runErasureRound({ ...erasing, histories, now: () => at }).catch(cutOffOnly);
    if (done === null) continue;
    rounds.push(done);
    if (until(done)) return rounds;
  }
  throw new Error(`an erasure is not done after ${roundsMax} rounds: ${JSON.stringify(rounds.at(-1))}`);
}

/** What a test throws where a process is to end. */
export class CutOff extends Error {}

function cutOffOnly(error: unknown): null {
  if (error instanceof CutOff) return null;
  throw error;
}
