import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import { auditLog } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withEngine, withStore } from '../../../db/postgres/tenancy.ts';
import type { ActorKind } from '../../../domain/actor.ts';
import type { AuditSubjectKind } from '../../../domain/audit.ts';
import { type Page, pageOf } from '../../shared/page.ts';

export type ListedAuditEntry = Omit<typeof auditLog.$inferSelect, 'storeId'>;

export interface ListAudit {
  /** Null: the changes of the installation, which belong to no store. */
  readonly storeId: string | null;
  readonly subjectKind?: AuditSubjectKind;
  readonly subjectId?: string;
  readonly actorKind?: ActorKind;
  readonly actorId?: string;
  readonly limit: number;
  readonly after: string | null;
}

/** Who changed what, newest first (ids are ordered by time). */
export async function listAudit(database: Database, asked: ListAudit): Promise<Page<ListedAuditEntry, string>> {
  const { storeId, limit } = asked;
  const read = (tx: Tx) => readEntries(tx, asked);
  const rows = storeId === null ? await withEngine(database, read) : await withStore(database, storeId, read);
  return pageOf(
    rows,
    limit,
    ({ storeId: _, ...entry }) => entry,
    ({ id }) => id,
  );
}

function readEntries(tx: Tx, { storeId, limit, after, ...filters }: ListAudit) {
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
