import { and, eq, isNotNull } from 'drizzle-orm';
import { erasures, privacyRequests, webhookDeliveries } from '../../../db/postgres/schema/index.ts';
import { rawSql, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import {
  type ErasureStage,
  type ErasureWait,
  erasureWaits,
  isStuck,
  nextStage,
} from '../../../domain/erasure/stage.ts';
import { receiptSignature, tombstoneKeyOf } from '../../state/tombstones/tombstone-hash.ts';
import { type AdvanceDeps, workOn } from './advance.ts';
import { type ErasureRow, receiptOf } from './erasure.ts';

/** Nobody else works on it meanwhile; whoever was killed is relieved after that. */
const leaseMs = 60_000;
/** Between two looks at what an erasure waits for. */
const pauseMs = 1_000;
const failedPauseMs = 15_000;
/** Since it was asked for: who had begun a copy before is done by then, and the last stage looks for what it left. */
export const quietMs = 60_000;

export interface ErasureRound {
  /** An erasure was worked on; null: none was due. */
  readonly erasure: { readonly id: string; readonly storeId: string } | null;
  readonly stage: ErasureStage | null;
  readonly waitsFor: ErasureWait | null;
  /** Why a stage failed. */
  readonly error?: unknown;
}

/** Works on the erasure that is due first, for one stage. Kill it anywhere: what a stage did it does again. */
export async function runErasureRound(deps: AdvanceDeps): Promise<ErasureRound> {
  const erasure = await takeDue(deps);
  if (erasure === null) return { erasure: null, stage: null, waitsFor: null };
  const { id, storeId } = erasure;
  const stage = nextStage(erasure.stage);
  if (stage === null) return { erasure: { id, storeId }, stage, waitsFor: null };
  try {
    const waitsFor = await tryStage(deps, erasure, stage);
    await (waitsFor === null ? passStage(deps, erasure, stage) : wait(deps, erasure, waitsFor));
    return { erasure: { id, storeId }, stage, waitsFor };
  } catch (error) {
    await wait(deps, erasure, 'failed');
    return { erasure: { id, storeId }, stage, waitsFor: 'failed', error };
  }
}

async function tryStage(deps: AdvanceDeps, erasure: ErasureRow, stage: ErasureStage): Promise<ErasureWait | null> {
  if (stage === 'done' && deps.now() - erasure.requestedAt.getTime() < quietMs) return 'transactions_before';
  return workOn(deps, erasure, stage);
}

async function takeDue({ database, now }: AdvanceDeps): Promise<ErasureRow | null> {
  const nowMs = now();
  const taken = await withEngine(
    database,
    (tx) =>
      rawSql(tx)<{ storeId: string; id: string }[]>`
      update erasures set due_at = to_timestamp(${nowMs + leaseMs}::float8 / 1000), attempts = attempts + 1
      where (store_id, id) in (
        select store_id, id from erasures where due_at <= to_timestamp(${nowMs}::float8 / 1000)
        order by due_at limit 1 for update skip locked
      )
      returning store_id as "storeId", id`,
  );
  const [one] = taken;
  if (!one) return null;
  const { storeId, id } = one;
  return withStore(database, storeId, async (tx) => {
    const [row] = await tx
      .select()
      .from(erasures)
      .where(and(eq(erasures.storeId, storeId), eq(erasures.id, id)));
    return row ?? null;
  });
}

async function wait({ database, now }: AdvanceDeps, erasure: ErasureRow, waitsFor: ErasureWait): Promise<void> {
  const at = now();
  await withStore(database, erasure.storeId, (tx) =>
    tx
      .update(erasures)
      .set({
        waitsFor,
        waitsSince: erasure.waitsSince ?? new Date(at),
        dueAt: new Date(at + (waitsFor === 'failed' ? failedPauseMs : pauseMs)),
      })
      .where(isThis(erasure)),
  );
}

/** The stage is over; with the last one the receipt is signed and what led to the person is forgotten here too. */
async function passStage(deps: AdvanceDeps, erasure: ErasureRow, stage: ErasureStage): Promise<void> {
  const at = deps.now();
  const passed = { stage, waitsFor: null, waitsSince: null, dueAt: new Date(at) };
  await withStore(deps.database, erasure.storeId, async (tx) => {
    const [row] = await tx.select().from(erasures).where(isThis(erasure)).for('update');
    if (!row) return;
    const stageTimes = { ...row.stageTimes, [stage]: new Date(at).toISOString() };
    if (stage !== 'done') {
      await tx
        .update(erasures)
        .set({ ...passed, stageTimes })
        .where(isThis(erasure));
      return;
    }
    const receipt = JSON.stringify(receiptOf(row, stageTimes, at));
    const key = tombstoneKeyOf(deps.keys);
    await tx
      .update(erasures)
      .set({
        ...{ ...passed, stageTimes, dueAt: null, doneAt: new Date(at), targets: null },
        ...{ receipt, keyId: key.id, signature: receiptSignature(key, receipt) },
      })
      .where(isThis(erasure));
    if (row.privacyRequestId === null) return;
    const [request] = await tx
      .update(privacyRequests)
      .set({ status: 'done', doneAt: new Date(at) })
      .where(and(eq(privacyRequests.storeId, row.storeId), eq(privacyRequests.id, row.privacyRequestId)))
      .returning({ deliveryId: privacyRequests.deliveryId });
    if (request)
      await tx
        .delete(webhookDeliveries)
        .where(and(eq(webhookDeliveries.storeId, row.storeId), eq(webhookDeliveries.id, request.deliveryId)));
  });
}

function isThis({ storeId, id }: ErasureRow) {
  return and(eq(erasures.storeId, storeId), eq(erasures.id, id));
}

export interface OpenErasures {
  readonly open: number;
  /** How many wait for so long that somebody has to look, by what they wait for. */
  readonly stuck: Readonly<Record<ErasureWait, number>>;
}

export async function countOpenErasures(
  { database }: Pick<AdvanceDeps, 'database'>,
  nowMs: number,
): Promise<OpenErasures> {
  const rows = await withEngine(database, (tx) =>
    tx
      .select({ waitsFor: erasures.waitsFor, waitsSince: erasures.waitsSince })
      .from(erasures)
      .where(isNotNull(erasures.dueAt)),
  );
  const stuck = rows.filter(({ waitsSince }) => isStuck({ waitsSinceMs: waitsSince?.getTime() ?? null, nowMs }));
  const counted = erasureWaits.map((reason) => [reason, stuck.filter(({ waitsFor }) => waitsFor === reason).length]);
  return { open: rows.length, stuck: Object.fromEntries(counted) };
}
