import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { type CampaignStep, campaignStatuses } from '../../../domain/campaign.ts';
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
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.campaignId, t.version] }), ...storeIsolation(t.storeId)],
);
