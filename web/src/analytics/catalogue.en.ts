import type { Dimension } from './query.ts';

export const dimensionNamesEn: Readonly<Record<Dimension, string>> = {
  campaignId: 'Campaign',
  channel: 'Channel',
  provider: 'Provider',
  template: 'Template',
  state: 'State of the message',
  deliveryState: 'Report of the provider',
  kind: 'Kind of decision',
  reason: 'Reason',
  stage: 'Stage',
  currency: 'Currency',
  productId: 'Product',
  weekday: 'Day of the week',
  hourOfDay: 'Hour of the day',
};
