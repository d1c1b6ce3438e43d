import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { type InvoiceLine, lateLinesOf, linesOf, totalOf } from '../../../domain/metering/invoice.ts';
import { type PriceVersion, priceVersionOf } from '../../../domain/metering/price.ts';
import { csvEncoder } from '../file-exports/csv.ts';
import { type MonthToBill, readClosedMonth, readOpenMonth } from './billed-parts.ts';
import { readPriceVersions } from './price-versions.ts';
import { type AskUsage, periodOf } from './read-usage.ts';

export interface StoreInvoice {
  readonly storeId: string;
  readonly period: string;
  readonly timeZone: string;
  /** The month is closed: this does not change any more. */
  readonly isFinal: boolean;
  /** Null: there are no prices for this month, and nothing of it costs anything. */
  readonly priceVersion: number | null;
  readonly currency: string | null;
  readonly lines: readonly InvoiceLine[];
  readonly totalMinor: number;
}

/** What a month of a store is billed at, by the prices of that month; what came in too late for an earlier one, by those of that one. */
export async function readInvoice(database: Pick<Database, 'app'>, asked: AskUsage): Promise<StoreInvoice> {
  return withStore(database, asked.storeId, async (tx) => {
    const { storeId } = asked;
    const { period, timeZone } = await periodOf(tx, asked);
    const versions = await readPriceVersions(tx);
    const closed = await readClosedMonth(tx, storeId, period.key);
    const version = closed ? byNumber(versions, closed.priceVersion) : priceVersionOf(versions, period.key);
    const lines = linesToBill(closed ?? (await readOpenMonth(tx, storeId, period)), { version, versions });
    return {
      ...{ storeId, period: period.key, timeZone, isFinal: closed !== null },
      ...{ priceVersion: version?.version ?? null, currency: version?.currency ?? null },
      ...{ lines, totalMinor: totalOf(lines) },
    };
  });
}

function linesToBill(
  { own, late }: MonthToBill,
  { version, versions }: { readonly version: PriceVersion | null; readonly versions: readonly PriceVersion[] },
): readonly InvoiceLine[] {
  return [
    ...linesOf(own, version),
    ...late.flatMap((month) => {
      const then = byNumber(versions, month.priceVersion);
      // One invoice has one currency: where that has changed, late units cost what they cost now.
      return lateLinesOf(month, then === null || then.currency === version?.currency ? then : version);
    }),
  ];
}

function byNumber(versions: readonly PriceVersion[], number: number | null): PriceVersion | null {
  return versions.find((one) => one.version === number) ?? null;
}

/** One row for each line; amounts are in minor units, so that whoever adds them up gets the total exactly. */
export function invoiceCsv(invoice: StoreInvoice): string {
  const { storeId, period, currency } = invoice;
  const encoder = csvEncoder({
    columns: [
      { name: 'store_id', type: 'text' },
      { name: 'period', type: 'text' },
      { name: 'origin', type: 'text' },
      { name: 'price_version', type: 'count' },
      { name: 'meter', type: 'text' },
      { name: 'channel', type: 'text' },
      { name: 'country', type: 'text' },
      { name: 'quantity', type: 'count' },
      { name: 'amount_minor', type: 'count' },
      { name: 'currency', type: 'text' },
    ],
    ...{ separator: ',', decimal: '.', currency },
    zoneText: (atMs) => new Date(atMs).toISOString(),
  });
  const lines = invoice.lines.map(({ origin, priceVersion, meter, channel, country, quantity, amountMinor }) => [
    ...[storeId, period, origin ?? period, priceVersion, meter, channel, country, quantity, amountMinor, currency],
  ]);
  return encoder.begin() + encoder.rows(lines) + encoder.end(lines.length);
}
