import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { actorKinds } from '../../../domain/actor.ts';
import type { UsedPart } from '../../../domain/metering/invoice.ts';
import { meterNames } from '../../../domain/metering/meter.ts';
import { sentStates } from '../../../domain/metering/meter-event.ts';
import type { PlanLimits } from '../../../domain/metering/plan.ts';
import type { MeterPrice } from '../../../domain/metering/price.ts';
import { quotaStates } from '../../../domain/metering/quota.ts';
import { moment, storeIdColumn } from './columns.ts';
import { platformRows, storeIsolation } from './store-isolation.ts';

/** Units of a meter (`domain/metering/meter.ts`); a JavaScript number holds every one. */
const units = (name: string) => bigint(name, { mode: 'number' });

/**
 * What was used, one row for each quarter of an hour and dimension. Events and carts are added by the transaction that applies
 * them; messages and predictions are counted from their own rows, as often as anybody likes, until their quarter is closed.
 */
export const usage = pgTable(
  'usage',
  {
    storeId: storeIdColumn(),
    meter: text({ enum: meterNames }).notNull(),
    /** Beginning of the quarter of an hour. */
    slot: moment('slot').notNull(),
    channel: text().notNull().default(''),
    country: text().notNull().default(''),
    quantity: units('quantity').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.meter, t.slot, t.channel, t.country] }),
    check('usage_not_negative', sql`quantity >= 0`),
    ...storeIsolation(t.storeId),
  ],
);

/** How far usage is closed: what is before is not counted from the rows of others any more. */
export const usageMarks = pgTable(
  'usage_marks',
  {
    name: text().primaryKey(),
    /** Null: of every store. */
    storeId: uuid('store_id'),
    closedUntil: moment('closed_until').notNull(),
  },
  (t) => [...storeIsolation(t.storeId), ...platformRows(t.storeId)],
);

/** A part of a month as it was billed; `origin`: the month that it was used in. */
export interface BilledPart extends UsedPart {
  readonly origin: string;
}

/** A month of a store that is over and billed: added, never changed. What is used in it later is billed with the next one. */
export const usagePeriods = pgTable(
  'usage_periods',
  {
    storeId: storeIdColumn(),
    /** `2026-11` */
    period: text().notNull(),
    /** Where it began and ended, by the clock that the store had then: the next one begins there. */
    fromAt: moment('from_at').notNull(),
    toAt: moment('to_at').notNull(),
    parts: jsonb().$type<readonly BilledPart[]>().notNull(),
    /** By which prices; null: there were none. */
    priceVersion: integer('price_version'),
    closedAt: moment('closed_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.period] }), ...storeIsolation(t.storeId)],
);

/** The plan of a store; one without a row has no limits. */
export const storePlans = pgTable(
  'store_plans',
  {
    storeId: storeIdColumn().primaryKey(),
    plan: text().notNull(),
    /** Of `custom`, and of plans that were made: those never change, so the copy stays what the plan is. */
    limits: jsonb().$type<PlanLimits>().notNull().default({}),
    /** The plan that follows, from a month `2026-12` of the store on; null: none. */
    nextPlan: text('next_plan'),
    nextLimits: jsonb('next_limits').$type<PlanLimits>(),
    nextFrom: text('next_from'),
    /** Whom a vendor of bills knows the store as; null: it is told nothing of it. */
    billingCustomer: text('billing_customer'),
    /** From when on it is told. */
    billedSince: moment('billed_since').notNull().default(sql`now()`),
    actorKind: text('actor_kind', { enum: actorKinds }).notNull(),
    actorId: text('actor_id'),
    changedAt: moment('changed_at').notNull().default(sql`now()`),
  },
  (t) => [
    check('store_plans_next_whole', sql`num_nonnulls(next_plan, next_limits, next_from) in (0, 3)`),
    ...storeIsolation(t.storeId),
  ],
);

/** Plans that the operator made, beside those of `domain/metering/plan.ts`: added, never changed. */
export const plans = pgTable(
  'plans',
  {
    name: text().primaryKey(),
    /** Null: for every store. */
    storeId: uuid('store_id'),
    limits: jsonb().$type<PlanLimits>().notNull(),
    actorKind: text('actor_kind', { enum: actorKinds }).notNull(),
    actorId: text('actor_id'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [...storeIsolation(t.storeId), ...platformRows(t.storeId)],
);

/** That somebody was told that a quota is near or over: once in a month. */
export const quotaAlerts = pgTable(
  'quota_alerts',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    /** `2026-11`, by the clock of the store. */
    period: text().notNull(),
    meter: text({ enum: meterNames }).notNull(),
    state: text({ enum: quotaStates }).notNull(),
    used: units('used').notNull(),
    included: units('included').notNull(),
    at: moment('at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    unique('quota_alerts_once').on(t.storeId, t.period, t.meter, t.state),
    index('quota_alerts_newest').on(t.at),
    ...storeIsolation(t.storeId),
  ],
);

/** What units cost from a month on, for all stores: added, never changed. */
export const priceVersions = pgTable(
  'price_versions',
  {
    version: integer().primaryKey(),
    /** Null: for every store. */
    storeId: uuid('store_id'),
    validFrom: text('valid_from').notNull(),
    currency: text().notNull(),
    prices: jsonb().$type<readonly MeterPrice[]>().notNull(),
    actorKind: text('actor_kind', { enum: actorKinds }).notNull(),
    actorId: text('actor_id'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [...storeIsolation(t.storeId), ...platformRows(t.storeId)],
);

/** What a vendor of bills was told of a row of usage, part by part: kept before it is sent, and never changed in what it says. */
export const usageSent = pgTable(
  'usage_sent',
  {
    storeId: storeIdColumn(),
    meter: text({ enum: meterNames }).notNull(),
    slot: moment('slot').notNull(),
    channel: text().notNull().default(''),
    country: text().notNull().default(''),
    /** From 1; a further one when the row has grown since. */
    part: integer().notNull(),
    quantity: units('quantity').notNull(),
    state: text({ enum: sentStates }).notNull(),
    /** When it may have arrived first; null: it certainly has not. */
    firstSentAt: moment('first_sent_at'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.meter, t.slot, t.channel, t.country, t.part] }),
    index('usage_sent_in_doubt').on(t.slot).where(sql`state = 'sending'`),
    ...storeIsolation(t.storeId),
  ],
);
