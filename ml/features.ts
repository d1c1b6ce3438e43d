import type { FeatureInput } from './feature-input.ts';
import { type Feature, type FeatureSet, hashOf, vectorOf } from './feature-set.ts';
import { localTime } from './local-time.ts';

/**
 * The one ordered list that training and serving share. A feature is added here and nowhere else; the trainer gets
 * the list exported, and a model whose names, order or hash differ is refused when it is loaded.
 *
 * These are the features of the shipped prior: what can be counted from our own events and was also counted in the
 * public sessions that it learned from.
 */
export const features: readonly Feature[] = [
  {
    name: 'product_views',
    description: 'product pages looked at in this session',
    unit: 'count',
    value: ({ activity }) => (activity.browsingSeen ? (activity.session?.productViews ?? NaN) : NaN),
  },
  {
    name: 'product_view_seconds',
    description: 'time spent on product pages in this session',
    unit: 'seconds',
    value: productViewSeconds,
  },
  {
    name: 'seconds_per_product_view',
    description: 'average time spent on a product page',
    unit: 'seconds',
    value: (input) => {
      const views = input.activity.session?.productViews ?? 0;
      return views > 0 ? productViewSeconds(input) / views : NaN;
    },
  },
  {
    name: 'returning_visitor',
    description: 'the shopper was here before',
    unit: '0 or 1',
    value: ({ activity }) => {
      if (activity.previousSessions > 0 || activity.previousOrders > 0) return 1;
      return activity.browsingSeen ? 0 : NaN;
    },
  },
  {
    name: 'weekend',
    description: 'the session began on a Saturday or Sunday of the shop',
    unit: '0 or 1',
    value: ({ activity, timeZone }) => {
      const weekday = activity.session ? localTime(activity.session.startedAtMs, timeZone)?.weekday : undefined;
      return weekday === undefined ? NaN : Number(weekday === 0 || weekday === 6);
    },
  },
];

/** Raise the version when a feature changes its meaning but not its name. */
export const featureSet: FeatureSet = { name: 'session', version: 1, features };

export const featureSetHash: string = hashOf(featureSet);

export function featureVector(input: FeatureInput): Float32Array {
  return vectorOf(featureSet, input);
}

function productViewSeconds({ activity }: FeatureInput): number {
  return activity.browsingSeen && activity.session ? activity.session.productViewMs / 1_000 : NaN;
}
