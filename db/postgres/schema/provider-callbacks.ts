import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, moment } from './columns.ts';

/**
 * Every signed request in which a provider told what became of messages, kept byte for byte for a while; of a batch
 * each event is a row. It belongs to
 * no store: whose messages it is about is found when it is processed.
 */
export const providerCallbacks = pgTable(
  'provider_callbacks',
  {
    id: uuid().primaryKey(),
    provider: text().notNull(),
    /** What a repetition has in common with it (`callbackIdentity`). */
    identity: text().notNull(),
    /** Hash of what a signature that does not cover the body may be used for once. */
    nonce: text(),
    url: text().notNull(),
    headers: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    body: bytes().notNull(),
    /** `ignored`: it says nothing about a message. `given_up`: nothing of this engine was found in time. */
    status: text({ enum: ['received', 'processed', 'ignored', 'given_up', 'failed'] })
      .notNull()
      .default('received'),
    /** Why it was given up or failed: a code; `not_understood` is a part of a batch that says nothing we know. */
    reason: text(),
    attempts: integer().notNull().default(0),
    /** When it is worked on next, while it is `received`. */
    dueAt: moment('due_at').notNull(),
    receivedAt: moment('received_at').notNull(),
    settledAt: moment('settled_at'),
  },
  (t) => [
    // A provider that sees no answer sends again: the same request is kept once.
    uniqueIndex('provider_callbacks_once').on(t.provider, t.identity),
    uniqueIndex('provider_callbacks_nonce').on(t.provider, t.nonce).where(sql`nonce is not null`),
    index('provider_callbacks_due').on(t.dueAt).where(sql`status = 'received'`),
    index('provider_callbacks_oldest').on(t.receivedAt),
  ],
);
