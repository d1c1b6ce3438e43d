import { sql } from 'drizzle-orm';
import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';
import { stores } from './stores.ts';

/** What a store allows the script on its pages: one row per store, made when it first asks for its snippet. */
export const snippets = pgTable(
  'snippets',
  {
    storeId: uuid('store_id')
      .primaryKey()
      .references(() => stores.id),
    /** Names the store in every page, so it is no secret: it opens nothing but the browser's narrow role. */
    publishableKey: text('publishable_key')
      .notNull()
      .unique()
      .default(sql`'pk_' || replace(gen_random_uuid()::text, '-', '')`),
    /** The kill switch. */
    enabled: boolean().notNull().default(true),
    /** Nothing is stored or sent before the page says that the visitor agreed. */
    consentRequired: boolean('consent_required').notNull().default(true),
    /** Global Privacy Control and Do Not Track count as a refusal. */
    honourSignals: boolean('honour_signals').notNull().default(true),
    /** Products and carts are read from the page by itself. */
    autoCapture: boolean('auto_capture').notNull().default(true),
    /** Addresses may come from the browser: typed into a form, or named by the page. */
    emailCapture: boolean('email_capture').notNull().default(false),
    /** A recovery link hands its cart to the snippet on the shop's page. */
    restoreCarts: boolean('restore_carts').notNull().default(true),
    /** Origins beside the site of the store's own address. */
    allowedOrigins: text('allowed_origins').array().notNull().default(sql`'{}'::text[]`),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => storeIsolation(t.storeId),
);
