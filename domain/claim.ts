import { assertNever } from './assert-never.ts';
import { type OrdersOfCart, whatOrdersSay } from './order-status.ts';
import type { ReasonCode } from './reason-code.ts';

/** What the claim of a message read in its transaction, under the locks of the person and the cart. */
export interface ClaimFacts {
  /** Reason of a recovery that has ended; null while it is open. */
  readonly recoveryEnd: ReasonCode | null;
  readonly storeActive: boolean;
  readonly campaign: 'active' | 'paused' | 'archived' | 'draft';
  readonly cart: {
    readonly purchased: boolean;
    readonly empty: boolean;
    readonly lastActivityAt: number;
    /** Whether the rule still speaks to a cart at this stage: an order may have begun to wait for its payment. */
    readonly atStage: boolean;
    /** It stands for what somebody looked at, who meanwhile put something into a cart. */
    readonly overtaken: boolean;
  };
  /** Activity that the recovery has already counted in, epoch milliseconds. */
  readonly knownActivityAt: number;
  readonly orders: OrdersOfCart;
  /** An order that may be theirs could not be taken in yet, so that nobody can tell whether they bought. */
  readonly orderUnclear: boolean;
  /** Epoch milliseconds. */
  readonly abandonedAt: number;
  readonly consented: boolean;
  readonly address: 'usable' | 'missing' | 'suppressed';
  /** Messages to this person on this channel within the store's cap period. */
  readonly recentMessages: number;
  readonly capMessages: number;
}

/** Whether a message may go out now: null, or why not. A purchase outranks everything else that speaks against it. */
export function decideClaim(facts: ClaimFacts): ReasonCode | null {
  const { cart } = facts;
  const bought = purchaseOf(facts);
  if (bought) return bought;
  if (facts.recoveryEnd) return facts.recoveryEnd;
  if (facts.orderUnclear) return 'order_unclear';
  if (whatOrdersSay(facts.orders, cart.lastActivityAt) === 'pending') return 'order_pending';
  if (cart.empty) return 'cart_emptied';
  if (cart.overtaken) return 'has_open_cart';
  if (!facts.storeActive) return 'store_paused';
  if (facts.campaign === 'archived' || facts.campaign === 'draft') return 'campaign_ended';
  if (facts.campaign === 'paused') return 'campaign_paused';
  if (cart.lastActivityAt > facts.knownActivityAt || !cart.atStage) return 'cart_active';
  if (!facts.consented) return 'channel_no_consent';
  if (facts.address === 'missing') return 'channel_not_reachable';
  if (facts.address === 'suppressed') return 'channel_suppressed';
  if (facts.recentMessages >= facts.capMessages) return 'frequency_cap';
  return null;
}

/**
 * Why a recovery is over by a purchase; null: it is not. Orders since the cart was last touched before it was abandoned
 * end its recovery, also where it was touched again later: that is a new wish, with a recovery of its own.
 */
export function purchaseOf({
  cart,
  orders,
  abandonedAt,
}: {
  readonly cart: Pick<ClaimFacts['cart'], 'purchased' | 'lastActivityAt'>;
  readonly orders: OrdersOfCart;
  /** Epoch milliseconds. */
  readonly abandonedAt: number;
}): 'purchased' | 'purchased_before' | 'purchased_elsewhere' | null {
  const said = whatOrdersSay(orders, Math.min(cart.lastActivityAt, abandonedAt));
  if (cart.purchased || said === 'bought') return 'purchased';
  if (said !== 'bought_elsewhere') return null;
  return (orders.elsewhere?.arrivedAt ?? 0) < abandonedAt ? 'purchased_before' : 'purchased_elsewhere';
}

/** What a refused claim means for the recovery: over, wait and try again, or only this message is not sent. */
export function afterRefusal(reason: ReasonCode): 'purchased' | 'stopped' | 'try_later' | 'skip' {
  switch (reason) {
    case 'purchased':
    case 'purchased_elsewhere':
    case 'purchased_before':
      return 'purchased';
    case 'cart_emptied':
    case 'has_open_cart':
    case 'campaign_ended':
    case 'stopped_by_operator':
    case 'superseded':
    case 'store_paused':
    case 'privacy_request':
      return 'stopped';
    case 'cart_active':
    case 'campaign_paused':
      return 'try_later';
    case 'no_active_campaign':
    case 'before_activation':
    case 'anonymous':
    case 'no_reachable_channel':
    case 'no_consent':
    case 'suppressed':
    case 'cool_down':
    case 'active_recovery':
    case 'order_pending':
    case 'bot_suspected':
    case 'order_unclear':
    case 'unsubscribed':
    case 'conditions_not_met':
    case 'prediction_below_threshold':
    case 'prediction_unavailable':
    case 'channel_not_reachable':
    case 'channel_no_consent':
    case 'channel_suppressed':
    case 'frequency_cap':
    case 'already_claimed':
    case 'template_error':
    case 'provider_rejected':
    case 'provider_unavailable':
    case 'outcome_unknown':
    case 'holdout':
    case 'no_touch_left':
    case 'engine_failure':
      return 'skip';
    default:
      return assertNever(reason);
  }
}
