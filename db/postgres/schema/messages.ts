import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { ShopSaid } from '../../../domain/catalog/said-of-good.ts';
import { channels } from '../../../domain/channel.ts';
import { contactBases } from '../../../domain/compliance/contact-basis.ts';
import { type DeliveryState, deliveryStates } from '../../../domain/delivery-state.ts';
import { messageStates } from '../../../domain/message-state.ts';
import { carriers, type PassedCarrier } from '../../../domain/phone/carrier.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

export type DeliveryTimes = Readonly<Partial<Record<DeliveryState, string>>>;

/**
 * The permission to send, at most one per (recovery, rule, channel). `sending` is committed before the provider is
 * called; the id is the idempotency key that goes to the provider.
 */
export const messages = pgTable(
  'messages',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    recoveryId: uuid('recovery_id').notNull(),
    cartId: uuid('cart_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    ruleId: text('rule_id').notNull(),
    channel: text({ enum: channels }).notNull(),
    /** Where its person was thought to live when the permission was given, ISO 3166-1 alpha-2; null: not known. */
    country: text(),
    template: text().notNull(),
    provider: text().notNull(),
    /** Of an e-mail: the domain that mailboxes judge its sender by (`domain/sender-domain/primary-domain.ts`). */
    fromDomain: text('from_domain'),
    /** As in `suppressions`: a broken-off attempt is resolved only at the address that it went to. */
    addressHash: text('address_hash').notNull(),
    /** On what it rests (`domain/compliance/contact-basis.ts`), as it was when the permission was given. */
    basis: text({ enum: contactBases }).notNull(),
    state: text({ enum: messageStates }).notNull(),
    attempts: integer().notNull().default(1),
    /** An earlier attempt ended without an answer: only the provider that it went to may be asked to send it again. */
    inDoubt: boolean('in_doubt').notNull().default(false),
    cartVersion: integer('cart_version').notNull(),
    /** What the shop said of the goods, which it is asked once; null: it was not asked. */
    shopSaid: jsonb('shop_said').$type<ShopSaid>(),
    providerMessageId: text('provider_message_id'),
    reason: text(),
    errorCode: text('error_code'),
    /** Whose place the provider took, and why; null: it is the one that was meant to send. */
    standsInFor: text('stands_in_for'),
    standsInBecause: text('stands_in_because'),
    /** By what the newest attempt went to a telephone, under which of the vendor's templates, and what did not carry it. */
    carrier: text({ enum: carriers }).notNull().default('sms'),
    contentSid: text('content_sid'),
    carriersPassed: jsonb('carriers_passed').$type<readonly PassedCarrier[]>().notNull().default([]),
    /** As how many SMS it is billed; null: it is none, or was not taken. */
    parts: integer(),
    /** When it is to go by the next carrier, because one that had taken it could not deliver it; null: nobody has to. */
    fallBackAt: moment('fall_back_at'),
    /** When its provider was last asked what became of it, because nothing was reported. */
    askedAt: moment('asked_at'),
    /** Everything acknowledged before then, each purchase above all, had been read when the permission was given. */
    claimedAt: moment('claimed_at').notNull().default(sql`now()`),
    /** When the newest attempt began: until it must be over, nobody else touches a message in `sending`. */
    attemptedAt: moment('attempted_at').notNull().default(sql`now()`),
    settledAt: moment('settled_at'),
    /** What the provider reported after taking it (`domain/delivery-state.ts`); null: nothing. */
    deliveryState: text('delivery_state', { enum: deliveryStates }),
    /** When each of it was first reported to have happened, ISO 8601. */
    deliveryTimes: jsonb('delivery_times').$type<DeliveryTimes>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    unique('messages_once').on(t.storeId, t.recoveryId, t.ruleId, t.channel),
    check('messages_basis', sql`basis = 'consent' or (basis = 'soft_opt_in' and channel = 'email')`),
    index('messages_by_customer').on(t.storeId, t.customerId, t.channel, t.claimedAt),
    index('messages_newest').on(t.storeId, t.claimedAt, t.id),
    // A provider's report knows its own id only, and no store.
    index('messages_by_provider').on(t.provider, t.providerMessageId).where(sql`provider_message_id is not null`),
    // Of whom the provider is asked, because nothing was reported.
    index('messages_silent').on(t.claimedAt).where(sql`state = 'accepted' and delivery_state is null`),
    // What became of the newest ones from a domain, over all stores.
    index('messages_by_from_domain').on(t.fromDomain, t.claimedAt).where(sql`from_domain is not null`),
    index('messages_falling_back').on(t.fallBackAt).where(sql`fall_back_at is not null`),
    ...storeIsolation(t.storeId),
  ],
);

/**
 * What a message says, kept from its first attempt until it is settled: a further attempt sends the same bytes under its key. Made
 * anew only where no provider can have it and its cart or its address is another one.
 */
export const messageContents = pgTable(
  'message_contents',
  {
    storeId: storeIdColumn(),
    messageId: uuid('message_id').notNull(),
    cartVersion: integer('cart_version').notNull(),
    addressHash: text('address_hash').notNull(),
    content: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.messageId] }), ...storeIsolation(t.storeId)],
);

/** Links in messages: a capability for one cart or one unsubscribe, stored by hash. */
export const links = pgTable(
  'links',
  {
    storeId: storeIdColumn(),
    /** SHA-256 of the 256-bit token, hex. */
    tokenHash: text('token_hash').notNull().unique(),
    kind: text({ enum: ['restore', 'unsubscribe', 'mail'] }).notNull(),
    messageId: uuid('message_id').notNull(),
    cartId: uuid('cart_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    channel: text({ enum: channels }).notNull(),
    expiresAt: moment('expires_at'),
    redeemedAt: moment('redeemed_at'),
    /** When a program followed it for the first time: no click of a person's. */
    machineAt: moment('machine_at'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.tokenHash] }),
    index('links_by_message').on(t.storeId, t.messageId),
    ...storeIsolation(t.storeId),
  ],
);

/** What the embedded outbox provider took: rendered messages as the customer would see them. */
export const sandboxMessages = pgTable(
  'sandbox_messages',
  {
    storeId: storeIdColumn(),
    messageId: uuid('message_id').notNull(),
    channel: text({ enum: channels }).notNull(),
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.messageId] }),
    index('sandbox_messages_newest').on(t.createdAt, t.messageId),
    ...storeIsolation(t.storeId),
  ],
);
