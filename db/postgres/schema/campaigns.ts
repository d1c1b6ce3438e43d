import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { actorKinds } from '../../../domain/actor.ts';
import { type CampaignStep, campaignStatuses } from '../../../domain/campaign.ts';
import type { FlowProgram } from '../../../domain/flow/flow.ts';
import type { FlowEventName } from '../../../domain/flow/flow-event.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

export const campaigns = pgTable(
  'campaigns',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    name: text().notNull(),
    status: text({ enum: campaignStatuses }).notNull().default('draft'),
    /** Only carts last touched after this moment start a recovery. Set when the campaign first becomes active. */
    activatedAt: moment('activated_at'),
    version: integer().notNull().default(1),
    /** Counts changes of name, rules and draft: what a writer saw, so that no change of another is overwritten unseen. */
    revision: integer().notNull().default(1),
    /** Share of its people who get no message (`domain/experiments/holdout.ts`), and since when it is this share. */
    holdoutPercent: integer('holdout_percent').notNull().default(0),
    holdoutSince: moment('holdout_since').notNull().default(sql`now()`),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] }), ...storeIsolation(t.storeId)],
);

/** Rules never change: an edit is a new version, and a recovery finishes on the one it began with. */
export const campaignVersions = pgTable(
  'campaign_versions',
  {
    storeId: storeIdColumn(),
    campaignId: uuid('campaign_id').notNull(),
    version: integer().notNull(),
    rules: jsonb().$type<readonly CampaignStep[]>().notNull(),
    /** Null: the rules are all of it. Of a flow, `rules` are its messages. */
    flow: jsonb().$type<FlowProgram>(),
    /** What its recoveries are told of beside orders, carts and consents. */
    listensFor: text('listens_for').array().$type<readonly FlowEventName[]>().notNull().default([]),
    /** Who published it. */
    actorKind: text('actor_kind', { enum: actorKinds }).notNull().default('system'),
    actorId: text('actor_id'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.campaignId, t.version] }), ...storeIsolation(t.storeId)],
);

/** An edit that is not published yet, at most one per campaign: nothing goes out by it. */
export const campaignDrafts = pgTable(
  'campaign_drafts',
  {
    storeId: storeIdColumn(),
    campaignId: uuid('campaign_id').notNull(),
    name: text().notNull(),
    rules: jsonb().$type<readonly CampaignStep[]>().notNull(),
    /** Null: the rules are all of it. Of a flow, `rules` are its messages. */
    flow: jsonb().$type<FlowProgram>(),
    /** The version that the edit began with. */
    baseVersion: integer('base_version').notNull(),
    /** Who saved it last. */
    actorKind: text('actor_kind', { enum: actorKinds }).notNull(),
    actorId: text('actor_id'),
    savedAt: moment('saved_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.campaignId] }), ...storeIsolation(t.storeId)],
);
