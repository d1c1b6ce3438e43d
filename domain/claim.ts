import { assertNever } from './assert-never.ts';
import type { ContactBasis } from './compliance/contact-basis.ts';
import type { CapDecision } from './compliance/message-cap.ts';
import type { SendingTime } from './compliance/sending-time.ts';
import { type EndFacts, endOfRecovery } from './end-of-recovery.ts';
import { whatOrdersSay } from './order-status.ts';
import type { ReasonCode } from './reason-code.ts';

/** What the claim of a message read in its transaction, under the locks of the customer and the cart. */
export interface ClaimFacts extends EndFacts {
  /** Reason of a recovery that has ended; null while it is open. */
  readonly recoveryEnd: ReasonCode | null;
  readonly cart: EndFacts['cart'] & {
    /** Whether the rule still speaks to a cart at this stage: an order may have begun to wait for its payment. */
    readonly atStage: boolean;
  };
  /** Activity that the recovery has already counted in, epoch milliseconds. */
  readonly knownActivityAt: number;
  /** The person answered, and nobody has looked yet. */
  readonly replied: boolean;
  /** An order that may be theirs could not be taken in yet, so that nobody can tell whether they bought. */
  readonly orderUnclear: boolean;
  /** On what the message may rest; null: on nothing. */
  readonly basis: ContactBasis | null;
  readonly address: 'usable' | 'missing' | 'suppressed';
  /** What the lists of the providers that send for the store say of the address; null: nothing. */
  readonly listed: 'opted_out' | 'listed' | null;
  /** Whether the store's messages on this channel were stopped by what became of them. */
  readonly channelPaused: boolean;
  /** What the hours and rules of where the customer lives say of this moment. */
  readonly sendingTime: SendingTime;
  /** What the store's caps on messages to this customer say of one more. */
  readonly cap: CapDecision;
  /** The person is in the holdout of the campaign. */
  readonly heldOut: boolean;
}

/** Why a message may not go out now. */
export interface Refusal {
  readonly reason: ReasonCode;
  /**
   * The same would be said until then, epoch milliseconds. A refusal that means `try_later` has it, unless its reason is
   * one that signals tell the end of.
   */
  readonly notBefore?: number;
}

/** Whether a message may go out now: null, or why not. A purchase outranks everything else that speaks against it. */
export function decideClaim(facts: ClaimFacts): Refusal | null {
  const { cart } = facts;
  const end = endOfRecovery(facts);
  if (end?.outcome === 'purchased') return { reason: end.reason };
  if (facts.recoveryEnd) return { reason: facts.recoveryEnd };
  // An order that may be on its way goes before the other ends: an empty cart may be one whose goods it took.
  if (facts.orderUnclear) return { reason: 'order_unclear' };
  if (whatOrdersSay(facts.orders, cart.lastActivityAt) === 'pending') return { reason: 'order_pending' };
  if (end) return { reason: end.reason };
  if (facts.replied) return { reason: 'human_contact' };
  if (facts.campaign === 'paused') return { reason: 'campaign_paused' };
  if (cart.lastActivityAt > facts.knownActivityAt || !cart.atStage) return { reason: 'cart_active' };
  if (facts.basis === null) return { reason: 'channel_no_consent' };
  if (facts.address === 'missing') return { reason: 'channel_not_reachable' };
  if (facts.address === 'suppressed') return { reason: 'channel_suppressed' };
  if (facts.listed === 'opted_out') return { reason: 'sender_opted_out' };
  if (facts.listed === 'listed') return { reason: 'listed_by_provider' };
  if (facts.channelPaused) return { reason: 'channel_paused' };
  // Rules that will not change go before hours that will, and both before a cap that may be free again by then.
  if (facts.sendingTime.kind === 'forbidden') return { reason: 'policy_forbids' };
  if (facts.sendingTime.kind === 'quiet') return { reason: 'quiet_hours', notBefore: facts.sendingTime.until };
  if (facts.cap.kind === 'skip') return { reason: 'frequency_cap' };
  if (facts.cap.kind === 'wait') return { reason: 'frequency_cap_waits', notBefore: facts.cap.until };
  // Last: both arms are compared from the moment at which nothing else speaks against the message.
  if (facts.heldOut) return { reason: 'holdout' };
  return null;
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
    case 'campaign_changed':
    case 'exit_met':
    case 'stopped_by_operator':
    case 'superseded':
    case 'store_paused':
    case 'privacy_request':
      return 'stopped';
    case 'cart_active':
    case 'campaign_paused':
    case 'human_contact':
    case 'quiet_hours':
    case 'frequency_cap_waits':
    case 'sender_waits':
    case 'sending_stopped':
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
    case 'quota_exceeded':
    case 'order_unclear':
    case 'unsubscribed':
    case 'conditions_not_met':
    case 'prediction_below_threshold':
    case 'prediction_unavailable':
    case 'channel_not_reachable':
    case 'channel_no_consent':
    case 'channel_suppressed':
    case 'sender_opted_out':
    case 'listed_by_provider':
    case 'frequency_cap':
    case 'channel_paused':
    case 'policy_forbids':
    case 'message_ceiling':
    case 'stale':
    case 'already_claimed':
    case 'sold_out':
    case 'template_error':
    case 'carrier_template_stopped':
    case 'provider_rejected':
    case 'provider_unavailable':
    case 'outcome_unknown':
    case 'bounced':
    case 'complained':
    case 'delivery_failed':
    case 'holdout':
    case 'no_touch_left':
    case 'engine_failure':
      return 'skip';
    default:
      return assertNever(reason);
  }
}
