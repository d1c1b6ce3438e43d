import { and, eq, gte, lt, or } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { modelVersions, rollouts, trainingRuns } from '../../../../db/postgres/schema/index.ts';
import { rawSql, type Tx } from '../../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../../domain/duration.ts';
import type { LineageDataset, LineageRun, LineageRunEnd } from '../../../../domain/open-lineage/run-event.ts';
import { featureSetOfHash } from '../../../../ml/known-feature-sets.ts';
import { trainingResultSchema } from '../../../prediction/training/training-result.ts';
import { uuidV8 } from '../../../shared/ids.ts';

/** From the first moment to before the second. */
export interface LineageWindow {
  readonly from: Date;
  readonly to: Date;
}

/** Of one kind in one reading; there are a few a day. */
const runsMax = 2_000;

const product = 'cart-recovery';

/** The namespace of a store's jobs and data; that of the platform is for every store. */
function namespaceOf(storeId: string | null): string {
  return storeId === null ? product : `${product}/${storeId}`;
}

/** Runs that began or ended in a window, those of the store and of the platform, or of all stores for who may see them. */
export async function readLineageRuns(tx: Tx, window: LineageWindow): Promise<readonly LineageRun[]> {
  return [
    ...(await readTrainings(tx, window)),
    ...(await readRollouts(tx, window)),
    ...(await readDecisionDays(tx, window)),
  ];
}

async function readTrainings(tx: Tx, window: LineageWindow): Promise<readonly LineageRun[]> {
  const rows = await tx
    .select({
      ...{ id: trainingRuns.id, storeId: trainingRuns.storeId, model: trainingRuns.model, state: trainingRuns.state },
      ...{ endReason: trainingRuns.endReason, result: trainingRuns.result, dataHash: trainingRuns.dataHash },
      ...{ startedAt: trainingRuns.startedAt, endedAt: trainingRuns.endedAt },
      ...{ version: modelVersions.version, setHash: modelVersions.featureSetHash },
    })
    .from(trainingRuns)
    .leftJoin(modelVersions, eq(modelVersions.id, trainingRuns.versionId))
    .where(or(within(trainingRuns.startedAt, window), within(trainingRuns.endedAt, window)))
    .orderBy(trainingRuns.id)
    .limit(runsMax);
  return rows.map(({ storeId, model, startedAt, endedAt, ...row }) => {
    const namespace = namespaceOf(storeId);
    const ends: Partial<Record<typeof row.state, LineageRunEnd['state']>> = {
      ...{ registered: 'COMPLETE', refused: 'FAIL', failed: 'FAIL', cancelled: 'ABORT' },
    };
    const rowCount = trainingResultSchema.safeParse(row.result).data?.rows.all ?? null;
    return {
      runId: row.id,
      job: { namespace, name: `training.${model}`, type: 'TRAINING' },
      inputs: [
        { namespace, name: 'carts', version: row.dataHash, rows: rowCount },
        ...(row.setHash === null ? [] : [featureDataset(namespace, row.setHash, null)]),
      ],
      outputs: row.version === null ? [] : [modelDataset(namespace, model, row.version)],
      startedAtMs: startedAtOf(startedAt, window),
      end: endOf(endedAt, window, ends[row.state] ?? 'FAIL', row.endReason),
    };
  });
}

async function readRollouts(tx: Tx, window: LineageWindow): Promise<readonly LineageRun[]> {
  const rows = await tx
    .select({
      ...{ id: rollouts.id, storeId: rollouts.storeId, model: rollouts.model, state: rollouts.state },
      ...{ endReason: rollouts.endReason, createdAt: rollouts.createdAt, endedAt: rollouts.endedAt },
      version: modelVersions.version,
    })
    .from(rollouts)
    .innerJoin(modelVersions, eq(modelVersions.id, rollouts.versionId))
    .where(or(within(rollouts.createdAt, window), within(rollouts.endedAt, window)))
    .orderBy(rollouts.id)
    .limit(runsMax);
  return rows.map(({ id, storeId, model, state, endReason, createdAt, endedAt, version }) => {
    const namespace = namespaceOf(storeId);
    const served = { namespace, name: `served.${model}`, version, rows: null };
    return {
      runId: id,
      job: { namespace, name: `rollout.${model}`, type: 'ROLLOUT' },
      inputs: [modelDataset(namespace, model, version)],
      outputs: state === 'promoted' ? [served] : [],
      startedAtMs: startedAtOf(createdAt, window),
      end: endOf(endedAt, window, state === 'promoted' ? 'COMPLETE' : 'ABORT', endReason),
    };
  });
}

