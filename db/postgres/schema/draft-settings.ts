import { sql } from 'drizzle-orm';
import { date, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { DraftGuidance } from '../../../domain/drafts/guidance.ts';
import { moment } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';
import { stores } from './stores.ts';

/** Which model a store asks for drafts, and what it asks of them: a row only where it said so, or has asked. */
export const draftSettings = pgTable(
  'draft_settings',
  {
    storeId: uuid('store_id')
      .primaryKey()
      .references(() => stores.id),
    source: text({ enum: ['installation', 'own', 'off'] })
      .notNull()
      .default('installation'),
    /** Of an endpoint of the store's own: what `/chat/completions` is put behind. */
    url: text(),
    model: text(),
    /** Sealed. */
    apiKey: text('api_key'),
    guidance: jsonb().$type<DraftGuidance>(),
    /** The last day (UTC) on which a model was asked, and how often. */
    usedDay: date('used_day'),
    usedRequests: integer('used_requests').notNull().default(0),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => storeIsolation(t.storeId),
);
