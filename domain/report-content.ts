import type { CalendarDays, Granularity } from './analytics/calendar.ts';
import type { MetricId, Unit } from './analytics/catalogue.ts';
import type { Dimension } from './analytics/measures.ts';
import type { ReportFrequency } from './report-period.ts';

/** A question of a report: one of analytics whose days are the period's, always beside the period before. */
export interface ReportQuery {
  readonly metric: MetricId;
  readonly dimensions: readonly Dimension[];
  readonly granularity: Exclude<Granularity, 'hour'> | null;
  readonly filters: Readonly<Partial<Record<Dimension, readonly string[]>>>;
}

/** Null: there is nothing to divide by. A whole number beyond 2^53 is text. */
export type ReportValue = number | string | null;

export interface ReportFigure {
  readonly query: ReportQuery;
  readonly unit: Unit;
  /** Of money. */
  readonly currency: string | null;
  readonly value: ReportValue;
  readonly previous: ReportValue;
  readonly rows: readonly {
    readonly dimensions: Readonly<Record<string, string>>;
    readonly value: ReportValue;
    readonly previous: ReportValue;
  }[];
  /** Orders that money in other currencies is of; it is not added. */
  readonly otherCurrencies: readonly { readonly currency: string; readonly orders: number }[];
}

/** What a run reports, as it was counted: the same for each recipient, each attempt and each language. No personal data. */
export interface ReportContent {
  readonly storeName: string;
  readonly reportName: string;
  readonly frequency: ReportFrequency;
  readonly timeZone: string;
  readonly period: string;
  readonly days: CalendarDays;
  readonly previousDays: CalendarDays;
  /** Everything that was committed before then is counted; ISO 8601, UTC. */
  readonly asOf: string;
  readonly figures: readonly ReportFigure[];
}

export const reportLimits = { queriesMax: 20, rowsPerQueryMax: 31, dimensionsMax: 2 } as const;

const plain = { dimensions: [], granularity: null, filters: {} } as const;

/** What a report holds that names no questions of its own. */
export const summaryQueries: readonly ReportQuery[] = (
  [
    'recovered_revenue',
    'recovered_orders',
    'recovery_rate',
    'abandoned_carts',
    'messages',
    'unsubscribe_rate',
    'complaint_rate',
  ] as const
).map((metric) => ({ metric, ...plain }));
