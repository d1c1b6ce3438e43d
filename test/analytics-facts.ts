import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import { slottedFacts } from '../db/clickhouse/analytics/slots.ts';
import type { DecisionRow } from '../db/clickhouse/tables/decisions.ts';
import type { AbandonmentFact, MessageFact, OrderFact } from '../db/clickhouse/tables/facts.ts';
import { utcText } from '../db/clickhouse/utc-text.ts';
import { dayMs, minuteMs } from '../domain/duration.ts';

/** Facts of one store as analytics has them, put straight into it. */
export interface AnalyticsFacts {
  readonly abandonments: readonly AbandonmentFact[];
  readonly messages: readonly MessageFact[];
  readonly decisions: readonly DecisionRow[];
  readonly orders: readonly OrderFact[];
}

/** Of a stream of numbers: any fact can come of it, so a failing run can be repeated. */
export type Dice = () => number;

/** A repeatable stream of numbers from 0 to 2^32 (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

export interface FactsOptions {
  readonly storeId: string;
  readonly dice: Dice;
  /** Of each kind. */
  readonly count: number;
  /** Epoch milliseconds between which they happen. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly campaigns: readonly string[];
}

export function anyFacts(options: FactsOptions): AnalyticsFacts {
  const make = <T>(one: () => T): T[] => Array.from({ length: options.count }, one);
  return {
    abandonments: make(() => anyAbandonment(options)),
    messages: make(() => anyMessage(options)),
    decisions: make(() => anyDecision(options)),
    orders: make(() => anyOrder(options)),
  };
}

export async function insertFacts(clickhouse: ClickHouseClient, facts: AnalyticsFacts): Promise<void> {
  for (const [table, values] of Object.entries(facts))
    if (values.length > 0) await clickhouse.insert({ table, values, format: 'JSONEachRow' });
}

/** As if what was copied until now had been copied long ago: slots are then read and compared. */
export async function trustSlots(clickhouse: ClickHouseClient): Promise<void> {
  const counted_until = utcText(Date.now() + 365 * dayMs);
  const values = slottedFacts.map(({ table }) => ({ fact: table.table, counted_until }));
  await clickhouse.insert({ table: 'slot_marks', values, format: 'JSONEachRow' });
}

const pick = <T>(dice: Dice, ...of: readonly T[]): T => of[dice() % of.length] as T;
const currencies = ['EUR', 'EUR', 'EUR', 'JPY', 'KWD', ''] as const;
const channels = ['email', 'email', 'sms', 'push'] as const;

function momentIn({ dice, fromMs, toMs }: FactsOptions): number {
  return fromMs + (dice() % (toMs - fromMs));
}

function later(dice: Dice, atMs: number): string | null {
  return dice() % 2 ? utcText(atMs + (dice() % (90 * minuteMs))) : null;
}

function anyAbandonment(options: FactsOptions): AbandonmentFact {
  const { storeId: store_id, dice, campaigns } = options;
  const at = momentIn(options);
  return {
    ...{ store_id, id: randomUUID(), version: '1', abandoned_at: utcText(at), cart_id: randomUUID() },
    campaign_id: pick(dice, null, ...campaigns),
    stage: pick(dice, 'cart', 'checkout'),
    reach: pick(dice, 'reachable', 'reachable', 'anonymous', 'no_consent'),
    reason: pick(dice, '', '', 'cool_down'),
    currency: pick(dice, ...currencies),
    value_minor: pick(dice, null, '0', String(dice() % 100_000), String(2 ** 45 + (dice() % 1_000))),
    ...anyProducts(dice),
    messaged_at: later(dice, at),
    clicked_at: later(dice, at),
    bought_at: pick(dice, later(dice, at), utcText(at + (dice() % (40 * dayMs)))),
  };
}

function anyProducts(dice: Dice) {
  const product_ids = ['lamp', 'rug', 'vase', 'sofa', "it's", ''].filter(() => dice() % 3 === 0);
  const kept = product_ids.length > 0 ? product_ids : [''];
  return { product_ids: kept, product_values: kept.map(() => dice() % 10_000) };
}

function anyMessage(options: FactsOptions): MessageFact {
  const { storeId: store_id, dice, campaigns } = options;
  const at = momentIn(options);
  return {
    ...{ store_id, id: randomUUID(), version: '1', claimed_at: utcText(at) },
    ...{ recovery_id: randomUUID(), cart_id: randomUUID(), campaign_version: 1, rule_id: 'step-1', reason: '' },
    ...{ attempts: 1, settled_at: null },
    campaign_id: pick(dice, null, ...campaigns),
    channel: pick(dice, ...channels),
    provider: pick(dice, 'resend', 'twilio'),
    template: pick(dice, 'reminder', 'last-call'),
    state: pick(dice, 'accepted', 'accepted', 'rejected', 'unknown'),
    delivery_state: pick(dice, '', 'delivered', 'opened', 'bounced'),
    delivered_at: later(dice, at),
    opened_at: later(dice, at),
    clicked_at: later(dice, at),
    bounced_at: later(dice, at),
    unsubscribed_at: later(dice, at),
    complained_at: later(dice, at),
    currency: pick(dice, ...currencies),
  };
}

function anyDecision(options: FactsOptions): DecisionRow {
  const { storeId: store_id, dice } = options;
  const kind = pick(dice, 'not_started', 'not_sent', 'sent');
  return {
    ...{ store_id, id: randomUUID(), at: utcText(momentIn(options)), kind, cart_id: randomUUID(), recovery_id: null },
    ...{ rule_id: '', detail: '{}' },
    channel: kind === 'not_sent' ? pick(dice, ...channels) : '',
    reason: pick(dice, 'no_consent', 'frequency_cap', ''),
  };
}

function anyOrder(options: FactsOptions): OrderFact {
  const { storeId: store_id, dice, campaigns } = options;
  const at = momentIn(options);
  const [messageId, touchId] = [pick(dice, null, randomUUID()), pick(dice, null, randomUUID())];
  return {
    ...{
      store_id,
      id: randomUUID(),
      version: '1',
      created_at: utcText(at + 2_000),
      cart_id: pick(dice, null, randomUUID()),
    },
    recovery_id: messageId && randomUUID(),
    campaign_id: messageId && pick(dice, null, ...campaigns),
    campaign_version: 1,
    status: pick(dice, 'placed', 'placed', 'placed', 'cancelled', ''),
    total_minor: pick(dice, null, String(dice() % 100_000), String(2 ** 45 + (dice() % 1_000))),
    refunded_minor: pick(dice, '0', '0', String(dice() % 1_000)),
    discount_minor: pick(dice, '0', '0', String(dice() % 1_000)),
    ...anyProducts(dice),
    currency: pick(dice, ...currencies),
    arrived_at: utcText(at + 1_000),
    placed_at: pick(dice, utcText(at), utcText(at), utcText(at), null),
    cancelled_at: null,
    refunded_at: null,
    message_id: messageId,
    channel: messageId ? pick(dice, ...channels) : '',
    abandoned_at: messageId && pick(dice, utcText(at - (dice() % (600 * minuteMs))), null, utcText(at + minuteMs)),
    touch_message_id: touchId,
    touch_channel: touchId ? pick(dice, ...channels) : '',
    touch_campaign_id: touchId && pick(dice, null, ...campaigns),
  };
}
