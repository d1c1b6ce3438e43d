/** What of a cart decides where something about a reason can be changed. */
export interface ReasonAbout {
  readonly customerId: string | null;
  readonly campaignId: string | null;
}

export interface ReasonPlace {
  /** Below the store's address. */
  readonly path: string;
  readonly label:
    | 'place.campaign'
    | 'place.customer'
    | 'place.settings'
    | 'place.deliverability'
    | 'place.deadLetters'
    | 'place.snippet'
    | 'place.customerCarts';
  readonly search?: Readonly<Record<string, string>>;
}

/** Where one changes what stands behind a reason, or sees it; null: nowhere on a page. */
export function reasonPlace(code: string, { customerId, campaignId }: ReasonAbout): ReasonPlace | null {
  switch (code) {
    case 'no_active_campaign':
    case 'before_activation':
    case 'no_reachable_channel':
    case 'campaign_paused':
    case 'campaign_ended':
    case 'campaign_changed':
    case 'message_ceiling':
    case 'stale':
    case 'conditions_not_met':
    case 'prediction_below_threshold':
    case 'prediction_unavailable':
    case 'template_error':
    case 'no_touch_left':
      return { path: campaignId === null ? '/campaigns' : `/campaigns/${campaignId}`, label: 'place.campaign' };
    case 'no_consent':
    case 'suppressed':
    case 'unsubscribed':
    case 'channel_not_reachable':
    case 'channel_no_consent':
    case 'channel_suppressed':
    case 'sender_opted_out':
    case 'bounced':
    case 'complained':
      return customerId === null ? null : { path: `/customers/${customerId}`, label: 'place.customer' };
    case 'superseded':
    case 'active_recovery':
    case 'has_open_cart':
    case 'purchased_elsewhere':
      return customerId === null ? null : { path: '/carts', search: { customerId }, label: 'place.customerCarts' };
    case 'quiet_hours':
    case 'policy_forbids':
    case 'frequency_cap':
    case 'frequency_cap_waits':
      return { path: '/settings/sending', label: 'place.settings' };
    case 'sold_out':
      return { path: '/settings/catalog', label: 'place.settings' };
    case 'carrier_template_stopped':
      return { path: '/settings/phone', label: 'place.settings' };
    case 'cool_down':
    case 'store_paused':
      return { path: '/settings/store', label: 'place.settings' };
    case 'channel_paused':
    case 'listed_by_provider':
    case 'sender_waits':
      return { path: '/deliverability', label: 'place.deliverability' };
    case 'quota_exceeded':
      return { path: '/settings/usage', label: 'place.settings' };
    case 'sending_stopped':
      return { path: '/settings/flags', label: 'place.settings' };
    case 'order_unclear':
      return { path: '/dead-letters', label: 'place.deadLetters' };
    case 'anonymous':
      return { path: '/integrations', label: 'place.snippet' };
    default:
      return null;
  }
}
