import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';
import { stores } from './stores.ts';

/** What a store adds to the understanding of its platform. */
export interface IntegrationSettings {
  /** ISO 4217; used where the platform's bodies name none. */
  readonly currency: string | null;
  /** The store's own meaning of its platform's order statuses. */
  readonly orderStatuses: Readonly<
    Record<string, 'bought' | 'payment_pending' | 'failed' | 'cancelled' | 'refunded' | 'ignored'>
  >;
  /** ISO 3166-1 alpha-2; telephone numbers without their country code are of it. */
  readonly country?: string | null;
  /** Where the platform shows carts and checkouts: said by the store, or by the platform with its first events. */
  readonly siteUrl?: string | null;
  /** Shopify's own name of the shop (`lamps.myshopify.com`) and its number: what names another is refused. */
  readonly shopDomain?: string | null;
  readonly shopId?: string | null;
}

/** A shop platform that sends its webhooks to this store. */
export const integrations = pgTable(
  'integrations',
  {
    storeId: storeIdColumn().references(() => stores.id),
    /** Part of the webhook's address: random, and known to the platform. */
    id: uuid().notNull(),
    platform: text().notNull(),
    /** What stands before the ids of this shop's customers and orders; null: nothing, they are the store's own. */
    namespace: text(),
    /** `uninstalled`: the platform said that it will send no more. */
    status: text({ enum: ['active', 'disabled', 'uninstalled'] })
      .notNull()
      .default('active'),
    /** Sealed JSON, newest first: the secret and, while it is rotated, the one before. */
    secrets: text().notNull(),
    /** Until when the secret before the newest is still good. */
    previousSecretUntil: moment('previous_secret_until'),
    settings: jsonb().$type<IntegrationSettings>().notNull(),
    /** Where the platform's own API is, and its sealed token: both or none. */
    apiUrl: text('api_url'),
    apiToken: text('api_token'),
    /** How often the platform is asked for what its webhooks did not bring; null: never. */
    reconcileEveryMs: integer('reconcile_every_ms'),
    /** The interval that the scheduler was last told. */
    scheduledEveryMs: integer('scheduled_every_ms'),
    /** Everything that changed at the platform before this moment was looked at. */
    reconciledUntil: moment('reconciled_until'),
    firstEventAt: moment('first_event_at'),
    lastEventAt: moment('last_event_at'),
    createdAt: moment('created_at').notNull().default(sql`now()`),
    updatedAt: moment('updated_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    // The role knows only the id in the address.
    index('integrations_by_id').on(t.id),
    ...storeIsolation(t.storeId),
  ],
);

/** What became of one event of a delivery. */
export interface DeliveredEvent {
  readonly id: string | null;
  readonly status: 'accepted' | 'duplicate' | 'rejected';
  readonly path?: string;
  readonly message?: string;
}

/** Every verified request of a platform, kept byte for byte for a while: what was acknowledged is never lost. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    integrationId: uuid('integration_id').notNull(),
    /** The platform's own name of the delivery, the same over its retries; several deliveries may share one. */
    deliveryId: text('delivery_id'),
    /** What a repetition of the delivery has in common with it (`deliveryIdentity`); null: nothing repeats it. */
    identity: text(),
    topic: text().notNull(),
    headers: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    body: bytes().notNull(),
    status: text({ enum: ['received', 'processed', 'processed_in_part', 'ignored', 'refused', 'failed'] })
      .notNull()
      .default('received'),
    /** Why it was ignored, refused or failed: a code. */
    reason: text(),
    /** For what was refused of it: where, and what would be right. */
    path: text(),
    message: text(),
    events: jsonb().$type<readonly DeliveredEvent[]>(),
    attempts: integer().notNull().default(0),
    /** When it is worked on next, while it is `received`. */
    dueAt: moment('due_at').notNull(),
    receivedAt: moment('received_at').notNull(),
    settledAt: moment('settled_at'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    foreignKey({
      columns: [t.storeId, t.integrationId],
      foreignColumns: [integrations.storeId, integrations.id],
      name: 'webhook_deliveries_integration',
    }).onDelete('cascade'),
    // A platform that sees no answer sends again: the same delivery is kept once.
    uniqueIndex('webhook_deliveries_once').on(t.storeId, t.integrationId, t.identity),
    index('webhook_deliveries_turns').on(t.integrationId, t.dueAt).where(sql`status = 'received'`),
    index('webhook_deliveries_newest').on(t.storeId, t.integrationId, t.receivedAt, t.id),
    index('webhook_deliveries_oldest').on(t.receivedAt),
    ...storeIsolation(t.storeId),
  ],
);

/** What a platform asks for on behalf of a customer or of the whole shop. An erasure goes on by itself; the rest a person has to see to. */
export const privacyRequests = pgTable(
  'privacy_requests',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    integrationId: uuid('integration_id').notNull(),
    /** The delivery that holds whom it is about; kept as long as the request is open. */
    deliveryId: uuid('delivery_id').notNull(),
    kind: text({ enum: ['data_request', 'customer_redact', 'store_redact'] }).notNull(),
    status: text({ enum: ['open', 'done'] })
      .notNull()
      .default('open'),
    receivedAt: moment('received_at').notNull(),
    dueAt: moment('due_at').notNull(),
    doneAt: moment('done_at'),
    /** What was done at once, by itself: people found, recoveries ended, addresses suppressed. */
    persons: integer().notNull().default(0),
    /** Who was named and known: whose data is handed out, or was erased. */
    customerIds: uuid('customer_ids').array().notNull().default(sql`'{}'`),
    recoveriesStopped: integer('recoveries_stopped').notNull().default(0),
    addressesSuppressed: integer('addresses_suppressed').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('privacy_requests_newest').on(t.storeId, t.receivedAt, t.id),
    ...storeIsolation(t.storeId),
  ],
);

/** One look at a platform for what its webhooks did not bring. */
export const reconciliations = pgTable(
  'reconciliations',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    integrationId: uuid('integration_id').notNull(),
    status: text({ enum: ['done', 'failed'] }).notNull(),
    /** The span of the platform's changes that was looked at. */
    since: moment('since').notNull(),
    until: moment('until').notNull(),
    /** Resources that the platform named, and what became of their events. */
    seen: integer().notNull(),
    missed: integer().notNull(),
    duplicates: integer().notNull(),
    refused: integer().notNull(),
    /** Code of what stopped it. */
    cause: text(),
    finishedAt: moment('finished_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    foreignKey({
      columns: [t.storeId, t.integrationId],
      foreignColumns: [integrations.storeId, integrations.id],
      name: 'reconciliations_integration',
    }).onDelete('cascade'),
    index('reconciliations_newest').on(t.storeId, t.integrationId, t.finishedAt, t.id),
    ...storeIsolation(t.storeId),
  ],
);
