import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { codeStates } from '../../../domain/offers/code-state.ts';
import type { WithheldReason } from '../../../domain/offers/decide-offer.ts';
import { minterNames, type OfferTerms, offerKinds } from '../../../domain/offers/offer.ts';
import { minorUnits, moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';
import { stores } from './stores.ts';

/** A discount that messages may carry. Flows name it by its key, which never changes. */
export const offers = pgTable(
  'offers',
  {
    storeId: storeIdColumn().references(() => stores.id),
    id: uuid().notNull(),
    key: text().notNull(),
    name: text().notNull(),
    status: text({ enum: ['active', 'off'] })
      .notNull()
      .default('active'),
    minter: text({ enum: minterNames }).notNull(),
    /** Of the minter `http`: where codes are asked for; null: it is another one. */
    mintUrl: text('mint_url'),
    /** Sealed: signs what is asked there. */
    mintSecret: text('mint_secret'),
    terms: jsonb().$type<OfferTerms>().notNull(),
    revision: integer().notNull().default(1),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    unique('offers_by_key').on(t.storeId, t.key),
    ...storeIsolation(t.storeId),
  ],
);

/**
 * One code, of one recovery once it has left the pool. A row in `minting` commits before the shop is asked for it, so that
 * after a lost answer the same name is asked for again.
 */
export const offerCodes = pgTable(
  'offer_codes',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    offerId: uuid('offer_id').notNull(),
    code: text().notNull(),
    state: text({ enum: codeStates }).notNull(),
    /** Null while it is free. */
    recoveryId: uuid('recovery_id'),
    /** The first message that carries it. */
    messageId: uuid('message_id'),
    /** As it was made: a percentage of a large cart becomes an amount. */
    kind: text({ enum: offerKinds }),
    value: integer(),
    currency: text(),
    /** What it takes off the cart that it is for. */
    costMinor: minorUnits('cost_minor'),
    /** It is good before then. */
    expiresAt: moment('expires_at'),
    /** How often the shop was asked to make it. */
    attempts: integer().notNull().default(0),
    /** When a worker looks at it next; null: never again. */
    lookAt: moment('look_at'),
    /** Why the shop refused it, or why it was taken back. */
    reason: text(),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    mintedAt: moment('minted_at'),
    sentAt: moment('sent_at'),
    settledAt: moment('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    uniqueIndex('offer_codes_once').on(t.storeId, sql`upper(code)`),
    index('offer_codes_by_offer').on(t.storeId, t.offerId, t.createdAt, t.id),
    index('offer_codes_free').on(t.storeId, t.offerId, t.id).where(sql`state = 'free'`),
    index('offer_codes_by_recovery').on(t.storeId, t.recoveryId).where(sql`recovery_id is not null`),
    index('offer_codes_to_look_at').on(t.lookAt).where(sql`look_at is not null`),
    ...storeIsolation(t.storeId),
  ],
);

/** What a message carries, decided once: each of its attempts says the same. */
export const messageOffers = pgTable(
  'message_offers',
  {
    storeId: storeIdColumn(),
    messageId: uuid('message_id').notNull(),
    offerKey: text('offer_key').notNull(),
    /** Null: it carries none. */
    codeId: uuid('code_id'),
    withheld: text().$type<WithheldReason>(),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.messageId] }),
    index('message_offers_by_code').on(t.storeId, t.codeId).where(sql`code_id is not null`),
    ...storeIsolation(t.storeId),
  ],
);
