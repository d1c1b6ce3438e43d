import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { actorKinds } from '../../../domain/actor.ts';
import { modelNames } from '../../../domain/model.ts';
import type { RolloutFigures } from '../../../domain/rollout/figures.ts';
import { type GateResult, gateVerdicts } from '../../../domain/rollout/gates.ts';
import type { RolloutPlan } from '../../../domain/rollout/plan.ts';
import { rollBackReasons, rolloutStates } from '../../../domain/rollout/rollout.ts';
import { moment } from './columns.ts';
import { platformRows, storeIsolation } from './store-isolation.ts';

/** A version on its way from shadow to all carts. `state = 'starting'` is the outbox of its workflow's start. */
export const rollouts = pgTable(
  'rollouts',
  {
    /** Of version 7: ordered by time. */
    id: uuid().primaryKey(),
    /** Null: on the platform, for every store without a version of its own. */
    storeId: uuid('store_id'),
    model: text({ enum: modelNames }).notNull(),
    versionId: uuid('version_id').notNull(),
    /** Which version answered when it began: it is what the other one is compared with. */
    primaryVersionId: uuid('primary_version_id').notNull(),
    /** As it was when it began: a rollout is judged by one plan. */
    plan: jsonb().$type<RolloutPlan>().notNull(),
    state: text({ enum: rolloutStates }).notNull().default('starting'),
    /** Index of the stage in the plan. */
    stage: integer().notNull().default(0),
    /** When the stage was entered; null: its workflow has not begun. */
    stageSince: moment('stage_since'),
    /** Who held or ended it, in their words; null: nobody, or a gate. */
    reason: text(),
    endReason: text('end_reason', { enum: rollBackReasons }),
    actorKind: text('actor_kind', { enum: actorKinds }).notNull(),
    actorId: text('actor_id'),
    createdAt: moment('created_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (t) => [
    // Two rollouts of one model would be compared with each other.
    uniqueIndex('rollouts_one_active').on(t.storeId, t.model).where(sql`ended_at is null`),
    uniqueIndex('rollouts_one_active_of_platform').on(t.model).where(sql`ended_at is null and store_id is null`),
    index('rollouts_to_start').on(t.createdAt).where(sql`state = 'starting'`),
    index('rollouts_newest').on(t.storeId, t.id),
    ...storeIsolation(t.storeId),
    ...platformRows(t.storeId),
  ],
);

/** What each look at a rollout saw, and what its gates said: added, never changed. */
export const rolloutLooks = pgTable(
  'rollout_looks',
  {
    /** Of version 7: ordered by time. */
    id: uuid().primaryKey(),
    rolloutId: uuid('rollout_id').notNull(),
    storeId: uuid('store_id'),
    stage: integer().notNull(),
    at: moment('at').notNull(),
    verdict: text({ enum: gateVerdicts }).notNull(),
    gates: jsonb().$type<readonly GateResult[]>().notNull(),
    figures: jsonb().$type<RolloutFigures>().notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.rolloutId], foreignColumns: [rollouts.id], name: 'rollout_looks_rollout' }).onDelete(
      'cascade',
    ),
    index('rollout_looks_newest').on(t.rolloutId, t.id),
    ...storeIsolation(t.storeId),
    ...platformRows(t.storeId),
  ],
);
