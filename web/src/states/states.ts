/** Where a cart stands, as the API names it. */
export const standings = ['open', 'abandoned', 'recovering', 'recovered', 'purchased', 'quarantined'] as const;
export type Standing = (typeof standings)[number];

export const outcomes = ['purchased', 'completed', 'stopped', 'nothing_to_send'] as const;

export const channels = ['email', 'sms', 'push'] as const;

/** What the provider said when it was given a message. */
export const messageStates = ['sending', 'accepted', 'rejected', 'unknown', 'retry'] as const;
export type MessageState = (typeof messageStates)[number];

/** What the provider reported afterwards. */
export const deliveryStates = [
  'delivered',
  'opened',
  'clicked',
  'failed',
  'refused',
  'bounced',
  'unsubscribed',
  'complained',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];
