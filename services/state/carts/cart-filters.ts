import { and, eq, gte, isNotNull, isNull, lt, lte, not, type SQL, sql } from 'drizzle-orm';
import { carts } from '../../../db/postgres/schema/index.ts';
import type { Tx } from '../../../db/postgres/tenancy.ts';
import type { CartStatus } from '../../../domain/cart.ts';
import type { CartStanding } from '../../../domain/cart-standing.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { InstantRange } from '../../../domain/day-range.ts';
import type { RecoveryOutcome } from '../../../domain/recovery.ts';
import { cartIdOf } from '../../shared/ids.ts';
import { inQuarantine } from '../quarantine/in-quarantine.ts';
import { daysOfStore } from '../stores/days-of-store.ts';
import { hasStanding } from './has-standing.ts';

export interface CartFilters {
  readonly status?: CartStatus;
  readonly standing?: CartStanding;
  readonly abandoned?: boolean;
  readonly quarantined?: boolean;
  readonly customerId?: string;
  /** The shop's own id. */
  readonly externalId?: string;
  /** The beginning of the shop's own id. */
  readonly search?: string;
  readonly currency?: string;
  readonly valueMinorMin?: number;
  readonly valueMinorMax?: number;
  /** A recovery of the cart belongs to it. */
  readonly campaignId?: string;
  /** A recovery of the cart ended so. */
  readonly outcome?: RecoveryOutcome;
  /** Something was not sent or not started for it, or ended for it; with `channel`, on that one. */
  readonly reason?: string;
  readonly channel?: Channel;
  /** Calendar days of the store, both included: of the last change, or with `reason` of what was not done. */
  readonly from?: string;
  readonly to?: string;
}

/** The condition that a cart of the list meets. Subqueries name the table in full, or its columns would be those of the inner one. */
export async function cartsWith(tx: Tx, storeId: string, filters: CartFilters): Promise<SQL | undefined> {
  const { status, standing, abandoned, quarantined, customerId, externalId, search, campaignId, outcome } = filters;
  const days = await daysOfStore(tx, storeId, filters);
  const ofChange = filters.reason === undefined ? days : { from: null, to: null };
  return and(
    eq(carts.storeId, storeId),
    status && eq(carts.status, status),
    standing && hasStanding(standing),
    abandoned === undefined ? undefined : abandoned ? isNotNull(carts.abandonedAt) : isNull(carts.abandonedAt),
    quarantined === undefined ? undefined : quarantined ? inQuarantine : not(inQuarantine),
    customerId === undefined ? undefined : eq(carts.customerId, customerId),
    externalId === undefined ? undefined : eq(carts.externalId, externalId),
    search === undefined ? undefined : beginsWith(storeId, search),
    filters.currency === undefined ? undefined : eq(carts.currency, filters.currency),
    filters.valueMinorMin === undefined ? undefined : gte(carts.valueMinor, filters.valueMinorMin),
    filters.valueMinorMax === undefined ? undefined : lte(carts.valueMinor, filters.valueMinorMax),
    campaignId === undefined && outcome === undefined ? undefined : hadRecovery({ campaignId, outcome }),
    filters.reason === undefined ? undefined : hadReason(storeId, { ...filters, reason: filters.reason, days }),
    ofChange.from === null ? undefined : gte(carts.updatedAt, ofChange.from),
    ofChange.to === null ? undefined : lt(carts.updatedAt, ofChange.to),
  );
}

/** By the index `carts_newest`, which holds the shop's ids beside the order of the list. */
function beginsWith(storeId: string, search: string): SQL {
  return sql`(${carts.id} = ${cartIdOf(storeId, search)}::uuid or starts_with(${carts.externalId}, ${search}))`;
}

function hadRecovery({ campaignId, outcome }: Pick<CartFilters, 'campaignId' | 'outcome'>): SQL {
  return sql`exists (
    select from recoveries r
    where r.store_id = "carts"."store_id" and r.cart_id = "carts"."id"
      ${campaignId === undefined ? sql`` : sql`and r.campaign_id = ${campaignId}::uuid`}
      ${outcome === undefined ? sql`` : sql`and r.outcome = ${outcome}`})`;
}

function hadReason(
  storeId: string,
  { reason, channel, days }: Pick<CartFilters, 'channel'> & { readonly reason: string; readonly days: InstantRange },
): SQL {
  return sql`${carts.id} in (
    select d.cart_id from decisions d
    where d.store_id = ${storeId}::uuid and d.reason = ${reason}
      ${channel === undefined ? sql`` : sql`and d.channel = ${channel}`}
      ${days.from === null ? sql`` : sql`and d.at >= ${days.from.toISOString()}::timestamptz`}
      ${days.to === null ? sql`` : sql`and d.at < ${days.to.toISOString()}::timestamptz`})`;
}
