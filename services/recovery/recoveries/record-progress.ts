import { and, eq, isNull } from 'drizzle-orm';
import { recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { FlowCursor } from '../../../domain/flow/flow-cursor.ts';
import type { RecoveryStage, Skipped } from '../../../domain/recovery.ts';
import { notSent } from '../../journal/decisions/not-sent.ts';
import { recordDecisions } from '../../journal/decisions/record.ts';

export interface RecoveryProgress {
  readonly storeId: string;
  readonly recoveryId: string;
  readonly cartId: string;
  readonly stage: RecoveryStage;
  /** What it waits for, e.g. the id of the next rule. */
  readonly waitsFor: string | null;
  /** Epoch milliseconds. */
  readonly waitsUntil: number | null;
  readonly cursor: FlowCursor | null;
  /** Touches that the recovery itself decided not to send, since it last recorded its progress. */
  readonly skipped: readonly Skipped[];
}

/** Mirrors where a recovery stands, for lists; the workflow owns the fact. Recording twice changes nothing. */
export async function recordProgress(database: Pick<Database, 'app'>, progress: RecoveryProgress): Promise<void> {
  await withStore(database, progress.storeId, async (tx) => {
    await recordSkipped(tx, progress);
    const { storeId, recoveryId, stage, waitsFor, waitsUntil, cursor } = progress;
    await tx
      .update(recoveries)
      .set({ stage, waitsFor, waitsUntil: waitsUntil === null ? null : new Date(waitsUntil), cursor })
      .where(and(eq(recoveries.storeId, storeId), eq(recoveries.id, recoveryId), isNull(recoveries.endedAt)));
  });
}

export async function recordSkipped(
  tx: Tx,
  { storeId, recoveryId, cartId, skipped }: Pick<RecoveryProgress, 'storeId' | 'recoveryId' | 'cartId' | 'skipped'>,
): Promise<void> {
  await recordDecisions(
    tx,
    skipped.map((one) => notSent({ storeId, recoveryId, cartId, ...one })),
  );
}
