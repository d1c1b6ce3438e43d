import { boolean, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { holdoutArms } from '../../../domain/experiments/holdout.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/**
 * The arm of a person in a campaign, written once: with the first message that would have gone out, whether it went out or
 * was held back. From this moment on the person's orders are compared.
 */
export const campaignExposures = pgTable(
  'campaign_exposures',
  {
    storeId: storeIdColumn(),
    campaignId: uuid('campaign_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    arm: text({ enum: holdoutArms }).notNull(),
    /** Whose message it was. */
    recoveryId: uuid('recovery_id').notNull(),
    /** Share of the holdout at that moment: only people of one share are compared. */
    percent: integer().notNull(),
    /** Everything acknowledged before then speaks for no arm. */
    exposedAt: moment('exposed_at').notNull(),
    /** Two persons in different arms turned out to be one: the earlier arm stays, and they are counted apart. */
    crossed: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.campaignId, t.customerId] }),
    index('campaign_exposures_by_customer').on(t.storeId, t.customerId),
    ...storeIsolation(t.storeId),
  ],
);
