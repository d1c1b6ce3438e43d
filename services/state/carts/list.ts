import { and, desc, sql } from 'drizzle-orm';
import { carts } from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import type { CartLine } from '../../../domain/cart.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { RecoveryOutcome, RecoveryStage } from '../../../domain/recovery.ts';
import { olderThan } from '../../shared/older-than.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import { reasonText } from '../../shared/reason-text.ts';
import { countRows, type RowCount } from '../../shared/row-count.ts';
import { type CartFilters, cartsWith } from './cart-filters.ts';
import { type CartSummary, cartColumns, type StandingFact, toCartSummary } from './cart-summary.ts';

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
