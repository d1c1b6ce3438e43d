import type { ClickHouseClient } from '@clickhouse/client';
import { utcText } from '../../db/clickhouse/utc-text.ts';
import { dayMs } from '../../domain/duration.ts';

export interface LoadFacts {
  readonly storeId: string;
  /** Of these, so many facts follow as in a shop that a third of all carts leaves: see the shares below. */
  readonly events: number;
  readonly days: number;
  /** The newest is from then; epoch milliseconds. */
  readonly nowMs: number;
  readonly campaigns: readonly string[];
}

/** Events for each fact of a kind. */
const eventsPer = { abandonment: 20, message: 40, decision: 10, order: 50 } as const;

export interface LoadedFacts {
  readonly abandonments: number;
  readonly messages: number;
  readonly decisions: number;
  readonly orders: number;
}

/** Makes rows in the server itself, spread evenly over the days: a million in a second or two. The same each time, but for ids. */
export async function loadFacts(client: ClickHouseClient, options: LoadFacts): Promise<LoadedFacts> {
  const { events, storeId, campaigns, nowMs, days } = options;
  const counts: LoadedFacts = {
    abandonments: Math.floor(events / eventsPer.abandonment),
    messages: Math.floor(events / eventsPer.message),
    decisions: Math.floor(events / eventsPer.decision),
    orders: Math.floor(events / eventsPer.order),
  };
  const insert = (table: string, count: number, columns: Readonly<Record<string, string>>) =>
    client.command({
      query: `insert into ${table} (store_id, ${Object.keys(columns).join(', ')})
        select {storeId: UUID}, ${Object.values(columns).join(', ')}
        from (
          select number, toDateTime64({from: String}, 3, 'UTC')
            + toIntervalMillisecond(intDiv(number * {spanMs: Int64}, {count: Int64})) as moment,
            sipHash64(number, {salt: String}) as dice
          from numbers({count: Int64})
        )`,
      query_params: {
        storeId,
        campaigns,
        count,
        from: utcText(nowMs - days * dayMs),
        spanMs: days * dayMs,
        salt: table,
      },
    });
  const campaign = `arrayElement({campaigns: Array(UUID)}, toUInt32(dice % ${campaigns.length} + 1))`;
  const channel = `['email', 'email', 'email', 'sms', 'push'][dice % 5 + 1]`;
  const currency = `['EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'USD', 'JPY'][dice % 10 + 1]`;
  const products = {
    product_ids: `[concat('product-', toString(dice % 500)), concat('product-', toString(500 + dice % 30))]`,
    product_values: '[toInt64(dice % 15000), toInt64(dice % 5000)]',
  };
  const id = 'generateUUIDv4(number)';
  const cart = 'generateUUIDv4(number + 1)';
  const maybe = (percent: number, salt: number, hours: number) =>
    `if(sipHash64(dice, ${salt}) % 100 < ${percent}, moment + toIntervalHour(${hours}), null)`;
  await insert('events', events, {
    shopper: `concat('visitor-', toString(dice % ${Math.ceil(events / 8)}))`,
    occurred_at: 'moment',
    event_id: 'toString(number)',
    type: `['product_viewed', 'product_viewed', 'line_added', 'cart_updated', 'checkout_started'][dice % 5 + 1]`,
    received_at: 'moment',
    cart_id: cart,
    quantity: '1',
    value_minor: 'toInt64(dice % 20000)',
    currency,
  });
  await insert('abandonments', counts.abandonments, {
    ...{ abandoned_at: 'moment', id, version: '1', cart_id: cart },
    campaign_id: campaign,
    stage: `['cart', 'cart', 'checkout'][dice % 3 + 1]`,
    reach: `['reachable', 'reachable', 'reachable', 'anonymous', 'anonymous', 'no_consent'][dice % 6 + 1]`,
    reason: `['', '', '', 'cool_down'][dice % 4 + 1]`,
    currency,
    value_minor: 'toInt64(dice % 20000)',
    ...products,
    ...{ messaged_at: maybe(80, 1, 1), clicked_at: maybe(20, 2, 2), bought_at: maybe(9, 3, 5) },
  });
  await insert('messages', counts.messages, {
    ...{ claimed_at: 'moment', id, version: '1', recovery_id: id, cart_id: cart, campaign_id: campaign },
    ...{ campaign_version: '1', rule_id: "'step-1'", channel, attempts: '1', reason: "''", currency },
    provider: `['resend', 'resend', 'resend', 'twilio', 'fcm'][dice % 5 + 1]`,
    template: `['cart-reminder-1', 'cart-reminder-2'][dice % 2 + 1]`,
    state: `['accepted', 'accepted', 'accepted', 'accepted', 'accepted', 'rejected'][dice % 6 + 1]`,
    delivery_state: `['', 'delivered', 'opened', 'clicked'][dice % 4 + 1]`,
    ...{ delivered_at: maybe(95, 1, 0), opened_at: maybe(40, 2, 1), clicked_at: maybe(15, 3, 1) },
    ...{ bounced_at: maybe(1, 4, 0), unsubscribed_at: maybe(1, 5, 1), complained_at: maybe(1, 6, 1) },
  });
  await insert('decisions', counts.decisions, {
    ...{ at: 'moment', id, cart_id: cart, channel },
    kind: `['not_started', 'not_sent', 'sent', 'predicted'][dice % 4 + 1]`,
    reason: `['anonymous', 'no_consent', 'cool_down', 'frequency_cap'][dice % 4 + 1]`,
  });
  await insert('orders', counts.orders, {
    ...{ created_at: 'moment', id, version: '1', cart_id: cart, status: "'placed'", currency },
    ...{ arrived_at: 'moment', placed_at: 'moment', refunded_minor: 'if(dice % 25 = 0, 500, 0)' },
    total_minor: 'toInt64(dice % 20000)',
    discount_minor: 'if(dice % 20 = 0, 300, 0)',
    ...products,
    ...{
      recovery_id: `if(dice % 10 = 0, ${id}, null)`,
      message_id: `if(dice % 10 = 0, ${id}, null)`,
      campaign_id: campaign,
    },
    ...{ channel, campaign_version: '1', abandoned_at: 'moment - toIntervalMinute(dice % 3000)' },
    ...{ touch_message_id: `if(dice % 8 = 0, ${id}, null)`, touch_channel: channel, touch_campaign_id: campaign },
  });
  return counts;
}
