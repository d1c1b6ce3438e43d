import type { MetricId } from '../../analytics/query.ts';

/** The metrics in the order in which one looks for them; one that is in no group stands among the others. */
export const metricGroups = {
  carts: ['abandoned_carts', 'abandoned_value', 'reachable_share', 'unreachable_carts', 'non_sends'],
  recovered: [
    ...(['recovered_revenue', 'recovered_orders', 'recovery_rate', 'recovered_revenue_last_touch'] as const),
    ...(['recovered_revenue_gross', 'discount_cost', 'refunds'] as const),
    ...(['revenue_per_recipient', 'time_to_recovery'] as const),
  ],
  messages: [
    ...(['messages', 'delivered', 'opened', 'clicked', 'bounced'] as const),
    ...(['unsubscribe_rate', 'complaint_rate'] as const),
  ],
  funnel: [
    ...(['funnel_seen', 'funnel_identified', 'funnel_reachable'] as const),
    ...(['funnel_messaged', 'funnel_clicked', 'funnel_bought'] as const),
  ],
  soon: [
    ...(['recovered_within_1d', 'recovered_within_3d', 'recovered_within_7d'] as const),
    ...(['recovered_within_14d', 'recovered_within_30d'] as const),
  ],
  products: [
    ...(['abandoned_products', 'abandoned_products_value'] as const),
    ...(['recovered_products', 'recovered_products_value'] as const),
  ],
} as const satisfies Readonly<Record<string, readonly MetricId[]>>;

export type MetricGroup = keyof typeof metricGroups;
export const groupNames = Object.keys(metricGroups) as readonly MetricGroup[];
