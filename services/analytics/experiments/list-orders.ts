import { type Database, rawSql, withStore } from '../../../db/postgres/tenancy.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { HoldoutArm } from '../../../domain/experiments/holdout.ts';
import { getStore } from '../../accounts/stores/get.ts';
import { getCampaign } from '../../recovery/campaigns/get.ts';
import { type Page, pageOf, type TimePosition } from '../../shared/page.ts';
import { exposedOrders } from './exposed-orders.ts';

/** Whose orders: of an arm, or of the treated and credited to a message. Codes are part of the API: add, never rename. */
export const orderFigures = ['treated', 'holdout', 'link', 'last_touch'] as const;
export type OrderFigure = (typeof orderFigures)[number];

export interface ExperimentOrder {
  readonly id: string;
  readonly customerId: string;
  readonly cartId: string | null;
  readonly arm: HoldoutArm;
  readonly placedAt: Date;
  readonly currency: string;
  readonly netMinor: number;
  readonly refundedMinor: number;
  /** The message that it is credited to by the figure; null for those of an arm. */
  readonly messageId: string | null;
  readonly channel: Channel | null;
}

export interface ListExperimentOrders {
  readonly storeId: string;
  readonly campaignId: string;
  readonly figure: OrderFigure;
  readonly currency?: string;
  readonly channel?: Channel;
  readonly nowMs: number;
  readonly limit: number;
  readonly after: TimePosition | null;
}

/** The orders behind a number of an experiment, newest first: as many as the number says. */
export async function listExperimentOrders(
  database: Pick<Database, 'app'>,
  { storeId, campaignId, figure, currency, channel, nowMs, limit, after }: ListExperimentOrders,
): Promise<Page<ExperimentOrder, TimePosition>> {
  await getCampaign(database, { storeId, campaignId });
  const { timeScale } = await getStore(database, { storeId });
  const rows = await withStore(database, storeId, (tx) => {
    const sql = rawSql(tx);
    const all = sql``;
    const credit = {
      treated: sql`null::uuid as message_id, null::text as channel, arm = 'treated' as counted`,
      holdout: sql`null::uuid as message_id, null::text as channel, arm = 'holdout' as counted`,
      link: sql`link_message_id as message_id, link_channel as channel, arm = 'treated' and link_message_id is not null as counted`,
      last_touch: sql`touch_message_id as message_id, touch_channel as channel, arm = 'treated' and touch_message_id is not null as counted`,
    }[figure];
    const inCurrency = currency === undefined ? all : sql`and currency = ${currency}`;
    const onChannel = channel === undefined ? all : sql`and channel = ${channel}`;
    const later =
      after === null
        ? all
        : sql`and (moment, id) < (${new Date(after.at).toISOString()}::timestamptz, ${after.id}::uuid)`;
    return sql<(Omit<ExperimentOrder, 'placedAt'> & { readonly placedAt: string })[]>`
      with ${exposedOrders(tx, { storeId, campaignIds: [campaignId], timeScale, nowMs })}
      select id, customer_id as "customerId", cart_id as "cartId", arm, moment as "placedAt", currency, net::float8 as "netMinor",
        refunded_minor::float8 as "refundedMinor", message_id as "messageId", channel
      -- A cursor knows milliseconds.
      from (select *, ${credit}, date_trunc('milliseconds', placed_at) as moment from bought) listed
      where counted ${inCurrency} ${onChannel} ${later}
      order by moment desc, id desc
      limit ${limit + 1}`;
  });
  return pageOf(
    rows,
    limit,
    (row) => ({ ...row, placedAt: new Date(row.placedAt) }),
    ({ placedAt, id }) => ({ at: Date.parse(placedAt), id }),
  );
}
