import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { ProviderPicks } from '../../../domain/channel.ts';
import type { SoftOptIn } from '../../../domain/compliance/contact-basis.ts';
import { capActions } from '../../../domain/compliance/message-cap.ts';
import { countryRulesChoices, type QuietHours } from '../../../domain/compliance/sending-time.ts';
import { dayMs, hourMs, minuteMs } from '../../../domain/duration.ts';
import { keyScopes } from '../../../domain/key-scope.ts';
import { replyHandlings } from '../../../domain/replies/forward-state.ts';
import { scheduledTrainingChoices } from '../../../domain/training/scheduled-training.ts';
import { users } from './accounts.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

export const stores = pgTable(
  'stores',
  {
    id: uuid('store_id').primaryKey(),
    name: text().notNull(),
    status: text({ enum: ['active', 'paused'] })
      .notNull()
      .default('active'),
    /** BCP 47 and IANA zone: used where the customer's own are not known. */
    locale: text().notNull().default('en'),
    timeZone: text('time_zone').notNull().default('UTC'),
    url: text(),
    senderName: text('sender_name'),
    /** Where letters reach it, in lines: stands at the foot of each e-mail. */
    postalAddress: text('postal_address'),
    /** How much faster than the wall the store's clock runs (demo and tests); 1 in production. */
    timeScale: doublePrecision('time_scale').notNull().default(1),
    /** Idle thresholds in store milliseconds. Browsing starts nothing unless set. */
    cartIdleMs: integer('cart_idle_ms').notNull().default(hourMs),
    checkoutIdleMs: integer('checkout_idle_ms')
      .notNull()
      .default(30 * minuteMs),
    browseIdleMs: integer('browse_idle_ms'),
    /** No new recovery for a customer within this many store milliseconds after the last one ended. */
    coolDownMs: integer('cool_down_ms').notNull().default(dayMs),
    /** Frequency cap: messages per customer and channel within `capPeriodMs` of store time. */
    capMessages: integer('cap_messages').notNull().default(4),
    /** The same over all channels together; null: only each channel has its cap. */
    capMessagesOfAll: integer('cap_messages_of_all'),
    capAction: text('cap_action', { enum: capActions }).notNull().default('skip'),
    capPeriodMs: integer('cap_period_ms')
      .notNull()
      .default(7 * dayMs),
    /** Hours in which nothing goes out, by the clock of whoever would get it (`domain/compliance/`); null: none. */
    quietHours: jsonb('quiet_hours').$type<QuietHours>(),
    /** Whether the presets of the countries that its people live in hold. New shops begin with them; stores that try things out do not. */
    countryRules: text('country_rules', { enum: countryRulesChoices }).notNull().default('off'),
    /** Who gets answers to its e-mails. */
    replyHandling: text('reply_handling', { enum: replyHandlings }).notNull().default('sender'),
    /** Where answers that the engine took are forwarded to; null: nowhere. */
    replyMailbox: text('reply_mailbox'),
    /** Whether webhooks tell the words of an answer too. */
    replyTextInWebhooks: boolean('reply_text_in_webhooks').notNull().default(false),
    /** Whether it is noted who opens a message or follows its link. */
    clickTracking: boolean('click_tracking').notNull().default(true),
    /** Whether its model learns anew each month (`domain/training/scheduled-training.ts`). */
    scheduledTraining: text('scheduled_training', { enum: scheduledTrainingChoices }).notNull().default('auto'),
    /** Where buyers may be reminded by e-mail without having agreed (`domain/compliance/contact-basis.ts`); null: nowhere. */
    softOptIn: jsonb('soft_opt_in').$type<SoftOptIn>(),
    /** Where a yes to e-mail counts only when it was confirmed from the mailbox. */
    doubleOptInCountries: text('double_opt_in_countries').array().notNull().default(sql`'{}'`),
    /** For channels on which another than the installation's provider sends. */
    providers: jsonb().$type<ProviderPicks>().notNull().default({}),
    /** Since when everybody in its team needs a second factor (`domain/second-factor-demand.ts`); null: it is up to them. */
    secondFactorSince: moment('second_factor_since'),
    /** Days that a member without one has to set it up. */
    secondFactorGraceDays: integer('second_factor_grace_days').notNull().default(14),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    /** The store whose campaigns are tried out in this one (`test_runs`); null: a shop's own. Facts and lists leave the others out. */
    testOf: uuid('test_of'),
  },
  (t) => storeIsolation(t.id),
);

export const apiKeys = pgTable(
  'api_keys',
  {
    id: uuid().primaryKey(),
    storeId: storeIdColumn().references(() => stores.id),
    name: text().notNull(),
    /** First characters of the key, shown so that a customer recognises it. */
    prefix: text().notNull(),
    /** SHA-256 of the key, hex: keys are 256 random bits, so a slow hash would add nothing. */
    keyHash: text('key_hash').notNull().unique(),
    scopes: text({ enum: keyScopes }).array().notNull(),
    /** The person who made it, by themselves or by a key of theirs: it does no more than they may. */
    makerId: uuid('maker_id').references(() => users.id),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    revokedAt: moment('revoked_at'),
  },
  (t) => storeIsolation(t.storeId),
);
