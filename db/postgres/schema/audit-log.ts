import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { actorKinds } from '../../../domain/actor.ts';
import { type AuditChange, auditSubjectKinds } from '../../../domain/audit.ts';
import { permissions } from '../../../domain/permission.ts';
import { moment } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/** Who changed what: one row per change on behalf of a user, a key or a platform. Rows are added, never changed. */
export const auditLog = pgTable(
  'audit_log',
  {
    /** Of version 7: ordered by time. */
    id: uuid().primaryKey(),
    /** Null: a change of the installation. Refers to no row, so that what happened in a store outlives it. */
    storeId: uuid('store_id'),
    at: moment('at').notNull().default(sql`now()`),
    actorKind: text('actor_kind', { enum: actorKinds }).notNull(),
    /** Null for those of which there is only one. */
    actorId: text('actor_id'),
    /** The permission by which it was done. */
    action: text({ enum: permissions }).notNull(),
    subjectKind: text('subject_kind', { enum: auditSubjectKinds }).notNull(),
    subjectId: text('subject_id').notNull(),
    change: jsonb().$type<AuditChange>().notNull(),
  },
  (t) => [
    index('audit_log_by_store').on(t.storeId, t.id),
    index('audit_log_by_subject').on(t.storeId, t.subjectKind, t.subjectId, t.id),
    index('audit_log_by_actor').on(t.storeId, t.actorKind, t.actorId, t.id),
    ...storeIsolation(t.storeId),
  ],
);
