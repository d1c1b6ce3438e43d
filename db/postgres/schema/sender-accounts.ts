import { sql } from 'drizzle-orm';
import { bigint, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Breaker } from '../../../domain/breaker.ts';
import { channels } from '../../../domain/channel.ts';
import { richCarriers } from '../../../domain/phone/carrier.ts';
import type { SenderState } from '../../../domain/sender-account.ts';
import { listCauses } from '../../../domain/suppression-list.ts';
import { moment } from './columns.ts';

const epochMs = (name: string) => bigint(name, { mode: 'number' });

/**
 * How the providers' accounts of the installation do, and what its operator said of them. They belong to no store: all stores
 * send through them. An account without a row is one of which nothing is known.
 */
export const senderAccounts = pgTable(
  'sender_accounts',
  {
    channel: text({ enum: channels }).notNull(),
    provider: text().notNull(),
    breaker: jsonb().$type<Breaker>().notNull().default({ kind: 'closed', failures: 0 }),
    triedUntilMs: epochMs('tried_until_ms').notNull().default(0),
    trouble: jsonb().$type<NonNullable<SenderState['trouble']>>(),
    gapMs: doublePrecision('gap_ms').notNull().default(0),
    nextAtMs: epochMs('next_at_ms').notNull().default(0),
    health: integer().notNull().default(100),
    healthAtMs: epochMs('health_at_ms').notNull().default(0),
    /** Its place among those that stand in on the channel; null: it stands in for nobody. */
    standsIn: integer('stands_in'),
    /** Domains in whose name it signs e-mail. */
    domains: text().array().notNull().default(sql`'{}'`),
    /** What is known of the list of people that its provider would not write to. */
    list: text({ enum: ['unknown', 'empty', 'imported'] })
      .notNull()
      .default('unknown'),
    listAt: moment('list_at'),
  },
  (t) => [primaryKey({ columns: [t.channel, t.provider] })],
);

/** Whom a provider's account does not write to, whatever store it is for: as it said itself, or as its list says that was imported. */
export const senderLists = pgTable(
  'sender_lists',
  {
    channel: text({ enum: channels }).notNull(),
    provider: text().notNull(),
    addressHash: text('address_hash').notNull(),
    cause: text({ enum: listCauses }).notNull(),
    /** A carrier: it was answered by that, and SMS was refused with it. */
    source: text({ enum: ['import', 'report', 'answer', ...richCarriers] }).notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.channel, t.addressHash, t.provider] }),
    index('sender_lists_by_account').on(t.channel, t.provider),
  ],
);
