import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { actorKinds } from '../../../domain/actor.ts';
import { modelNames } from '../../../domain/model.ts';
import {
  type TrainingProgress,
  trainingEndReasons,
  trainingReasons,
  trainingStates,
} from '../../../domain/training/training-run.ts';
import { moment, storeIdColumn } from './columns.ts';
import { platformRows, storeIsolation } from './store-isolation.ts';

/** One attempt to make a model. `state = 'requested'` is the outbox of the workflow start. */
export const trainingRuns = pgTable(
  'training_runs',
  {
    /** Of version 7: ordered by time. */
    id: uuid().primaryKey(),
    /** Null: a model for every store without one of its own. */
    storeId: uuid('store_id'),
    model: text({ enum: modelNames }).notNull(),
    reason: text({ enum: trainingReasons }).notNull(),
    state: text({ enum: trainingStates }).notNull().default('requested'),
    /** Why there is no model; null: there is one, or the run goes on. */
    endReason: text('end_reason', { enum: trainingEndReasons }),
    progress: jsonb().$type<TrainingProgress>().notNull(),
    /** What the trainer measured (`services/prediction/training/training-result.ts`); null: nothing yet. */
    result: jsonb().$type<unknown>(),
    /** The version that came of it. */
    versionId: uuid('version_id'),
    /** SHA-256 of the rows that were learned from, hexadecimal. */
    dataHash: text('data_hash'),
    actorKind: text('actor_kind', { enum: actorKinds }).notNull(),
    actorId: text('actor_id'),
    requestedAt: moment('requested_at').notNull(),
    startedAt: moment('started_at'),
    /** When somebody asked for its end. */
    cancelAskedAt: moment('cancel_asked_at'),
    endedAt: moment('ended_at'),
  },
  (t) => [
    // One at a time for a scope and a model: a second request finds the first.
    uniqueIndex('training_runs_open')
      .on(sql`coalesce(store_id, '00000000-0000-0000-0000-000000000000')`, t.model)
      .where(sql`ended_at is null`),
    index('training_runs_newest').on(t.storeId, t.requestedAt, t.id),
    ...storeIsolation(t.storeId),
    ...platformRows(t.storeId),
  ],
);

/** How many logged vectors were computed again from the event log, and how many differed: the newest check of each day. */
export const featureChecks = pgTable(
  'feature_checks',
  {
    storeId: storeIdColumn(),
    /** A day in UTC, `2026-11-27`. */
    day: text().notNull(),
    checked: integer().notNull(),
    differing: integer().notNull(),
    /** How often each feature differed; features that never did are left out. */
    byFeature: jsonb('by_feature').$type<Readonly<Record<string, number>>>().notNull(),
    /** Up to where predictions of this store were looked at. */
    checkedUntil: moment('checked_until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.day] }), ...storeIsolation(t.storeId)],
);
