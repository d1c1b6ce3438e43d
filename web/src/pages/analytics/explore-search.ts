import type { Metric } from '../../analytics/catalogue.ts';
import type { Dimension, Granularity } from '../../analytics/query.ts';
import { listText, readList } from '../../analytics/rows-search.ts';
import { oneOf, type SearchText } from '../../lib/search.ts';

export const everies = ['none', 'hour', 'day', 'week', 'month'] as const;
export type Every = (typeof everies)[number];

/** A question as it stands in the address. */
export interface Explore {
  readonly metric: Metric;
  /** At most two. */
  readonly by: readonly Dimension[];
  readonly every: Every;
  readonly filters: Readonly<Record<string, string[]>>;
}

const byMax = 2;
/** Without a choice a curve has about as many points as can be told apart. */
const daysByDayMax = 62;
const daysByWeekMax = 200;

/** By what a metric can be broken down here: money is of one currency, which has a place of its own. */
export function dimensionsFor({ dimensions, unit }: Metric): readonly Dimension[] {
  return dimensions.filter((dimension) => unit !== 'money' || dimension !== 'currency');
}

/** What is none of the catalogue is left out, so that an old address still shows something. */
export function readExplore(search: SearchText, metrics: readonly Metric[], days: number): Explore | null {
  const asked = search['metric'];
  const metric = metrics.find(({ id }) => id === (asked ?? 'abandoned_carts'));
  if (!metric) return null;
  const known = dimensionsFor(metric);
  const by = [...new Set(readList(search['by']))].flatMap((name) => oneOf(name, known) ?? []).slice(0, byMax);
  const filters = Object.fromEntries(
    known.flatMap((name) => {
      const values = [...readList(search[name])];
      // The currency of the page is no filter of this question alone.
      return name === 'currency' || values.length === 0 ? [] : [[name, values]];
    }),
  );
  return { metric, by, every: oneOf(search['every'], everies) ?? usualEvery(days), filters };
}

export function usualEvery(days: number): Granularity {
  if (days <= 1) return 'hour';
  if (days <= daysByDayMax) return 'day';
  return days <= daysByWeekMax ? 'week' : 'month';
}

/** The address of another metric: what it cannot be asked goes out. */
export function withMetric(search: SearchText, metric: Metric, all: readonly Metric[]): SearchText {
  const known = dimensionsFor(metric);
  const foreign = new Set(all.flatMap(({ dimensions }) => dimensions).filter((name) => !known.includes(name)));
  return {
    ...Object.fromEntries([...foreign].filter((name) => name !== 'currency').map((name) => [name, undefined])),
    metric: metric.id,
    by: listText(readList(search['by']).filter((name) => known.some((one) => one === name))) || undefined,
    view: undefined,
  };
}

export function dayCount({ from, to }: { readonly from: string; readonly to: string }): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}
