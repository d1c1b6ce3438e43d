import { and, count, eq, gte, lt, ne, sql } from 'drizzle-orm';
import { carts, decisions, messages, orders, recoveries } from '../../../db/postgres/schema/index.ts';
import { type Database, type Tx, withStore } from '../../../db/postgres/tenancy.ts';
import { reasonText } from '../../shared/reason-text.ts';
import { inQuarantine } from '../../state/quarantine/in-quarantine.ts';

export interface StatsRange {
  readonly storeId: string;
  /** Inclusive. */
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

export interface Stats {
  /**
   * As they stand now, touched within the range: open ones with something in them, those once abandoned, those bought.
   * Carts in quarantine are counted by themselves, unless they were bought after all.
   */
  readonly carts: {
    readonly open: number;
    readonly abandoned: number;
    readonly purchased: number;
    readonly quarantined: number;
  };
  /** Placed within the range. */
  readonly orders: number;
  /** Of these, orders of which a detail was told that could not be used. */
  readonly incompleteOrders: number;
  /** By outcome, `open` for those still running; by the time they began. */
  readonly recoveries: readonly {
    readonly outcome: string;
    readonly reason: string | null;
    readonly reasonText: string | null;
    readonly count: number;
  }[];
  readonly messages: readonly { readonly channel: string; readonly state: string; readonly count: number }[];
  /** Why nothing was started, sent or done, and what was decided. */
  readonly decisions: readonly {
    readonly kind: string;
    readonly reason: string | null;
    readonly reasonText: string | null;
    readonly channel: string | null;
    readonly count: number;
  }[];
}

/** Counts over a time range: what was started and how it ended, what went out, and every reason for what did not. */
export async function getStats(database: Pick<Database, 'app'>, range: StatsRange): Promise<Stats> {
  return withStore(database, range.storeId, async (tx) => ({
    carts: await countCarts(tx, range),
    ...(await countOrders(tx, range)),
    recoveries: await countRecoveries(tx, range),
    messages: await countMessages(tx, range),
    decisions: await countDecisions(tx, range),
  }));
}

async function countCarts(tx: Tx, { storeId, from, to }: StatsRange): Promise<Stats['carts']> {
  const [counts] = await tx
    .select({
      open: sql<number>`count(*) filter (where ${carts.status} = 'open' and jsonb_array_length(${carts.lines}) > 0
        and not ${inQuarantine})`.mapWith(Number),
      abandoned: sql<number>`count(*) filter (where ${carts.abandonedAt} is not null and not ${inQuarantine})`.mapWith(
        Number,
      ),
      quarantined: sql<number>`count(*) filter (where ${carts.status} = 'open' and ${inQuarantine})`.mapWith(Number),
      purchased: sql<number>`count(*) filter (where ${carts.status} = 'purchased')`.mapWith(Number),
    })
    .from(carts)
    .where(
      and(
        eq(carts.storeId, storeId),
        // What somebody looked at is no cart that could be lost or won.
        ne(carts.stage, 'browsing'),
        gte(carts.updatedAt, from),
        lt(carts.updatedAt, to),
      ),
    );
  return counts ?? { open: 0, abandoned: 0, purchased: 0, quarantined: 0 };
}

type OrderCounts = Pick<Stats, 'orders' | 'incompleteOrders'>;

async function countOrders(tx: Tx, { storeId, from, to }: StatsRange): Promise<OrderCounts> {
  const [placed] = await tx
    .select({
      orders: count(),
      incompleteOrders: sql<number>`count(*) filter (where jsonb_array_length(${orders.incomplete}) > 0)`.mapWith(
        Number,
      ),
    })
    .from(orders)
    .where(
      and(
        eq(orders.storeId, storeId),
        eq(orders.status, 'placed'),
        gte(orders.placedAt, from),
        lt(orders.placedAt, to),
      ),
    );
  return placed ?? { orders: 0, incompleteOrders: 0 };
}

async function countRecoveries(tx: Tx, { storeId, from, to }: StatsRange): Promise<Stats['recoveries']> {
  const rows = await tx
    .select({ outcome: recoveries.outcome, reason: recoveries.reason, count: count() })
    .from(recoveries)
    .where(and(eq(recoveries.storeId, storeId), gte(recoveries.createdAt, from), lt(recoveries.createdAt, to)))
    .groupBy(recoveries.outcome, recoveries.reason)
    .orderBy(recoveries.outcome, recoveries.reason);
  return rows.map((row) => ({ ...row, outcome: row.outcome ?? 'open', reasonText: reasonText(row.reason) }));
}

async function countMessages(tx: Tx, { storeId, from, to }: StatsRange): Promise<Stats['messages']> {
  return tx
    .select({ channel: messages.channel, state: messages.state, count: count() })
    .from(messages)
    .where(and(eq(messages.storeId, storeId), gte(messages.claimedAt, from), lt(messages.claimedAt, to)))
    .groupBy(messages.channel, messages.state)
    .orderBy(messages.channel, messages.state);
}

async function countDecisions(tx: Tx, { storeId, from, to }: StatsRange): Promise<Stats['decisions']> {
  const rows = await tx
    .select({ kind: decisions.kind, reason: decisions.reason, channel: decisions.channel, count: count() })
    .from(decisions)
    .where(and(eq(decisions.storeId, storeId), gte(decisions.at, from), lt(decisions.at, to)))
    .groupBy(decisions.kind, decisions.reason, decisions.channel)
    .orderBy(decisions.kind, decisions.reason, decisions.channel);
  return rows.map((row) => ({ ...row, reasonText: reasonText(row.reason) }));
}
