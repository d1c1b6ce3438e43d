import type { MeterName } from './meter.ts';

/** Units up to a number cost so many minor units for each `per` of them. */
export interface PriceTier {
  /** The last unit of the tier, counted from the first one of the month; null: all further ones. */
  readonly upTo: number | null;
  /** Integer minor units of the version's currency. */
  readonly minor: number;
  /** Units that cost as much, so that a unit may cost less than a minor unit. */
  readonly per: number;
}

/** What a meter costs, or a part of it: the price that names more of a row's channel and country goes first. */
export interface MeterPrice {
  readonly meter: MeterName;
  /** Null: every channel that has no price of its own. */
  readonly channel: string | null;
  /** Null: every country that has no price of its own. */
  readonly country: string | null;
  readonly tiers: readonly PriceTier[];
}

/** Prices that hold from a month on, until those of a later one. Never changed, only followed by another. */
export interface PriceVersion {
  /** Counts from 1. */
  readonly version: number;
  /** `2026-11` */
  readonly validFrom: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly prices: readonly MeterPrice[];
}

/** The prices of a month: of those that hold from the latest month not after it, the newest; null: there are none. */
export function priceVersionOf(versions: readonly PriceVersion[], period: string): PriceVersion | null {
  let best: PriceVersion | null = null;
  for (const one of versions) {
    if (one.validFrom > period) continue;
    if (
      best === null ||
      one.validFrom > best.validFrom ||
      (one.validFrom === best.validFrom && one.version > best.version)
    )
      best = one;
  }
  return best;
}

/** What is wrong with prices, as paths into them and sentences; empty: nothing. */
export function priceProblems(
  prices: readonly MeterPrice[],
): readonly { readonly path: string; readonly message: string }[] {
  const seen = new Set<string>();
  return prices.flatMap(({ meter, channel, country, tiers }, index) => {
    const key = `${meter}/${channel ?? '*'}/${country ?? '*'}`;
    const isTwice = seen.has(key);
    seen.add(key);
    const path = `prices.${index}`;
    if (isTwice) return [{ path, message: 'Each part of a meter has one price.' }];
    const bounds = tiers.map(({ upTo }) => upTo);
    const isRising = bounds.every((bound, at) => {
      if (at === bounds.length - 1) return bound === null;
      const before = at === 0 ? 0 : (bounds[at - 1] ?? 0);
      return bound !== null && bound > before;
    });
    return isRising ? [] : [{ path: `${path}.tiers`, message: 'Tiers rise, and the last one has no end.' }];
  });
}

/** An exact fraction of minor units. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/**
 * What a quantity costs by its tiers, in whole minor units: exact until the end, and rounded once, half a minor unit up.
 */
export function amountOf(quantity: number, tiers: readonly PriceTier[]): number {
  let sum: Fraction = { top: 0n, bottom: 1n };
  let begun = 0;
  for (const { upTo, minor, per } of tiers) {
    const end = Math.min(quantity, upTo ?? quantity);
    if (end <= begun) continue;
    sum = plus(sum, { top: BigInt(end - begun) * BigInt(minor), bottom: BigInt(per) });
    begun = end;
  }
  return Number((2n * sum.top + sum.bottom) / (2n * sum.bottom));
}

function plus(one: Fraction, other: Fraction): Fraction {
  return { top: one.top * other.bottom + other.top * one.bottom, bottom: one.bottom * other.bottom };
}
