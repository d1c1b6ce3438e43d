import { and, eq, sql } from 'drizzle-orm';
import { integrations, reconciliations } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { ReconciliationRun } from './reconciliation-run.ts';

export interface ReconciliationRecord {
  readonly status: 'done' | 'failed';
  readonly cause: string | null;
  /** Epoch milliseconds. */
  readonly since: number;
  readonly until: number;
  readonly seen: number;
  readonly missed: number;
  readonly duplicates: number;
  readonly refused: number;
}

/** Records what a look found, once, however often it is retried. Only a look that came to its end moves the next one on. */
export async function recordLook(
  { database, now }: { readonly database: Pick<Database, 'app'>; readonly now: () => number },
  { storeId, integrationId, lookId }: ReconciliationRun,
  { since, until, ...record }: ReconciliationRecord,
): Promise<void> {
  const finishedAt = new Date(now());
  const its = and(eq(integrations.storeId, storeId), eq(integrations.id, integrationId));
  await withStore(database, storeId, async (tx) => {
    const [there] = await tx.select({ id: integrations.id }).from(integrations).where(its).for('update');
    if (!there) return;
    await tx
      .insert(reconciliations)
      .values({
        storeId,
        id: lookId,
        integrationId,
        ...record,
        since: new Date(since),
        until: new Date(until),
        finishedAt,
      })
      .onConflictDoNothing();
    if (record.status !== 'done') return;
    const untilText = new Date(until).toISOString();
    const at = finishedAt.toISOString();
    await tx
      .update(integrations)
      .set({
        reconciledUntil: sql`greatest(reconciled_until, ${untilText}::timestamptz)`,
        ...(record.missed > 0 && {
          firstEventAt: sql`coalesce(first_event_at, ${at}::timestamptz)`,
          lastEventAt: sql`greatest(last_event_at, ${at}::timestamptz)`,
        }),
      })
      .where(its);
  });
}
