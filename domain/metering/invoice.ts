import { type MeterName, meterNames, quantityOf, type UsageRow } from './meter.ts';
import { amountOf, type MeterPrice, type PriceTier, type PriceVersion } from './price.ts';

/** One line: what of a meter has one price. */
export interface InvoiceLine {
  readonly meter: MeterName;
  /** Null: all that have no line of their own. */
  readonly channel: string | null;
  readonly country: string | null;
  /** The month that it was used in, where that was billed before; null: the month of the invoice. */
  readonly origin: string | null;
  readonly priceVersion: number | null;
  readonly quantity: number;
  /** Empty: it costs nothing. */
  readonly tiers: readonly PriceTier[];
  /** Integer minor units, rounded by the line. */
  readonly amountMinor: number;
}

/** What was used: the meter, its parts and how much. */
export type UsedPart = Pick<UsageRow, 'meter' | 'channel' | 'country' | 'quantity'>;

/** The rows of a month as lines. Every unit is in one line, and the order of the rows changes nothing. */
export function linesOf(rows: readonly UsedPart[], version: PriceVersion | null): readonly InvoiceLine[] {
  return meterNames.flatMap((meter) => linesOfMeter(meter, rows, version));
}

/**
 * What a month that was billed has gained since, at the prices of that month: as much more as it would have cost together. A month that
 * has lost something is not billed again.
 */
export function lateLinesOf(
  {
    billed,
    now,
    origin,
  }: { readonly billed: readonly UsedPart[]; readonly now: readonly UsedPart[]; readonly origin: string },
  version: PriceVersion | null,
): readonly InvoiceLine[] {
  const before = new Map(linesOf(billed, version).map((line) => [keyOf(line), line]));
  return linesOf(now, version).flatMap((line) => {
    const known = before.get(keyOf(line));
    const quantity = line.quantity - (known?.quantity ?? 0);
    if (quantity <= 0) return [];
    return [{ ...line, origin, quantity, amountMinor: Math.max(0, line.amountMinor - (known?.amountMinor ?? 0)) }];
  });
}

/** The sum of lines as they are rounded, so that whoever adds them up gets the same. */
export function totalOf(lines: readonly InvoiceLine[]): number {
  return lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function linesOfMeter(
  meter: MeterName,
  rows: readonly UsedPart[],
  version: PriceVersion | null,
): readonly InvoiceLine[] {
  const free: MeterPrice = { meter, channel: null, country: null, tiers: [] };
  const own = (version?.prices ?? [])
    .filter((price) => price.meter === meter)
    .toSorted((a, b) => rankOf(b) - rankOf(a) || byName(a, b));
  const byPrice = new Map<MeterPrice, UsedPart[]>();
  for (const row of rows) {
    if (row.meter !== meter || row.quantity === 0) continue;
    const price = own.find((one) => isFor(one, row)) ?? free;
    const priced = byPrice.get(price);
    if (priced) priced.push(row);
    else byPrice.set(price, [row]);
  }
  return [...own, free].flatMap((price): InvoiceLine[] => {
    const priced = byPrice.get(price);
    if (!priced) return [];
    const quantity = quantityOf(meter, priced);
    const { channel, country, tiers } = price;
    const amountMinor = amountOf(quantity, tiers);
    return [
      { meter, channel, country, origin: null, priceVersion: version?.version ?? null, quantity, tiers, amountMinor },
    ];
  });
}

function keyOf({ meter, channel, country }: InvoiceLine): string {
  return `${meter}/${channel}/${country}`;
}

function isFor({ channel, country }: MeterPrice, row: UsedPart): boolean {
  return (channel === null || channel === row.channel) && (country === null || country === row.country);
}

/** A channel says more than a country. */
function rankOf({ channel, country }: MeterPrice): number {
  return (channel === null ? 0 : 2) + (country === null ? 0 : 1);
}

function byName(a: MeterPrice, b: MeterPrice): number {
  const [one, other] = [`${a.channel}/${a.country}`, `${b.channel}/${b.country}`];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
