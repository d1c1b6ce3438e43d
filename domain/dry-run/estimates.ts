import { type Channel, channels } from '../channel.ts';
import { wilsonInterval } from '../wilson-interval.ts';

/**
 * What a message is taken to cost where nobody said otherwise, in minor units of the store's currency: of the size that
 * providers ask for, and no offer of anybody.
 */
export const assumedPrices: Readonly<Record<Channel, number>> = { email: 0.05, sms: 6, push: 0 };

export interface ExpectedCost {
  /** Minor units for one message, by channel. */
  readonly prices: Readonly<Record<Channel, number>>;
  readonly amountMinor: number;
}

export function expectedCost(
  messages: Readonly<Record<Channel, number>>,
  given: Readonly<Partial<Record<Channel, number>>>,
): ExpectedCost {
  const prices = { ...assumedPrices, ...given };
  const amount = channels.reduce((sum, channel) => sum + messages[channel] * prices[channel], 0);
  return { prices, amountMinor: Math.round(amount) };
}

/** What a store's recoveries with a message have brought within the days that are looked back. */
export interface RecordedRecoveries {
  readonly recoveries: number;
  readonly recovered: number;
  /** Of the orders, in the currency that most of them are in; null: there is none. */
  readonly orders: { readonly currency: string; readonly count: number; readonly meanMinor: number } | null;
}

export type ExpectedRevenue =
  | { readonly kind: 'not_enough_data'; readonly recoveries: number; readonly recovered: number }
  | {
      readonly kind: 'estimate';
      readonly currency: string;
      readonly amountMinor: number;
      /** Where the rate probably lies, 95 %, times the same mean. */
      readonly lowMinor: number;
      readonly highMinor: number;
      readonly recoveries: number;
      readonly recovered: number;
      readonly meanOrderMinor: number;
    };

/** Fewer than these say little about the next. */
export const estimateNeeds = { recoveries: 30, recovered: 5 } as const;

/** Whether what was recorded says something about the next. */
export function isEnough({ recoveries, recovered }: Pick<RecordedRecoveries, 'recoveries' | 'recovered'>): boolean {
  return recoveries >= estimateNeeds.recoveries && recovered >= estimateNeeds.recovered;
}

/** Orders after a message, of as many carts as get one, by what was recorded: not what would not have come by itself. */
export function expectedRevenue(
  reached: number,
  { recoveries, recovered, orders }: RecordedRecoveries,
): ExpectedRevenue {
  if (orders === null || !isEnough({ recoveries, recovered }))
    return { kind: 'not_enough_data', recoveries, recovered };
  const { low, high } = wilsonInterval(recovered, recoveries);
  const worth = (rate: number) => Math.round(reached * rate * orders.meanMinor);
  return {
    ...{ kind: 'estimate', currency: orders.currency, amountMinor: worth(recovered / recoveries) },
    ...{ lowMinor: worth(low), highMinor: worth(high), recoveries, recovered },
    meanOrderMinor: Math.round(orders.meanMinor),
  };
}
