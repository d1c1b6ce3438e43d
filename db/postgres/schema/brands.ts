import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { domainFindings, domainStates, domainUses } from '../../../domain/brand/own-domain.ts';
import { bytes, moment, storeIdColumn } from './columns.ts';
import { platformRows, storeIsolation } from './store-isolation.ts';

/** How a store is shown, or the installation: a row only where something was said of it. */
export const brands = pgTable(
  'brands',
  {
    /** Null: of the installation, for every store that says nothing else. */
    storeId: uuid('store_id'),
    name: text(),
    /** `#rrggbb` in lower case, all four or none. */
    primaryColour: text('primary_colour'),
    backgroundColour: text('background_colour'),
    textColour: text('text_colour'),
    linkColour: text('link_colour'),
    supportEmail: text('support_email'),
    supportUrl: text('support_url'),
    madeWith: boolean('made_with'),
    /** SHA-256 of the pictures in `brand_logos`, hex: a part of their addresses. */
    logoLight: text('logo_light'),
    logoDark: text('logo_dark'),
    changedAt: moment('changed_at').notNull(),
  },
  (t) => [
    unique('brands_scope').on(t.storeId).nullsNotDistinct(),
    ...storeIsolation(t.storeId),
    ...platformRows(t.storeId),
  ],
);

/** The pictures, those of before too: mails that were sent show them. Each is a PNG that was written anew from its pixels' chunks. */
export const brandLogos = pgTable(
  'brand_logos',
  {
    storeId: uuid('store_id'),
    theme: text({ enum: ['light', 'dark'] }).notNull(),
    /** Two stores may have the same picture. */
    hash: text().notNull(),
    picture: bytes().notNull(),
    keptAt: moment('kept_at').notNull(),
  },
  (t) => [
    unique('brand_logos_scope').on(t.storeId, t.theme, t.hash).nullsNotDistinct(),
    index('brand_logos_by_hash').on(t.hash),
    ...storeIsolation(t.storeId),
    ...platformRows(t.storeId),
  ],
);

/** Names under which a store wants its links and pages: each claim is a row, and stays one when it is over. */
export const brandDomains = pgTable(
  'brand_domains',
  {
    storeId: storeIdColumn(),
    id: uuid().notNull(),
    /** ASCII, in lower case. */
    domain: text().notNull(),
    use: text({ enum: domainUses }).notNull(),
    /** Drawn for this claim alone; public as soon as it is in DNS. */
    challenge: text().notNull(),
    state: text({ enum: domainStates }).notNull(),
    claimedAt: moment('claimed_at').notNull(),
    /** What the last look found, and when; null: nobody has looked. */
    found: text({ enum: domainFindings }),
    checkedAt: moment('checked_at'),
    /** Null: it is over. */
    nextCheckAt: moment('next_check_at'),
    failingSince: moment('failing_since'),
    /** Until when no other store may have the name. */
    restsUntil: moment('rests_until'),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    uniqueIndex('brand_domains_one_holder').on(t.domain).where(sql`state in ('live', 'failing')`),
    uniqueIndex('brand_domains_one_claim').on(t.storeId, t.domain).where(sql`state in ('waiting', 'live', 'failing')`),
    index('brand_domains_due').on(t.nextCheckAt).where(sql`state in ('waiting', 'live', 'failing')`),
    index('brand_domains_by_name').on(t.domain),
    ...storeIsolation(t.storeId),
  ],
);
