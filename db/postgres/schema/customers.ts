import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { channels } from '../../../domain/channel.ts';
import { consentProvenances } from '../../../domain/consent-provenance.ts';
import { suppressionCauses } from '../../../domain/suppression.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

export const customers = pgTable(
  'customers',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    /** The shop's own id of a signed-in customer; two people with different ones are never merged. */
    externalId: text('external_id'),
    firstName: text('first_name'),
    locale: text(),
    country: text(),
    /** A state or province of the country: the part after it of ISO 3166-2, e.g. `FL`. */
    region: text(),
    timeZone: text('time_zone'),
    /** When the customer was last described, by the shop's clock: an older description changes nothing. */
    profileAt: moment('profile_at'),
    /** Set when this customer turned out to be another one: everything moved there. */
    mergedInto: uuid('merged_into'),
    lastOrderAt: moment('last_order_at'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    // Whom somebody was before; few were anybody else.
    index('customers_merged').on(t.storeId, t.mergedInto).where(sql`merged_into is not null`),
    ...storeIsolation(t.storeId),
  ],
);

/** What a customer is known by. E-mail is kept in lower case, phone in E.164. */
export const identities = pgTable(
  'identities',
  {
    storeId: storeIdColumn(),
    kind: text({ enum: ['anonymous', 'customer', 'email', 'phone', 'push'] }).notNull(),
    value: text().notNull(),
    customerId: uuid('customer_id').notNull(),
    /** Under which the address is suppressed, as `services/shared/address-hash.ts` makes it: SQL does not know the key. */
    addressHash: text('address_hash'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.kind, t.value] }),
    // Whom nobody can find among the suppressed may never be written to by mistake.
    check('identities_hashed', sql`${t.kind} = 'anonymous' or ${t.addressHash} is not null`),
    index('identities_by_customer').on(t.storeId, t.customerId),
    ...storeIsolation(t.storeId),
  ],
);

/** The audit of every merge: who became whom, because of which event. */
export const customerMerges = pgTable(
  'customer_merges',
  {
    storeId: storeIdColumn(),
    fromCustomerId: uuid('from_customer_id').notNull(),
    intoCustomerId: uuid('into_customer_id').notNull(),
    causeEventId: text('cause_event_id').notNull(),
    movedIdentityKinds: jsonb('moved_identity_kinds').$type<string[]>().notNull(),
    at: moment('at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.fromCustomerId] }),
    index('customer_merges_into').on(t.storeId, t.intoCustomerId),
    ...storeIsolation(t.storeId),
  ],
);

/**
 * Where a customer stands on one channel now, and the four moments that decide it (`domain/consent.ts`). `unasked`: a
 * shop's record said no of somebody who had never agreed.
 */
export const consents = pgTable(
  'consents',
  {
    storeId: storeIdColumn(),
    customerId: uuid('customer_id').notNull(),
    channel: text({ enum: channels }).notNull(),
    status: text({ enum: ['granted', 'denied', 'unasked'] }).notNull(),
    /** Since when the customer stands there. */
    at: moment('at').notNull(),
    /** The event that brought the customer there. */
    eventId: text('event_id').notNull(),
    /** By which way that came in (`domain/consent-provenance.ts`). */
    provenance: text({ enum: consentProvenances }).notNull().default('shop'),
    grantedAt: moment('granted_at'),
    refusedAt: moment('refused_at'),
    recordGrantedAt: moment('record_granted_at'),
    recordRefusedAt: moment('record_refused_at'),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.customerId, t.channel] }), ...storeIsolation(t.storeId)],
);

/** The proof: every grant and withdrawal, append-only. */
export const consentLog = pgTable(
  'consent_log',
  {
    storeId: storeIdColumn(),
    eventId: text('event_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    channel: text({ enum: channels }).notNull(),
    status: text({ enum: ['granted', 'denied'] }).notNull(),
    /** `record`: what a shop's record says, without the time at which the customer said it. */
    basis: text({ enum: ['act', 'record'] })
      .notNull()
      .default('act'),
    /** By which way it came in: said by the way itself. `source` is the words of who sent it. */
    provenance: text({ enum: consentProvenances }).notNull(),
    source: text().notNull(),
    textVersion: text('text_version'),
    at: moment('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.eventId, t.channel] }),
    index('consent_log_by_customer').on(t.storeId, t.customerId),
    ...storeIsolation(t.storeId),
  ],
);

/** Addresses that must not be used again, by hash so that a list of them is no address book. */
export const suppressions = pgTable(
  'suppressions',
  {
    storeId: storeIdColumn(),
    /** What people and addresses of the API call it by: the hash of an address could be guessed back. */
    id: uuid().notNull().default(sql`gen_random_uuid()`),
    channel: text({ enum: channels }).notNull(),
    /** Keyed, of the normalised address (`services/shared/address-hash.ts`). */
    addressHash: text('address_hash').notNull(),
    cause: text({ enum: suppressionCauses }).notNull(),
    at: moment('at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.channel, t.addressHash] }),
    uniqueIndex('suppressions_by_id').on(t.storeId, t.id),
    index('suppressions_newest').on(t.storeId, t.at, t.id),
    ...storeIsolation(t.storeId),
  ],
);
