import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { actorKinds } from '../../../domain/actor.ts';
import { erasureStages, erasureWaits } from '../../../domain/erasure/stage.ts';
import { identityKinds } from '../../../domain/identity.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/** What an erasure still has to find elsewhere, when the rows that led there are gone. Emptied when it is done. */
export interface ErasureTargets {
  /** Under which names analytics and the caches know the person (`events/shopper-key.ts`). */
  readonly shoppers: readonly string[];
  readonly cartIds: readonly string[];
  readonly workflowIds: readonly string[];
}

/** Rows by table: how many were deleted, and how many were left without what they said of the person. */
export type ErasedRows = Readonly<Record<string, { readonly deleted: number; readonly blanked: number }>>;

/** The erasure of one person, and how far it came. It holds nothing by which anybody could be known again. */
export const erasures = pgTable(
  'erasures',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    /** Every id that the person had; none: a platform named somebody of whom the engine had not heard. */
    customerIds: uuid('customer_ids').array().notNull(),
    /** The platform's request that it answers; null: somebody of the store asked for it. */
    privacyRequestId: uuid('privacy_request_id'),
    actorKind: text('actor_kind', { enum: actorKinds }).notNull(),
    actorId: text('actor_id'),
    stage: text({ enum: erasureStages }).notNull().default('requested'),
    requestedAt: moment('requested_at').notNull(),
    /** When each stage was over, ISO 8601. */
    stageTimes: jsonb('stage_times').$type<Readonly<Record<string, string>>>().notNull().default({}),
    /** The transaction that asked for it: those of before may still write what they read before. */
    askedIn: text('asked_in').notNull().default(sql`pg_current_xact_id()::text`),
    /** What the next stage waits for, and since when; null: it is its turn. */
    waitsFor: text('waits_for', { enum: erasureWaits }),
    waitsSince: moment('waits_since'),
    attempts: integer().notNull().default(0),
    /** When it is looked at next; in the future too while somebody works on it. Null: it is done. */
    dueAt: moment('due_at'),
    targets: jsonb().$type<ErasureTargets>(),
    rows: jsonb().$type<ErasedRows>().notNull().default({}),
    /** Events that came in afterwards without what the person was known by. */
    keptOut: integer('kept_out').notNull().default(0),
    doneAt: moment('done_at'),
    /** What was signed when it was done, and with which key. */
    receipt: text(),
    signature: text(),
    keyId: text('key_id'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('erasures_newest').on(t.storeId, t.requestedAt, t.id),
    index('erasures_by_customer').using('gin', t.customerIds),
    index('erasures_due').on(t.dueAt).where(sql`due_at is not null`),
    ...storeIsolation(t.storeId),
  ],
);

/** What erased persons were known by, as keyed hashes: every way in asks, so that nobody comes back unasked. */
export const erasureTombstones = pgTable(
  'erasure_tombstones',
  {
    storeId: storeIdColumn(),
    kind: text({ enum: identityKinds }).notNull(),
    /** HMAC-SHA-256 of store, kind and value, hex (`services/state/tombstones/tombstone-hash.ts`). */
    hash: text().notNull(),
    /** Of the installation's key that made it: kept as long as there is one. */
    keyId: text('key_id').notNull(),
    erasureId: uuid('erasure_id').notNull(),
    erasedAt: moment('erased_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.kind, t.hash] }),
    index('erasure_tombstones_of_erasure').on(t.storeId, t.erasureId),
    ...storeIsolation(t.storeId),
  ],
);
