import { utcText } from '../utc-text.ts';

/** What a report looks at. */
export interface ReportRange {
  /** Inclusive. */
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

/** Most rows of one report; those behind them are left out. */
export const reportRowsMax = 10_000;

/** `{from: DateTime64(3, 'UTC')}`, `{to: …}` and `{limit: UInt32}` of a query. One row more than is shown tells that there are more. */
export function rangeParameters({ from, to }: ReportRange) {
  return { from: utcText(from.getTime()), to: utcText(to.getTime()), limit: reportRowsMax + 1 };
}
