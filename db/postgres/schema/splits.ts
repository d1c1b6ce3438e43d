import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { actorKinds } from '../../../domain/actor.ts';
import { winnerStates } from '../../../domain/experiments/split-winner.ts';
import { personalGroups } from '../../../domain/personal/choose-arm.ts';
import type { CountedMessages } from '../../../domain/personal/counted-messages.ts';
import type { PersonalReason } from '../../../domain/personal/expected-outcome.ts';
import type { LearnedContext } from '../../../domain/personal/learned-context.ts';
import { policyRefusals } from '../../../domain/uplift/policy-refusal.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/**
 * The arm that a recovery took at a split, written once: when it came there. It takes another, and has a second row, only
 * where a new version has its arm no more. What the person bought is compared from then on,
 * since an arm is all that comes after the split, and it may well decide whether a message goes out at all.
 */
export const splitArms = pgTable(
  'split_arms',
  {
    storeId: storeIdColumn(),
    campaignId: uuid('campaign_id').notNull(),
    splitId: text('split_id').notNull(),
    recoveryId: uuid('recovery_id').notNull(),
    /** Who it is by now: a merge brings the arm along. */
    customerId: uuid('customer_id').notNull(),
    arm: text().notNull(),
    /** How probable the arm was, above 0 and up to 1. */
    share: doublePrecision().notNull(),
    /** Between which arms, and by which rule (`domain/experiments/split-design.ts`): only people of one design are compared. */
    design: text().notNull(),
    /** Held back by the campaign's holdout, so that no arm brought them anything. */
    heldOut: boolean('held_out').notNull(),
    exposedAt: moment('exposed_at').notNull(),
    /** Of a split that chooses for each person: whether it did so for this one; null: the split draws. */
    personalGroup: text('personal_group', { enum: personalGroups }),
    /** Why it chose this arm; null: drawn, or the store's best. Counts of messages, nothing that names anybody. */
    because: jsonb().$type<PersonalReason>(),
    /** Of a split that asks a policy: why it did what the rules do; null: the policy decided, or none is asked. */
    policyRefusal: text('policy_refusal', { enum: policyRefusals }),
    /** Of a split that learns by context: the numbers that it went by (`domain/personal/split-context.ts`). */
    context: jsonb().$type<readonly number[]>(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.campaignId, t.splitId, t.recoveryId, t.arm] }),
    index('split_arms_by_customer').on(t.storeId, t.customerId),
    ...storeIsolation(t.storeId),
  ],
);

/** The shares of a split that learns: a row with each change, the newest version holds. */
export const splitShares = pgTable(
  'split_shares',
  {
    storeId: storeIdColumn(),
    campaignId: uuid('campaign_id').notNull(),
    splitId: text('split_id').notNull(),
    version: integer().notNull(),
    design: text().notNull(),
    /** By arm; their sum is 1. */
    shares: jsonb().$type<Readonly<Record<string, number>>>().notNull(),
    /** Of a split that learns by context: what is known of each arm, and the shares are their means; null: it does not. */
    context: jsonb().$type<LearnedContext>(),
    computedAt: moment('computed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.campaignId, t.splitId, t.version] }), ...storeIsolation(t.storeId)],
);

/** The arm of a split that shows itself the best: proposed, and then taken unless somebody objects. One for each design. */
export const splitWinners = pgTable(
  'split_winners',
  {
    storeId: storeIdColumn(),
    campaignId: uuid('campaign_id').notNull(),
    splitId: text('split_id').notNull(),
    design: text().notNull(),
    arm: text().notNull(),
    state: text({ enum: winnerStates }).notNull().default('proposed'),
    proposedAt: moment('proposed_at').notNull(),
    /** When it takes all new people. */
    dueAt: moment('due_at').notNull(),
    decidedAt: moment('decided_at'),
    /** Who objected or applied it; null while it is proposed. */
    actorKind: text('actor_kind', { enum: actorKinds }),
    actorId: text('actor_id'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.campaignId, t.splitId, t.design] }),
    index('split_winners_due').on(t.dueAt).where(sql`state = 'proposed'`),
    ...storeIsolation(t.storeId),
  ],
);

/**
 * What became of a store's newest messages, by what they had in common: what people without a history of their own are expected
 * to do. Counted anew by the scheduled pass, so that nobody who comes to a split waits for it.
 */
export const messageRates = pgTable(
  'message_rates',
  {
    storeId: storeIdColumn().primaryKey(),
    counted: jsonb().$type<readonly CountedMessages[]>().notNull(),
    computedAt: moment('computed_at').notNull(),
  },
  (t) => storeIsolation(t.storeId),
);
