import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { actorKinds } from '../../../domain/actor.ts';
import type { WithheldActionReason } from '../../../domain/uplift/choose-policy-action.ts';
import type { AllowedAction } from '../../../domain/uplift/policy-action.ts';
import type { PolicyEvaluation } from '../../../domain/uplift/policy-evaluation.ts';
import { type PolicyTerms, type PurchaseChances, policyStates } from '../../../domain/uplift/policy-terms.ts';
import { minorUnits, moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';
import { stores } from './stores.ts';

/**
 * What is done about a cart by what it is expected to bring: one row for each version of a policy, whose terms never change, so that
 * a decision names the very terms that it was made by.
 */
export const policies = pgTable(
  'policies',
  {
    storeId: storeIdColumn().references(() => stores.id),
    id: uuid().notNull(),
    name: text().notNull(),
    /** Counts the versions of one name from 1. */
    version: integer().notNull(),
    /** Whose people it is judged by; null: those of every campaign. */
    campaignId: uuid('campaign_id'),
    state: text({ enum: policyStates }).notNull().default('draft'),
    terms: jsonb().$type<PolicyTerms>().notNull(),
    /** What it would have brought by what was logged; null: nobody has asked yet. */
    evaluation: jsonb().$type<PolicyEvaluation>(),
    evaluatedAt: moment('evaluated_at'),
    actorKind: text('actor_kind', { enum: actorKinds }).notNull(),
    actorId: text('actor_id'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    changedAt: moment('changed_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    unique('policies_by_version').on(t.storeId, t.name, t.version),
    ...storeIsolation(t.storeId),
  ],
);

/**
 * What a policy decided about a recovery at a split, written once, with all that is needed to say later what another policy would
 * have brought: the allowed actions, each with its exact probability.
 */
export const policyDecisions = pgTable(
  'policy_decisions',
  {
    storeId: storeIdColumn(),
    campaignId: uuid('campaign_id').notNull(),
    splitId: text('split_id').notNull(),
    recoveryId: uuid('recovery_id').notNull(),
    /** The version of the policy. */
    policyId: uuid('policy_id').notNull(),
    /** After consent and caps; their probabilities sum up to 1. */
    allowed: jsonb().$type<readonly AllowedAction[]>().notNull(),
    /** The action that was taken: an arm of the split. */
    taken: text().notNull(),
    /** How probable that was, as in `allowed`: the baseline's share included. */
    propensity: doublePrecision().notNull(),
    /** The action that the policy took for the one that brings most. */
    best: text().notNull(),
    withheld: jsonb().$type<readonly { readonly id: string; readonly reason: WithheldActionReason }[]>().notNull(),
    isOffer: boolean('is_offer').notNull(),
    /** What the offer would come to, for budgets; 0: it is none. */
    offerMinor: minorUnits('offer_minor').notNull(),
    valueMinor: minorUnits('value_minor'),
    currency: text(),
    chances: jsonb().$type<PurchaseChances>().notNull(),
    /** The version of the model `uplift` that said the chances; null: the store assumes them. */
    modelVersionId: uuid('model_version_id'),
    decidedAt: moment('decided_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.campaignId, t.splitId, t.recoveryId] }),
    index('policy_decisions_of_policy').on(t.storeId, t.policyId, t.decidedAt),
    index('policy_decisions_of_recovery').on(t.storeId, t.recoveryId),
    ...storeIsolation(t.storeId),
  ],
);
