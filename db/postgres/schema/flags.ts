import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { actorKinds } from '../../../domain/actor.ts';
import type { FlagRule } from '../../../domain/flags/rule.ts';
import { moment } from './columns.ts';
import { platformRows, storeIsolation } from './store-isolation.ts';

/** What was said of the flags of `domain/flags/flag.ts`; one without a row is on. */
export const flags = pgTable(
  'flags',
  {
    /** Null: the platform's, for all stores. */
    storeId: uuid('store_id'),
    name: text().notNull(),
    /** Read by `domain/flags/rule.ts` only: a row that was changed by hand may hold anything that the check below lets through. */
    rule: jsonb().$type<FlagRule>().notNull(),
    /** Of whoever changed it last, in their words. */
    reason: text().notNull(),
    actorKind: text('actor_kind', { enum: actorKinds }).notNull(),
    actorId: text('actor_id'),
    changedAt: moment('changed_at').notNull(),
  },
  (t) => [
    unique('flags_scope').on(t.storeId, t.name).nullsNotDistinct(),
    // A null is no kind: without `coalesce` it would pass, since a check refuses only what is false.
    check('flags_rule_kind', sql`coalesce(rule ->> 'kind' in ('on', 'off', 'percentage', 'schedule'), false)`),
    ...storeIsolation(t.storeId),
    ...platformRows(t.storeId),
  ],
);

/** Each change of them: added, never changed. */
export const flagChanges = pgTable(
  'flag_changes',
  {
    /** Of version 7: ordered by time. */
    id: uuid().primaryKey(),
    storeId: uuid('store_id'),
    at: moment('at').notNull(),
    name: text().notNull(),
    /** Null: nothing was said before. */
    before: jsonb().$type<FlagRule>(),
    /** Null: back to the default. */
    after: jsonb().$type<FlagRule>(),
    reason: text().notNull(),
    actorKind: text('actor_kind', { enum: actorKinds }).notNull(),
    actorId: text('actor_id'),
  },
  (t) => [index('flag_changes_newest').on(t.storeId, t.id), ...storeIsolation(t.storeId), ...platformRows(t.storeId)],
);
