import {
  type Bucket,
  bucketsOf,
  type CalendarDays,
  dayCount,
  type Granularity,
  type InstantRange,
  instantsOf,
} from '../../../domain/analytics/calendar.ts';
import { dimensionsOfMetric, type MetricId, metricOf } from '../../../domain/analytics/catalogue.ts';
import { blankOf, type Dimension } from '../../../domain/analytics/measures.ts';
import { ServiceError } from '../../shared/service-error.ts';

/** A question about one metric of one store. */
export interface AnalyticsQuestion {
  readonly storeId: string;
  /** IANA zone of the store, whose days they are. */
  readonly timeZone: string;
  readonly metric: MetricId;
  readonly timeRange: CalendarDays;
  readonly granularity?: Granularity | undefined;
  readonly dimensions: readonly Dimension[];
  readonly filters: Readonly<Partial<Record<Dimension, readonly string[]>>>;
  readonly compareTo: 'previous_period' | null;
  /** How many combinations of dimensions are shown by themselves; the others are one row. */
  readonly top: number;
}

/** The question as it is asked: moments instead of days, and what it may ask. */
export interface ReadQuestion extends AnalyticsQuestion {
  readonly range: InstantRange;
  readonly buckets: readonly Bucket[] | null;
}

const daysMax = 400;
/** Points of a curve: more cannot be told apart on a screen. */
const bucketsMax = 1_000;

/** Checks a question against the catalogue. Throws a ServiceError that says what would be right. */
export function readQuestion(question: AnalyticsQuestion): ReadQuestion {
  checkDimensions(question);
  const { timeRange, timeZone, granularity } = question;
  if (timeRange.from > timeRange.to) throw invalid('timeRange.from', 'must not be after `to`');
  if (dayCount(timeRange) > daysMax) throw invalid('timeRange', `must have at most ${daysMax} days`);
  const range = instantsOf(timeRange, timeZone);
  const buckets = granularity ? bucketsOf(timeRange, timeZone, granularity) : null;
  if (buckets && buckets.length > bucketsMax)
    throw invalid(
      'granularity',
      `must make at most ${bucketsMax} points of the range; this one makes ${buckets.length}`,
    );
  return { ...question, range, buckets };
}

/** Refuses dimensions and filters that a metric does not have. */
export function checkDimensions(
  question: Pick<AnalyticsQuestion, 'metric' | 'dimensions' | 'filters'>,
  within = '',
): void {
  const allowed = dimensionsOfMetric(metricOf(question.metric));
  const words = allowed.length > 0 ? `of ${allowed.join(', ')}` : 'left out';
  for (const [index, dimension] of question.dimensions.entries()) {
    if (!allowed.includes(dimension))
      throw invalid(`${within}dimensions.${index}`, `of ${question.metric} must be ${words}`);
  }
  for (const dimension of Object.keys(question.filters) as Dimension[]) {
    if (!allowed.includes(dimension))
      throw invalid(`${within}filters.${dimension}`, `of ${question.metric} must be ${words}`);
  }
}

/** A value as it is kept: a row without one is asked for by its word. */
export function keptValue(dimension: Dimension, shown: string): string {
  return shown === blankOf[dimension] ? '' : shown;
}

export function shownValue(dimension: Dimension, kept: string): string {
  return kept === '' ? blankOf[dimension] : kept;
}

/** The same for a filter: the word may be a value of its own, too, as a message's state is. */
export function keptValues(dimension: Dimension, shown: string): readonly string[] {
  return shown === blankOf[dimension] ? ['', shown] : [shown];
}

/** Filters with values as they are kept. */
export function keptFilters(filters: AnalyticsQuestion['filters']): AnalyticsQuestion['filters'] {
  return Object.fromEntries(
    (Object.entries(filters) as [Dimension, readonly string[]][]).map(([dimension, values]) => [
      dimension,
      values.flatMap((value) => keptValues(dimension, value)),
    ]),
  );
}

export function invalid(path: string, message: string): ServiceError {
  return new ServiceError('invalid', message, { path });
}
