import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { type ContentVariable, richCarriers } from '../../../domain/phone/carrier.ts';
import type { SegmentPrice } from '../../../domain/phone/text-cost.ts';
import { moment, storeIdColumn } from './columns.ts';
import { storeIsolation } from './store-isolation.ts';

/** How a store's messages to telephones go out; a store without a row sends SMS, as it always did. */
export const phoneSettings = pgTable(
  'phone_settings',
  {
    storeId: storeIdColumn().primaryKey(),
    /** What is tried before SMS, in this order. */
    carriers: text({ enum: richCarriers }).array().notNull().default(sql`'{}'`),
    /** Sources of consents whose words name WhatsApp too: only who agreed there is written to by it. */
    whatsAppSources: text('whatsapp_sources').array().notNull().default(sql`'{}'`),
    /** An SMS of more is not sent. */
    segmentsMax: integer('segments_max').notNull().default(3),
    /** ISO 4217, of the prices; null: there are none. */
    currency: text(),
    prices: jsonb().$type<readonly SegmentPrice[]>().notNull().default([]),
  },
  (t) => storeIsolation(t.storeId),
);

/** Our templates as the vendor's approved ones say them. */
export const contentTemplates = pgTable(
  'content_templates',
  {
    storeId: storeIdColumn(),
    carrier: text({ enum: richCarriers }).notNull(),
    template: text().notNull(),
    locale: text().notNull(),
    contentSid: text('content_sid').notNull(),
    variables: jsonb().$type<readonly ContentVariable[]>().notNull(),
    /** The vendor's code and when, since it paused or rejected it; null: it is sent. */
    stoppedCode: text('stopped_code'),
    stoppedAt: moment('stopped_at'),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.carrier, t.template, t.locale] }), ...storeIsolation(t.storeId)],
);

/** When somebody last wrote to a store's sender by a carrier that lets us answer freely for a while. */
export const phoneWindows = pgTable(
  'phone_windows',
  {
    storeId: storeIdColumn(),
    carrier: text({ enum: richCarriers }).notNull(),
    addressHash: text('address_hash').notNull(),
    wroteAt: moment('wrote_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.carrier, t.addressHash] }), ...storeIsolation(t.storeId)],
);
