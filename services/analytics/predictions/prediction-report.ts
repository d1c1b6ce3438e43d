import type { ClickHouseClient } from '@clickhouse/client';
import { forStore } from '../../../db/clickhouse/for-store.ts';
import { type PredictionBinRow, predictionBins } from '../../../db/clickhouse/reports/prediction-bins.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { bucketsOf, type CalendarDays, dayCount, instantsOf } from '../../../domain/analytics/calendar.ts';
import { toWallMs } from '../../../domain/duration.ts';
import { binCount, cartsPerBinMin, maturityMs } from '../../../domain/prediction-maturity.ts';
import { type Interval, wilsonInterval } from '../../../domain/wilson-interval.ts';
import { getStore } from '../../accounts/stores/get.ts';
import { countMade, countReasons, type MadeOnDay, type MainReason } from '../../prediction/predictions/count-made.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { readAsOf } from '../facts/read-as-of.ts';
import { analyticsFailure } from '../queries/analytics-failure.ts';

/** Carts whose predicted chance is in the same tenth, and what became of those that are old enough to tell. */
export interface PredictionBin {
  readonly from: number;
  readonly to: number;
  readonly predictions: number;
  readonly matured: number;
  /** Mean chance of the matured ones; null: there is none. */
  readonly predicted: number | null;
  readonly bought: number;
  readonly boughtAfterMessage: number;
  /** Share that bought, and where it probably lies; null: not enough carts yet. */
  readonly observed: ({ readonly share: number } & Interval) | null;
}

export interface PredictionReport {
  readonly range: CalendarDays;
  readonly asOf: Date;
  /** How long is waited for a purchase, by the store's clock. */
  readonly maturityMs: number;
  readonly cartsPerBinMin: number;
  readonly bins: readonly PredictionBin[];
  readonly total: Omit<PredictionBin, 'from' | 'to'>;
  readonly days: readonly MadeOnDay[];
  readonly reasons: readonly MainReason[];
}

export interface ReadPredictionReport {
  readonly storeId: string;
  /** Days of the store's calendar; the last `daysDefault` unless given. */
  readonly range?: CalendarDays;
}

export type PredictionReporter = (question: ReadPredictionReport) => Promise<PredictionReport>;

const daysMax = 400;

/** Compares predictions with what happened. Rejects with a ServiceError for a range that is none, or while analytics is away. */
export function createPredictionReporter({
  clickhouse,
  database,
  now,
}: {
  readonly clickhouse: ClickHouseClient;
  readonly database: Database;
  readonly now: () => number;
}): PredictionReporter {
  return async ({ storeId, range: asked }) => {
    const nowMs = now();
    const { timeZone, timeScale } = await getStore(database, { storeId });
    const range = asked ?? lastDays(timeZone, nowMs);
    if (range.from > range.to) throw new ServiceError('bad_request', 'must not be after `to`', { path: 'from' });
    if (dayCount(range) > daysMax)
      throw new ServiceError('bad_request', `must be at most ${daysMax} days before \`to\``, { path: 'from' });
    const { fromMs, toMs } = instantsOf(range, timeZone);
    const windowMs = toWallMs(maturityMs, timeScale);
    const asOf = await readAsOf(database);
    // Of what analytics does not have yet nobody can say that nothing was bought.
    const maturedBefore = new Date(Math.min(nowMs, asOf.getTime()) - windowMs);
    const rows = await analyticsFailure(() =>
      predictionBins(forStore(clickhouse, storeId), {
        ...{ from: new Date(fromMs), to: new Date(toMs), maturedBefore, windowMs },
      }),
    );
    const days = bucketsOf(range, timeZone, 'day');
    const [made, reasons] = await withStore(database, storeId, (tx) =>
      Promise.all([countMade(tx, { storeId, days, toMs }), countReasons(tx, { storeId, days, toMs })]),
    );
    const bins = Array.from({ length: binCount }, (_, bin) => ({
      from: bin / binCount,
      to: (bin + 1) / binCount,
      ...compared(rows.filter((row) => row.bin === bin)),
    }));
    return { range, asOf, maturityMs, cartsPerBinMin, bins, total: compared(rows), days: made, reasons };
  };
}

const daysDefault = 30;

function lastDays(timeZone: string, nowMs: number): CalendarDays {
  const to = new Intl.DateTimeFormat('en-CA', { timeZone }).format(nowMs);
  const from = new Date(Date.parse(`${to}T00:00:00Z`));
  from.setUTCDate(from.getUTCDate() - daysDefault + 1);
  return { from: from.toISOString().slice(0, 10), to };
}

function compared(rows: readonly PredictionBinRow[]): PredictionReport['total'] {
  const sum = (of: (row: PredictionBinRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const [matured, bought] = [sum((row) => row.matured), sum((row) => row.bought)];
  return {
    predictions: sum((row) => row.predictions),
    matured,
    predicted: matured === 0 ? null : sum((row) => row.chances) / matured,
    bought,
    boughtAfterMessage: sum((row) => row.boughtAfterMessage),
    observed: matured < cartsPerBinMin ? null : { share: bought / matured, ...wilsonInterval(bought, matured) },
  };
}
