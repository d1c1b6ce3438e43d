/** A number for each whole day, oldest first, without gaps. The last one is the day before the forecast begins. */
export type DailySeries = readonly number[];

/** The season: days of a week. */
export const weekDays = 7;

/** Days before the first one that had anything say nothing about what follows: the store was not there yet. */
export function sinceFirst(series: DailySeries): DailySeries {
  const first = series.findIndex((value) => value !== 0);
  return first === -1 ? [] : series.slice(first);
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
