import { type Channel, channels } from './channel.ts';
import { type OrdersOfCart, whatOrdersSay } from './order-status.ts';
import type { ReasonCode } from './reason-code.ts';

/** What the sweep knows of a cart whose idle threshold has passed. Times in epoch milliseconds. */
export interface AbandonmentFacts {
  readonly nowMs: number;
  readonly cart: {
    readonly purchased: boolean;
    readonly empty: boolean;
    readonly lastActivityAt: number;
    /** The cart's own recovery is under way: it restarts its clock by itself. */
    readonly inRecovery: boolean;
    /** It stands for what somebody looked at. */
    readonly browsing: boolean;
  };
  /** The same customer has a cart of the shop with something in it; only asked for somebody who was browsing. */
  readonly hasOpenCart: boolean;
  /** It looks like the work of a bot, or a person said so. */
  readonly quarantined: boolean;
  readonly storeActive: boolean;
  /** The plan of the store includes no further recovery this month. */
  readonly quotaExceeded: boolean;
  readonly campaign: { readonly activatedAt: number; readonly channels: readonly Channel[] } | null;
  /** Channels on which the customer has an address at all, agreed, and is not suppressed: each a subset of the one before. */
  readonly reach: {
    readonly addressed: readonly Channel[];
    readonly consented: readonly Channel[];
    readonly usable: readonly Channel[];
  };
  readonly orders: OrdersOfCart;
  /** An open recovery of another cart of the same customer, and when that cart was last touched. */
  readonly otherRecovery: { readonly lastActivityAt: number } | null;
  /** When the customer's last recovery ended, unless a newer cart had taken it over. */
  readonly lastRecoveryEndedAt: number | null;
  /** In wall milliseconds. */
  readonly coolDownMs: number;
}

export type AbandonmentDecision =
  | { readonly kind: 'start' }
  | { readonly kind: 'not_started'; readonly reason: ReasonCode }
  /** The person's older cart is told to end; this one is looked at again shortly. */
  | { readonly kind: 'supersede' }
  /** There is nothing to decide: no cart to win back, or it is being won back. */
  | { readonly kind: 'ignore' };

/** Whether somebody can be written to about a cart, and what is missing first. Part of the public API: add, never rename. */
export const reaches = [
  'reachable',
  'anonymous',
  'no_reachable_channel',
  'no_consent',
  'suppressed',
] as const satisfies readonly ('reachable' | ReasonCode)[];
export type Reach = (typeof reaches)[number];

/** By the channels of the campaign; without one by all that there are. */
export function reachOf({ campaign, reach }: Pick<AbandonmentFacts, 'campaign' | 'reach'>): Reach {
  const wanted = campaign?.channels ?? channels;
  if (reach.addressed.length === 0) return 'anonymous';
  if (!overlap(wanted, reach.addressed)) return 'no_reachable_channel';
  if (!overlap(wanted, reach.consented)) return 'no_consent';
  if (!overlap(wanted, reach.usable)) return 'suppressed';
  return 'reachable';
}

/** Whether a cart that has been idle long enough starts a recovery. */
export function decideAbandonment(facts: AbandonmentFacts): AbandonmentDecision {
  const { cart, campaign } = facts;
  if (cart.purchased || cart.empty || cart.inRecovery) return { kind: 'ignore' };
  if (facts.quarantined) return notStarted('bot_suspected');
  if (!facts.storeActive) return notStarted('store_paused');
  if (!campaign) return notStarted('no_active_campaign');
  if (cart.lastActivityAt <= campaign.activatedAt) return notStarted('before_activation');
  const said = whatOrdersSay(facts.orders, cart.lastActivityAt);
  if (said !== null) return notStarted(said === 'pending' ? 'order_pending' : 'purchased_before');
  if (cart.browsing && facts.hasOpenCart) return notStarted('has_open_cart');
  const reach = reachOf(facts);
  if (reach !== 'reachable') return notStarted(reach);
  // Before the question of another recovery: one that runs is not ended for a newer cart that would start none.
  if (facts.quotaExceeded) return notStarted('quota_exceeded');
  if (facts.otherRecovery) {
    return facts.otherRecovery.lastActivityAt < cart.lastActivityAt
      ? { kind: 'supersede' }
      : notStarted('active_recovery');
  }
  if (facts.lastRecoveryEndedAt !== null && facts.nowMs < facts.lastRecoveryEndedAt + facts.coolDownMs) {
    return notStarted('cool_down');
  }
  return { kind: 'start' };
}

function notStarted(reason: ReasonCode): AbandonmentDecision {
  return { kind: 'not_started', reason };
}

function overlap(some: readonly Channel[], others: readonly Channel[]): boolean {
  return some.some((channel) => others.includes(channel));
}
