import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { memberships, scheduledReports, users } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type ScheduledReport, showReports } from './report.ts';
import { reportBounds } from './report-input.ts';

interface OfStore {
  readonly storeId: string;
}

/** The reports of a store by name: few enough for one answer. */
export async function listReports(
  { database, now }: { readonly database: Pick<Database, 'app'>; readonly now: () => number },
  { storeId }: OfStore,
): Promise<readonly ScheduledReport[]> {
  return withStore(database, storeId, async (tx) => {
    const rows = await tx
      .select()
      .from(scheduledReports)
      .where(and(eq(scheduledReports.storeId, storeId), ne(scheduledReports.status, 'deleted')))
      .orderBy(asc(scheduledReports.name), asc(scheduledReports.id))
      .limit(reportBounds.reportsPerStoreMax);
    return showReports(tx, { storeId, rows, nowMs: now() });
  });
}

const recipientsMax = 1_000;

/** Whom reports can go to: members of the store, by name and without their addresses. */
export async function listPossibleRecipients(
  database: Pick<Database, 'app'>,
  { storeId }: OfStore,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return withStore(database, storeId, (tx) =>
    tx
      .select({ id: users.id, name: users.name })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(sql`${users.deactivatedAt} is null`)
      .orderBy(asc(users.name), asc(users.id))
      .limit(recipientsMax),
  );
}
