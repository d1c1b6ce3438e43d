import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { channels } from '../../../domain/channel.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/** Channels on which a store's messages were stopped by what became of them; one that goes on again keeps its row. */
export const channelPauses = pgTable(
  'channel_pauses',
  {
    storeId: storeIdColumn(),
    channel: text({ enum: channels }).notNull(),
    /** The rate that was too high, with what it was counted from. */
    measure: text({ enum: ['complaint_rate', 'bounce_rate'] }).notNull(),
    messages: integer().notNull(),
    counted: integer().notNull(),
    pausedAt: moment('paused_at').notNull(),
    /** Null: paused. From then on messages are judged anew. */
    resumedAt: moment('resumed_at'),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.channel] }), ...storeIsolation(t.storeId)],
);

/**
 * Domains whose e-mail was stopped at every store, because mailboxes count by the domain that it comes from. They belong to the
 * installation, and one that goes on again keeps its row.
 */
export const domainPauses = pgTable('domain_pauses', {
  /** As of `domain/sender-domain/primary-domain.ts`. */
  domain: text().primaryKey(),
  measure: text({ enum: ['complaint_rate', 'bounce_rate'] }).notNull(),
  messages: integer().notNull(),
  counted: integer().notNull(),
  pausedAt: moment('paused_at').notNull(),
  /** Null: stopped. From then on e-mail from it is judged anew. */
  resumedAt: moment('resumed_at'),
});
