import { and, desc, eq, gte, isNotNull, isNull, lt, lte, not, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { carts } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import type { CartLine, CartStage, CartStatus } from '../../../domain/cart.ts';
import { type CartStanding, standingOf } from '../../../domain/cart-standing.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { InstantRange } from '../../../domain/day-range.ts';
import type { RecoveryOutcome, RecoveryStage } from '../../../domain/recovery.ts';
import { cartIdOf } from '../../shared/ids.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import { reasonText } from '../../shared/reason-text.ts';
import { countRows, type RowCount } from '../../shared/row-count.ts';
import { inQuarantine } from '../quarantine/in-quarantine.ts';
import { daysOfStore } from '../stores/days-of-store.ts';
import { hasStanding, standingFacts } from './has-standing.ts';

export interface CartSummary {
  readonly id: string;
  readonly externalId: string;
  readonly customerId: string | null;
  readonly status: CartStatus;
  readonly stage: CartStage;
  readonly standing: CartStanding;
  readonly lineCount: number;
  readonly currency: string | null;
  readonly valueMinor: number | null;
  readonly version: number;
  readonly lastActivityAt: Date;
  readonly purchasedAt: Date | null;
  /** When it counts as abandoned unless something happens. */
  readonly abandonAt: Date | null;
  readonly abandonedAt: Date | null;
  readonly activeRecoveryId: string | null;
  readonly recoveries: number;
  /** Looks like the work of a bot, or a person said so. */
  readonly quarantined: boolean;
  readonly updatedAt: Date;
}

/** A cart as a list shows it, with what a reader asks first: what lies in it, where its recovery stands, why nothing was sent. */
export interface ListedCart extends CartSummary {
  /** Names of the first products, or their ids. */
  readonly goods: readonly string[];
  /** The newest. */
  readonly recovery: ListedRecovery | null;
  /** The newest that was bought and names the cart: its goods lie in the cart no more. */
  readonly order: ListedOrder | null;
  /** The newest reason against a recovery or a message: the one that was asked for, or any. */
  readonly nonSend: ListedNonSend | null;
}

export interface ListedRecovery {
  readonly id: string;
  readonly campaignId: string;
  readonly stage: RecoveryStage;
  readonly outcome: RecoveryOutcome | null;
  readonly reason: string | null;
  readonly waitsFor: string | null;
  readonly waitsUntil: Date | null;
}

export interface ListedOrder {
  readonly id: string;
  readonly externalId: string;
  readonly totalMinor: number | null;
  readonly currency: string | null;
}

export interface ListedNonSend {
  readonly reason: string;
  readonly reasonText: string;
  readonly channel: Channel | null;
  readonly at: Date;
}

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

export interface ListCarts extends CartFilters {
  readonly storeId: string;
  readonly limit: number;
  readonly after: TimePosition | null;
  /** Says how long the whole list is. */
  readonly count?: boolean;
}

export interface CartPage extends Page<ListedCart, TimePosition> {
  /** Null: it was not asked for. */
  readonly count: RowCount | null;
}

type CartTable = Pick<
  typeof carts,
  | 'id'
  | 'externalId'
  | 'customerId'
  | 'status'
  | 'stage'
  | 'currency'
  | 'valueMinor'
  | 'version'
  | 'lastActivityAt'
  | 'purchasedAt'
  | 'abandonAt'
  | 'abandonedAt'
  | 'activeRecoveryId'
  | 'recoveries'
  | 'updatedAt'
> & { readonly lines: AnyPgColumn; readonly linesOmitted: AnyPgColumn };

/** The columns of a summary, of the table or of some of its rows under the same name: `toCartSummary` makes one of them. */
export const cartColumns = (table: CartTable) => ({
  id: table.id,
  externalId: table.externalId,
  customerId: table.customerId,
  status: table.status,
  stage: table.stage,
  lineCount: sql<number>`jsonb_array_length(${table.lines}) + ${table.linesOmitted}`.as('line_count'),
  currency: table.currency,
  valueMinor: table.valueMinor,
  version: table.version,
  lastActivityAt: table.lastActivityAt,
  purchasedAt: table.purchasedAt,
  abandonAt: table.abandonAt,
  abandonedAt: table.abandonedAt,
  activeRecoveryId: table.activeRecoveryId,
  recoveries: table.recoveries,
  quarantined: sql<boolean>`${inQuarantine}`.as('quarantined'),
  updatedAt: table.updatedAt,
  ...standingFacts,
});

type StandingFact = keyof typeof standingFacts;

export function toCartSummary<Row extends Omit<CartSummary, 'standing'> & Record<StandingFact, boolean>>({
  recoveryBought,
  aided,
  ...cart
}: Row) {
  const { status, quarantined, lineCount, activeRecoveryId, abandonAt } = cart;
  const standing = standingOf({
    ...{ status, quarantined, recoveryBought, aided },
    empty: lineCount === 0,
    inRecovery: activeRecoveryId !== null,
    armed: abandonAt !== null,
  });
  return { ...cart, standing };
}

/** A store's carts, last changed first. */
export async function listCarts(
  database: Pick<Database, 'app'>,
  { storeId, limit, after, count = false, ...filters }: ListCarts,
): Promise<CartPage> {
  return withStore(database, storeId, async (tx) => {
    const where = await cartsWith(tx, storeId, filters);
    // The rows of the page first: what is looked up for each of them is then looked up for no other.
    const shown = tx
      .select()
      .from(carts)
      .where(and(where, olderThan(carts.updatedAt, carts.id, after)))
      .orderBy(desc(carts.updatedAt), desc(carts.id))
      .limit(limit + 1)
      .as('carts');
    const rows = await tx
      .select({
        ...cartColumns(shown),
        firstLines: sql<readonly CartLine[]>`jsonb_path_query_array(${shown.lines}, '$[0 to 2]')`.as('first_lines'),
        recovery: newestRecovery.as('recovery'),
        order: newestOrder.as('order'),
        nonSend: newestNonSend(filters).as('non_send'),
      })
      .from(shown)
      .orderBy(desc(shown.updatedAt), desc(shown.id));
    const page = pageOf(rows, limit, toListed, ({ updatedAt, id }) => ({ at: updatedAt.getTime(), id }));
    return { ...page, count: count ? await countRows(tx, carts, where) : null };
  });
}

/** The condition that a cart of the list meets. Subqueries name the table in full, or its columns would be those of the inner one. */
async function cartsWith(tx: Tx, storeId: string, filters: CartFilters): Promise<SQL | undefined> {
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

interface StoredRecovery extends Omit<ListedRecovery, 'waitsUntil'> {
  readonly waitsUntil: string | null;
}
interface StoredNonSend extends Omit<ListedNonSend, 'at' | 'reasonText'> {
  readonly at: string;
}

const newestRecovery = sql<StoredRecovery | null>`(
  select jsonb_build_object('id', r.id, 'campaignId', r.campaign_id, 'stage', r.stage, 'outcome', r.outcome,
    'reason', r.reason, 'waitsFor', r.waits_for, 'waitsUntil', r.waits_until)
  from recoveries r
  where r.store_id = "carts"."store_id" and r.cart_id = "carts"."id"
  order by r.n desc limit 1)`;

const newestOrder = sql<ListedOrder | null>`(
  select jsonb_build_object('id', o.id, 'externalId', o.external_id, 'totalMinor', o.total_minor, 'currency', o.currency)
  from orders o
  where o.store_id = "carts"."store_id" and o.cart_id = "carts"."id" and o.status = 'placed'
  order by o.arrived_at desc, o.id desc limit 1)`;

/** A purchase is no reason that something was not sent. */
function newestNonSend({ reason }: Pick<CartFilters, 'reason'>) {
  return sql<StoredNonSend | null>`(
    select jsonb_build_object('reason', d.reason, 'channel', d.channel, 'at', d.at)
    from decisions d
    where d.store_id = "carts"."store_id" and d.cart_id = "carts"."id"
      and ${reason === undefined ? sql`d.kind in ('not_started', 'not_sent') and d.reason is not null` : sql`d.reason = ${reason}`}
    order by d.at desc, d.id desc limit 1)`;
}

interface Row extends Omit<CartSummary, 'standing'>, Readonly<Record<StandingFact, boolean>> {
  readonly firstLines: readonly CartLine[];
  readonly recovery: StoredRecovery | null;
  readonly order: ListedOrder | null;
  readonly nonSend: StoredNonSend | null;
}

function toListed({ firstLines, recovery, nonSend, ...cart }: Row): ListedCart {
  return {
    ...toCartSummary(cart),
    goods: firstLines.map(({ name, productId }) => name ?? productId),
    recovery: recovery && {
      ...recovery,
      waitsUntil: recovery.waitsUntil === null ? null : new Date(recovery.waitsUntil),
    },
    nonSend: nonSend && {
      ...nonSend,
      reasonText: reasonText(nonSend.reason) ?? nonSend.reason,
      at: new Date(nonSend.at),
    },
  };
}
