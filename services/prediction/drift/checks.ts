import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { driftChecks } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import type { DriftReport, DriftState } from '../../../domain/drift/drift-report.ts';
import type { Realised } from '../../../domain/drift/realised.ts';
import type { Retraining } from '../../../domain/drift/retraining.ts';
import { dayMs } from '../../../domain/duration.ts';
import type { ModelName } from '../../../domain/model.ts';
import { ServiceError } from '../../shared/service-error.ts';

export interface DriftCheck {
  readonly id: string;
  /** The store, or all stores together. */
  readonly scope: 'store' | 'platform';
  readonly model: ModelName;
  readonly version: string;
  readonly modelVersionId: string | null;
  readonly fromDay: string;
  readonly toDay: string;
  readonly checkedAt: Date;
  readonly state: DriftState;
  readonly alarmedSince: Date | null;
  readonly report: DriftReport;
  readonly retraining: Retraining;
  readonly trainingRunId: string | null;
}

/** What came true by a check of before, in a few figures. */
export interface DriftDay {
  readonly id: string;
  readonly toDay: string;
  readonly state: DriftState;
  readonly psi: number | null;
  readonly psiLimit: number | null;
  /** Of untouched people, or of the others where there are none. */
  readonly auc: Realised['auc'];
  readonly calibrationError: Realised['calibrationError'] | null;
  readonly asked: boolean;
}

/** A version that answered in the last week, and how it did since. */
export interface ServedDrift {
  readonly newest: DriftCheck;
  /** Oldest first, a check for each whole day; at most `historyDaysMax`. */
  readonly history: readonly DriftDay[];
}

export const historyDaysMax = 84;
/** A version that was not checked for so long answers no more. */
const servedForMs = 8 * dayMs;
const servedMax = 20;

/** The newest check of each version that answers in the store, in it and over all stores. */
export async function listDrift(
  database: Pick<Database, 'app'>,
  { storeId, now }: { readonly storeId: string; readonly now: Date },
): Promise<readonly ServedDrift[]> {
  return withStore(database, storeId, async (tx) => {
    const newest = await tx
      .selectDistinctOn([driftChecks.storeId, driftChecks.model, driftChecks.version])
      .from(driftChecks)
      .where(gt(driftChecks.checkedAt, new Date(now.getTime() - servedForMs)))
      .orderBy(driftChecks.storeId, driftChecks.model, driftChecks.version, desc(driftChecks.toDay))
      .limit(servedMax);
    const served: ServedDrift[] = [];
    for (const row of newest) served.push({ newest: shown(row), history: await historyOf(tx, row) });
    // What concerns the store itself comes first.
    return served.sort((a, b) => Number(a.newest.scope === 'platform') - Number(b.newest.scope === 'platform'));
  });
}

type Row = typeof driftChecks.$inferSelect;

async function historyOf(tx: Tx, { storeId, model, version }: Row): Promise<readonly DriftDay[]> {
  const rows = await tx
    .select({
      id: driftChecks.id,
      toDay: driftChecks.toDay,
      state: driftChecks.state,
      report: driftChecks.report,
      retraining: driftChecks.retraining,
    })
    .from(driftChecks)
    .where(
      and(
        storeId === null ? sql`${driftChecks.storeId} is null` : eq(driftChecks.storeId, storeId),
        eq(driftChecks.model, model),
        eq(driftChecks.version, version),
      ),
    )
    .orderBy(desc(driftChecks.toDay))
    .limit(historyDaysMax);
  return rows.reverse().map(({ id, toDay, state, report, retraining }): DriftDay => {
    const realised = report.realised.find(({ now }) => now !== null)?.now ?? null;
    return {
      ...{ id, toDay, state, asked: retraining.kind === 'asked' },
      ...{ psi: report.scores?.psi ?? null, psiLimit: report.scores?.psiLimit ?? null },
      ...{ auc: realised?.auc ?? null, calibrationError: realised?.calibrationError ?? null },
    };
  });
}

/** Throws `not_found`: this store sees no such check. */
export async function getDriftCheck(
  database: Pick<Database, 'app'>,
  { storeId, id }: { readonly storeId: string; readonly id: string },
): Promise<DriftCheck> {
  const [row] = await withStore(database, storeId, (tx) => tx.select().from(driftChecks).where(eq(driftChecks.id, id)));
  if (!row) throw new ServiceError('not_found', 'There is no such check.', { path: 'id' });
  return shown(row);
}

function shown({ storeId, ...row }: Row): DriftCheck {
  return { scope: storeId === null ? 'platform' : 'store', ...row };
}

/** More than a year, so that a season can be looked at beside the one before it. */
export const checksKeptMs = 400 * dayMs;

/** Purges checks that are older than they are kept, a bounded number at a time; returns how many. */
export async function purgeOldChecks(
  database: Pick<Database, 'engine'>,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<number> {
  const before = new Date(now - checksKeptMs).toISOString();
  return withEngine(database, async (tx) => {
    const forgotten = await rawSql(tx)`
      delete from drift_checks where id in (
        select id from drift_checks where checked_at < ${before}::timestamptz order by id limit ${limit}::int
      )`;
    return forgotten.count;
  });
}
