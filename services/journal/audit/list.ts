import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import { auditLog } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import type { ActorKind } from '../../../domain/actor.ts';
import type { AuditSubjectKind } from '../../../domain/audit.ts';
import { type Page, pageOf } from '../../shared/page.ts';

export type ListedAuditEntry = Omit<typeof auditLog.$inferSelect, 'storeId'>;

export interface AuditQuery {
  readonly subjectKind?: AuditSubjectKind;
  readonly subjectId?: string;
  readonly actorKind?: ActorKind;
  readonly actorId?: string;
  readonly limit: number;
  readonly after: string | null;
}

/** Who changed what in a store, newest first (ids are ordered by time). */
export async function listAudit(
  database: Pick<Database, 'app'>,
  { storeId, ...query }: AuditQuery & { readonly storeId: string },
): Promise<Page<ListedAuditEntry, string>> {
  return pageOfEntries(await withStore(database, storeId, (tx) => readEntries(tx, storeId, query)), query.limit);
}

/** The same of what belongs to no store. */
export async function listInstallationAudit(
  database: Pick<Database, 'engine'>,
  query: AuditQuery,
): Promise<Page<ListedAuditEntry, string>> {
  return pageOfEntries(await withEngine(database, (tx) => readEntries(tx, null, query)), query.limit);
}

function pageOfEntries(rows: readonly (typeof auditLog.$inferSelect)[], limit: number): Page<ListedAuditEntry, string> {
  return pageOf(
    rows,
    limit,
    ({ storeId: _, ...entry }) => entry,
    ({ id }) => id,
  );
}

function readEntries(tx: Tx, storeId: string | null, { limit, after, ...filters }: AuditQuery) {
  const { subjectKind, subjectId, actorKind, actorId } = filters;
  return tx
    .select()
    .from(auditLog)
    .where(
      and(
        storeId === null ? isNull(auditLog.storeId) : eq(auditLog.storeId, storeId),
        subjectKind && eq(auditLog.subjectKind, subjectKind),
        subjectId === undefined ? undefined : eq(auditLog.subjectId, subjectId),
        actorKind && eq(auditLog.actorKind, actorKind),
        actorId === undefined ? undefined : eq(auditLog.actorId, actorId),
        after === null ? undefined : lt(auditLog.id, after),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(limit + 1);
}
