import { date, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { type DriftReport, driftStates } from '../../../domain/drift/drift-report.ts';
import type { Retraining } from '../../../domain/drift/retraining.ts';
import { modelNames } from '../../../domain/model.ts';
import { moment } from './columns.ts';
import { platformRows, storeIsolation } from './store-isolation.ts';

/**
 * Whether a model version did as before, as found after each whole day, in each store that it answered for and over all of them
 * (no store). Holds sums and shares only: what the platform's rows say names no store.
 */
export const driftChecks = pgTable(
  'drift_checks',
  {
    /** Of version 7: ordered by time. */
    id: uuid().primaryKey(),
    /** Null: over all stores. */
    storeId: uuid('store_id'),
    model: text({ enum: modelNames }).notNull(),
    version: text().notNull(),
    /** Null: the shipped prior before it was registered. */
    modelVersionId: uuid('model_version_id'),
    /** First and last of the days compared, by the store's calendar; over all stores by UTC. */
    fromDay: date('from_day').notNull(),
    toDay: date('to_day').notNull(),
    checkedAt: moment('checked_at').notNull(),
    state: text({ enum: driftStates }).notNull(),
    /** Of the first of the checks in a row that raised an alarm; null: this one raised none. */
    alarmedSince: moment('alarmed_since'),
    report: jsonb().$type<DriftReport>().notNull(),
    retraining: jsonb().$type<Retraining>().notNull(),
    /** What was asked for because of it; null: nothing. */
    trainingRunId: uuid('training_run_id'),
  },
  (t) => [
    unique('drift_checks_once').on(t.storeId, t.model, t.version, t.toDay).nullsNotDistinct(),
    index('drift_checks_newest').on(t.storeId, t.toDay),
    ...storeIsolation(t.storeId),
    ...platformRows(t.storeId),
  ],
);