interface DecisionDay {
  readonly storeId: string;
  /** `2026-11-27` in UTC. */
  readonly day: string;
  readonly version: string;
  readonly setHash: string;
  readonly predictions: number;
  readonly decisions: number;
  readonly messages: number;
}

/**
 * What each version decided by in each store on each whole day (UTC): one run a day, because a catalogue of data has no use for one
 * a cart. The counts are of the recoveries that began on it, as they stand when they are read.
 */
async function readDecisionDays(tx: Tx, { from, to }: LineageWindow): Promise<readonly LineageRun[]> {
  const days = await rawSql(tx)<DecisionDay[]>`
    select p.store_id as "storeId", (p.at at time zone 'UTC')::date::text as day, p.model_version as version,
      p.feature_set_hash as "setHash", count(*)::int as predictions,
      sum(decided.n)::int as decisions, sum(sent.n)::int as messages
    from predictions p
    cross join lateral (
      select count(*) as n from decisions d
      where d.store_id = p.store_id and d.recovery_id = p.recovery_id and d.kind in ('sent', 'not_sent', 'offered')
    ) decided
    cross join lateral (
      select count(*) as n from messages m where m.store_id = p.store_id and m.recovery_id = p.recovery_id
    ) sent
    where p.purpose = 'recovery'
      and p.at >= date_trunc('day', ${from.toISOString()}::timestamptz - interval '1 day' - interval '1 microsecond', 'UTC')
      and p.at < date_trunc('day', ${to.toISOString()}::timestamptz, 'UTC')
    group by 1, 2, 3, 4
    order by 2, 1, 3, 4
    limit ${runsMax}`;
  return days.flatMap(({ storeId, day, version, setHash, predictions, decisions, messages }): LineageRun[] => {
    const startedAtMs = Date.parse(`${day}T00:00:00Z`);
    const atMs = startedAtMs + dayMs;
    // A day is told when it is over.
    if (atMs < from.getTime() || atMs >= to.getTime()) return [];
    const namespace = namespaceOf(storeId);
    return [
      {
        runId: uuidV8(`open-lineage/${storeId}/${day}/${version}/${setHash}`),
        job: { namespace, name: 'decisions', type: 'DECISIONS' },
        inputs: [featureDataset(namespace, setHash, predictions), modelDataset(namespace, 'purchase', version)],
        outputs: [
          { namespace, name: 'decisions', version: day, rows: decisions },
          { namespace, name: 'messages', version: day, rows: messages },
        ],
        ...{ startedAtMs, end: { atMs, state: 'COMPLETE', reason: null } },
      },
    ];
  });
}

function featureDataset(namespace: string, hash: string, rows: number | null): LineageDataset {
  const set = featureSetOfHash(hash);
  const fields = set?.features.map(({ name, unit, description }) => ({ name, type: unit, description }));
  return { namespace, name: `features.${set?.name ?? 'unknown'}`, version: hash, rows, ...(fields && { fields }) };
}

function modelDataset(namespace: string, model: string, version: string): LineageDataset {
  return { namespace, name: `models.${model}`, version, rows: null };
}

function within(column: AnyPgColumn, { from, to }: LineageWindow) {
  return and(gte(column, from), lt(column, to));
}

function isWithin(at: Date, { from, to }: LineageWindow): boolean {
  return at >= from && at < to;
}

function startedAtOf(startedAt: Date | null, window: LineageWindow): number | null {
  return startedAt !== null && isWithin(startedAt, window) ? startedAt.getTime() : null;
}

function endOf(
  endedAt: Date | null,
  window: LineageWindow,
  state: LineageRunEnd['state'],
  reason: string | null,
): LineageRunEnd | null {
  return endedAt !== null && isWithin(endedAt, window) ? { atMs: endedAt.getTime(), state, reason } : null;
}
