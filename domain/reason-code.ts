/**
 * Why something was not sent, not started or ended: the one list. Each code is stored with the decision, counted and
 * shown as its sentence. Codes are part of the public API: add, never rename.
 */
export const reasonCodes = {
  // Nothing was started
  no_active_campaign: 'The store has no active campaign for this stage.',
  before_activation: 'The cart was last touched before the campaign was activated.',
  anonymous: 'Nobody is known behind the cart.',
  no_reachable_channel: 'The person has no address on any channel of the campaign.',
  no_consent: 'The person has not agreed to messages on any reachable channel.',
  suppressed: 'Every address of the person is suppressed (bounce, complaint or unsubscribe).',
  cool_down: 'The person was in a recovery too recently.',
  superseded: 'A newer cart of the same person took over.',
  active_recovery: 'The person already is in a recovery.',
  has_open_cart: 'The person has an open cart, which is what they are reminded of.',
  order_pending: 'The person has ordered, and the payment is waited for.',
  store_paused: 'The store is paused.',
  quota_exceeded: 'The plan of the store includes no more this month; recoveries that run go on.',
  bot_suspected: 'The cart looks like the work of a bot and is in quarantine until somebody releases it.',
  // Nothing was sent, or the recovery ended
  purchased: 'The person bought this cart.',
  purchased_elsewhere: 'The person bought with another cart, device or address.',
  purchased_before: 'The person bought before the recovery began.',
  order_unclear: 'An order that may be this person’s lies as a dead letter: nobody can tell yet whether they bought.',
  cart_emptied: 'The cart was emptied.',
  cart_active: 'The shopper is active again.',
  unsubscribed: 'The person unsubscribed or withdrew consent.',
  privacy_request: 'The person or the shop asked for the deletion of data.',
  human_contact: 'The person has answered, and somebody of the store has to look first.',
  campaign_paused: 'The campaign is paused.',
  campaign_ended: 'The campaign was archived.',
  campaign_changed: 'A newer version of the campaign lets go of those who wait where the person waited.',
  exit_met: 'The person did what ends the campaign for them.',
  stopped_by_operator: 'An operator stopped the recovery.',
  conditions_not_met: 'The conditions of the rule do not hold for this cart.',
  prediction_below_threshold: 'The predicted probability is outside the range of the rule.',
  prediction_unavailable: 'No prediction could be had, and the rule needs one.',
  channel_not_reachable: 'The person has no usable address on this channel.',
  channel_no_consent: 'The person has not agreed to messages on this channel.',
  channel_suppressed: 'The address on this channel is suppressed.',
  sender_opted_out: 'The person told the sender of this channel to stop, and stores share that sender.',
  listed_by_provider: 'The provider’s own list holds the address, so it would not write to it.',
  sender_waits: 'The provider’s account takes no messages for now, and this one waits until it does.',
  sending_stopped: 'Somebody stopped sending, and this message waits until it goes on.',
  channel_paused: 'Too many messages of the channel bounced or were complained about, so it is stopped.',
  frequency_cap: 'The person got the most messages allowed for the period.',
  frequency_cap_waits: 'The person got the most messages allowed for the period, and this one waits for room.',
  quiet_hours: 'It is too early or too late for a message where the person lives.',
  policy_forbids: 'The rules of the country that the person lives in allow no such message.',
  message_ceiling: 'The recovery sent the most messages that its campaign allows.',
  stale: 'The message could only have gone out after its latest time.',
  already_claimed: 'The message was already claimed by an earlier attempt.',
  sold_out: 'Nothing of the cart can be bought any more, as the shop says.',
  template_error: 'The template could not be rendered for this cart.',
  carrier_template_stopped:
    'The template that was approved for WhatsApp or RCS is paused or was rejected, so nothing goes out by it.',
  provider_rejected: 'The provider refused the message for good.',
  provider_unavailable: 'The provider could not be reached within all retries.',
  outcome_unknown: 'It is unknown whether the provider took the message; it is never sent again.',
  // The provider reported it after it had taken the message
  bounced: 'The address did not take the message.',
  complained: 'The person marked the message as unwanted.',
  delivery_failed: 'The provider took the message and could not deliver it.',
  holdout: 'The person is in the holdout that gets no messages.',
  no_touch_left: 'Every touch of the campaign is done.',
  engine_failure: 'The recovery broke off inside the engine; the log says why.',
} as const;

export type ReasonCode = keyof typeof reasonCodes;

export function isReasonCode(value: string): value is ReasonCode {
  return Object.hasOwn(reasonCodes, value);
}
