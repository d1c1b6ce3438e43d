import { and, desc, eq, lte } from 'drizzle-orm';
import { type BilledPart, usagePeriods } from '../../../db/postgres/schema/index.ts';
import { rawSql, type Tx } from '../../../db/postgres/tenancy.ts';
import type { InstantRange } from '../../../domain/analytics/calendar.ts';
import type { UsedPart } from '../../../domain/metering/invoice.ts';
import { type MeterName, meters } from '../../../domain/metering/meter.ts';
import type { UsagePeriod } from '../../../domain/metering/usage-period.ts';

export type ClosedPeriod = typeof usagePeriods.$inferSelect;

/** A month that was billed, as far as something of it may still come in: what was billed of it, and what it is now. */
export interface LateMonth {
  readonly origin: string;
  readonly priceVersion: number | null;
  readonly billed: readonly UsedPart[];
  readonly now: readonly UsedPart[];
}

/** What a month bills: what was used in it, and what came in too late for earlier ones. */
export interface MonthToBill {
  readonly own: readonly UsedPart[];
  readonly late: readonly LateMonth[];
}

/** A month that is not closed. */
export interface OpenMonth extends MonthToBill {
  readonly range: InstantRange;
}

/** So many months back late usage is billed; what comes later still is told by a recount only. */
const lateMonthsMax = 2;

/** A month as it was closed, with the prices of then; null: it is not closed. */
export async function readClosedMonth(
  tx: Tx,
  storeId: string,
  period: string,
): Promise<(MonthToBill & Pick<ClosedPeriod, 'priceVersion'>) | null> {
  const [closed, ...earlier] = await tx
    .select()
    .from(usagePeriods)
    .where(and(eq(usagePeriods.storeId, storeId), lte(usagePeriods.period, period)))
    .orderBy(desc(usagePeriods.period))
    .limit(2 * lateMonthsMax + 1);
  if (closed?.period !== period) return null;
  const origins = [...new Set(closed.parts.map(({ origin }) => origin))].filter((origin) => origin !== period);
  const late = origins.map((origin): LateMonth => {
    const billed = together(partsOf(earlier, origin));
    const month = earlier.find((one) => one.period === origin);
    const priceVersion = month?.priceVersion ?? null;
    return { origin, priceVersion, billed, now: together([...billed, ...partsOf([closed], origin)]) };
  });
  return { own: partsOf([closed], period), late, priceVersion: closed.priceVersion };
}

function partsOf(months: readonly ClosedPeriod[], of: string): readonly UsedPart[] {
  return months.flatMap(({ parts }) => parts.filter(({ origin }) => origin === of));
}

/** A month that is not closed begins where the last one that is closed ended, whatever the clock of the store shows now. */
export async function readOpenMonth(tx: Tx, storeId: string, period: UsagePeriod): Promise<OpenMonth> {
  const closed = await tx
    .select()
    .from(usagePeriods)
    .where(eq(usagePeriods.storeId, storeId))
    .orderBy(desc(usagePeriods.period))
    .limit(lateMonthsMax + 1);
  const earlier = closed.filter((one) => one.period < period.key);
  const begun = earlier[0]?.toAt.getTime() ?? period.fromMs;
  // A store that was not served for months begins with its month, not where it was left.
  const range = { fromMs: Math.max(begun, period.fromMs - overlapMsMax), toMs: period.toMs };
  const late: LateMonth[] = [];
  for (const month of earlier.slice(0, lateMonthsMax)) {
    const billed = partsOf(closed, month.period);
    const now = await readParts(tx, storeId, { fromMs: month.fromAt.getTime(), toMs: month.toAt.getTime() });
    late.push({ origin: month.period, priceVersion: month.priceVersion, billed: together(billed), now });
  }
  return { range, own: await readParts(tx, storeId, range), late };
}

/** Clocks of the world are no further apart than this. */
const overlapMsMax = 26 * 3_600_000;

/** The month as it is billed: its own parts, and what earlier months have gained. */
export function partsToBill({ own, late }: MonthToBill, period: string): readonly BilledPart[] {
  return [
    ...own.map((part) => ({ ...part, origin: period })),
    ...late.flatMap(({ origin, billed, now }) => gained(billed, now).map((part) => ({ ...part, origin }))),
  ];
}

function gained(billed: readonly UsedPart[], now: readonly UsedPart[]): readonly UsedPart[] {
  const before = new Map(billed.map((part) => [keyOf(part), part.quantity]));
  return now
    .map((part) => ({ ...part, quantity: part.quantity - (before.get(keyOf(part)) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
}

/** Parts that were billed at several times, each once. */
function together(parts: readonly UsedPart[]): readonly UsedPart[] {
  const sums = new Map<string, UsedPart>();
  for (const { meter, channel, country, quantity } of parts) {
    const key = keyOf({ meter, channel, country });
    sums.set(key, { meter, channel, country, quantity: (sums.get(key)?.quantity ?? 0) + quantity });
  }
  return [...sums.values()];
}

function keyOf({ meter, channel, country }: Omit<UsedPart, 'quantity'>): string {
  return `${meter}/${channel}/${country}`;
}

async function readParts(tx: Tx, storeId: string, { fromMs, toMs }: InstantRange): Promise<readonly UsedPart[]> {
  const rows = await rawSql(tx)<{ meter: MeterName; channel: string; country: string; sum: number; peak: number }[]>`
    select meter, channel, country, sum(quantity)::float8 as sum, max(quantity)::float8 as peak
    from usage
    where store_id = ${storeId} and slot >= to_timestamp(${fromMs / 1_000}::float8)
      and slot < to_timestamp(${toMs / 1_000}::float8)
    group by meter, channel, country
    having sum(quantity) > 0
    order by meter, channel, country`;
  return rows.map(({ meter, channel, country, sum, peak }) => ({
    ...{ meter, channel, country },
    quantity: meters[meter].over === 'peak' ? peak : sum,
  }));
}
