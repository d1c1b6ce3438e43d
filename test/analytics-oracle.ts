import type { Dimension, Measure } from '../domain/analytics/measures.ts';
import { hourMs } from '../domain/duration.ts';
import type { AnalyticsFacts } from './analytics-facts.ts';

/** One row that counts, as a person would read it off a list. */
export interface OracleRow {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly dimensions: Readonly<Partial<Record<Dimension, string>>>;
  readonly value: bigint;
}

const ms = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`);

function boughtWithin(boughtAt: string | null, leftMs: number): Readonly<Record<string, boolean>> {
  const tookMs = boughtAt === null ? Number.POSITIVE_INFINITY : ms(boughtAt) - leftMs;
  return Object.fromEntries([1, 3, 7, 14, 30].map((days) => [`boughtWithin${days}d`, tookMs <= days * 24 * hourMs]));
}

/** What a clock on the wall showed. */
function wallOf(at: number, timeZone: string) {
  const shown = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' });
  const parts = Object.fromEntries(shown.formatToParts(at).map(({ type, value }) => [type, value]));
  const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  return { weekday: String(weekdays.indexOf(parts['weekday'] ?? '') + 1), hourOfDay: parts['hour'] ?? '' };
}

/** A second opinion on what a measure counts, written apart from the queries: every row that adds to it, and how much. */
export function countByHand(facts: AnalyticsFacts, measure: Measure, timeZone = 'Europe/Vienna'): readonly OracleRow[] {
  return rowsOf(facts, measure).map((row) => ({
    ...row,
    dimensions: { ...row.dimensions, ...wallOf(row.at, timeZone) },
  }));
}

function rowsOf(facts: AnalyticsFacts, measure: Measure): readonly OracleRow[] {
  const [fact = '', name = ''] = measure.split('.');
  switch (fact) {
    case 'abandonments':
      return facts.abandonments.flatMap((row) => {
        const isReachable = row.reach === 'reachable';
        const isMessaged = isReachable && row.messaged_at !== null;
        const counts: Readonly<Record<string, boolean>> = {
          carts: true,
          valueMinor: true,
          identified: row.reach !== 'anonymous',
          reachable: isReachable,
          unreachable: !isReachable,
          messaged: isMessaged,
          clicked: isMessaged && row.clicked_at !== null,
          bought: isMessaged && row.bought_at !== null,
          ...boughtWithin(isMessaged ? row.bought_at : null, ms(row.abandoned_at)),
        };
        if (!counts[name]) return [];
        const dimensions = {
          campaignId: row.campaign_id ?? 'unknown',
          reason: (isReachable ? row.reason : row.reach) || 'none',
          stage: row.stage,
          currency: row.currency || 'unknown',
        };
        return [
          {
            id: row.id,
            at: ms(row.abandoned_at),
            dimensions,
            value: name === 'valueMinor' ? BigInt(row.value_minor ?? 0) : 1n,
          },
        ];
      });
    case 'messages':
      return facts.messages.flatMap((row) => {
        const wasTaken = row.state === 'accepted';
        const followed = [row.delivered_at, row.opened_at, row.clicked_at, row.complained_at, row.unsubscribed_at];
        const counts: Readonly<Record<string, boolean>> = {
          messages: true,
          accepted: wasTaken,
          delivered: wasTaken && followed.some(Boolean),
          opened: wasTaken && Boolean(row.opened_at || row.clicked_at),
          clicked: wasTaken && row.clicked_at !== null,
          bounced: wasTaken && row.bounced_at !== null,
          unsubscribed: wasTaken && row.unsubscribed_at !== null,
          complained: wasTaken && row.complained_at !== null,
        };
        if (!counts[name]) return [];
        const dimensions = {
          channel: row.channel,
          campaignId: row.campaign_id ?? 'unknown',
          provider: row.provider,
          template: row.template,
          state: row.state,
          deliveryState: row.delivery_state || 'none',
          currency: row.currency || 'unknown',
        };
        return [{ id: row.id, at: ms(row.claimed_at), dimensions, value: 1n }];
      });
    case 'nonSends':
      return facts.decisions
        .filter(({ kind }) => kind.startsWith('not_'))
        .map(({ id, at, kind, reason, channel }) => ({
          ...{ id, at: ms(at), value: 1n },
          dimensions: { kind, reason: reason || 'none', channel: channel || 'unknown' },
        }));
    case 'recoveredOrders':
    case 'touchedOrders':
      return facts.orders.flatMap((row) => {
        const credit =
          fact === 'recoveredOrders'
            ? { to: row.message_id, channel: row.channel, campaign: row.campaign_id }
            : { to: row.touch_message_id, channel: row.touch_channel, campaign: row.touch_campaign_id };
        if (row.status !== 'placed' || row.placed_at === null || credit.to === null) return [];
        const tookMs = row.abandoned_at === null ? -1 : ms(row.placed_at) - ms(row.abandoned_at);
        if (name === 'recoveryMs' && tookMs < 0) return [];
        if (name === 'refundedMinor' && row.refunded_minor === '0') return [];
        if (name === 'discountMinor' && row.discount_minor === '0') return [];
        const values: Readonly<Record<string, bigint>> = {
          orders: 1n,
          valueMinor: BigInt(row.total_minor ?? 0),
          grossMinor: BigInt(row.total_minor ?? 0) + BigInt(row.discount_minor),
          discountMinor: BigInt(row.discount_minor),
          refundedMinor: BigInt(row.refunded_minor),
          recoveryMs: BigInt(tookMs),
        };
        const dimensions = {
          channel: credit.channel || 'unknown',
          campaignId: credit.campaign ?? 'unknown',
          currency: row.currency || 'unknown',
        };
        return [{ id: row.id, at: ms(row.placed_at), dimensions, value: values[name] ?? 0n }];
      });
    case 'leftProducts':
      return partsOf(rowsOf(facts, 'abandonments.carts'), facts.abandonments, name);
    case 'recoveredProducts':
      return partsOf(rowsOf(facts, 'recoveredOrders.orders'), facts.orders, name);
    default:
      throw new Error(`nobody counts ${measure}`);
  }
}

/** Each product of a row by itself. */
function partsOf(
  rows: readonly OracleRow[],
  facts: readonly {
    readonly id: string;
    readonly product_ids: readonly string[];
    readonly product_values: readonly number[];
  }[],
  name: string,
): readonly OracleRow[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  return rows.flatMap((row) =>
    (byId.get(row.id)?.product_ids ?? []).map((productId, index) => ({
      ...row,
      id: `${row.id}/${productId}`,
      dimensions: { ...row.dimensions, productId: productId || 'unknown' },
      value: name === 'valueMinor' ? BigInt(byId.get(row.id)?.product_values[index] ?? 0) : 1n,
    })),
  );
}
