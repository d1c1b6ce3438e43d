import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { actorKinds } from '../../../domain/actor.ts';
import { channels } from '../../../domain/channel.ts';
import { testMessageStates } from '../../../domain/test-message.ts';
import { users } from './accounts.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';
import { stores } from './stores.ts';

/** Messages that somebody of the team sent to themselves: no recovery, no permission to send and no report knows them. */
export const testMessages = pgTable(
  'test_messages',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    campaignId: uuid('campaign_id').notNull(),
    ruleId: text('rule_id').notNull(),
    channel: text({ enum: channels }).notNull(),
    provider: text().notNull(),
    state: text({ enum: testMessageStates }).notNull().default('sending'),
    providerMessageId: text('provider_message_id'),
    errorCode: text('error_code'),
    /** Who sent it. Where to is not kept. */
    actorKind: text('actor_kind', { enum: actorKinds }).notNull(),
    actorId: text('actor_id'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('test_messages_by_time').on(t.storeId, t.createdAt),
    ...storeIsolation(t.storeId),
  ],
);

/**
 * Campaigns that somebody plays on themselves. Its cart, recovery and messages are rows of a store of its own (`spaceId`),
 * so nothing that counts, caps or suppresses in the shop's store can see them.
 */
export const testRuns = pgTable(
  'test_runs',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    campaignId: uuid('campaign_id').notNull(),
    /** Of the campaign; null: the draft. */
    version: integer(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    /** The store that it plays in (`stores.test_of`). */
    spaceId: uuid('space_id')
      .notNull()
      .references(() => stores.id),
    cartId: uuid('cart_id').notNull(),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    /** When the person ended it; null: it goes on, or came to its own end. */
    stoppedAt: moment('stopped_at'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('test_runs_by_person').on(t.storeId, t.userId, t.createdAt),
    ...storeIsolation(t.storeId),
  ],
);
