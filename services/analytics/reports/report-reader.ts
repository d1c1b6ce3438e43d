import type { ClickHouseClient } from '@clickhouse/client';
import { forStore, type StoreAnalytics } from '../../../db/clickhouse/for-store.ts';
import { type FunnelRow, funnel } from '../../../db/clickhouse/reports/funnel.ts';
import { type MessageStatesRow, messageStates } from '../../../db/clickhouse/reports/message-states.ts';
import { type NonSendRow, nonSends } from '../../../db/clickhouse/reports/non-sends.ts';
import { type RecoveredRevenueRow, recoveredRevenue } from '../../../db/clickhouse/reports/recovered-revenue.ts';
import { type ReportRange, reportRowsMax } from '../../../db/clickhouse/reports/report-range.ts';
import type { Database } from '../../../db/postgres/tenancy.ts';
import { reasonText } from '../../shared/reason-text.ts';
import { readAsOf } from '../facts/read-as-of.ts';
import { analyticsFailure } from '../queries/analytics-failure.ts';

export interface StoreRange extends ReportRange {
  readonly storeId: string;
}

/** Rows, and up to when everything that was committed is in them. */
export interface Report<Row> {
  readonly asOf: Date;
  readonly rows: readonly Row[];
  /** Whether rows are left out, because there were more than a report may have. */
  readonly truncated: boolean;
}

/** Reads the reports of a store. Each rejects with a ServiceError when analytics is away or too slow. */
export interface ReportReader {
  recoveredRevenue(range: StoreRange & { readonly timeZone: string }): Promise<Report<RecoveredRevenueRow>>;
  funnel(range: StoreRange): Promise<Report<FunnelRow>>;
  nonSends(range: StoreRange): Promise<Report<NonSendRow & { readonly reasonText: string | null }>>;
  messageStates(range: StoreRange): Promise<Report<MessageStatesRow>>;
}

export interface ReportReaderDeps {
  readonly clickhouse: ClickHouseClient;
  readonly database: Pick<Database, 'engine'>;
}

export function createReportReader({ clickhouse, database }: ReportReaderDeps): ReportReader {
  async function read<Row>(
    { storeId }: StoreRange,
    query: (store: StoreAnalytics) => Promise<readonly Row[]>,
  ): Promise<Report<Row>> {
    // Before the query: what is copied in between is in the rows too.
    const asOf = await readAsOf(database);
    const rows = await analyticsFailure(() => query(forStore(clickhouse, storeId)));
    return { asOf, rows: rows.slice(0, reportRowsMax), truncated: rows.length > reportRowsMax };
  }

  return {
    recoveredRevenue: (range) => read(range, (store) => recoveredRevenue(store, range)),
    funnel: (range) => read(range, async (store) => [await funnel(store, range)]),
    nonSends: (range) =>
      read(range, async (store) =>
        (await nonSends(store, range)).map((row) => ({ ...row, reasonText: reasonText(row.reason) })),
      ),
    messageStates: (range) => read(range, (store) => messageStates(store, range)),
  };
}
