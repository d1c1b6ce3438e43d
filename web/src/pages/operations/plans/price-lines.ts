import { readAmount, readNumber, writeAmount, writeNumber } from '../../../lib/parse-number.ts';
import type { Meter, PricesInput, PriceVersion } from './plan-data.ts';

/** One tier of a price as it stands in its fields; lines of the same part of a meter are the tiers of one price. */
export interface PriceLine {
  /** For lists of fields only. */
  readonly id: number;
  readonly meter: Meter;
  readonly channel: string;
  readonly country: string;
  readonly upTo: string;
  readonly amount: string;
  readonly per: string;
}

export const channels = ['email', 'sms', 'push'] as const;

export function emptyLine(id: number): PriceLine {
  return { id, meter: 'messages', channel: '', country: '', upTo: '', amount: '', per: '1' };
}

export function linesOf(version: PriceVersion | null, tag: string): readonly PriceLine[] {
  if (version === null) return [emptyLine(0)];
  return version.prices
    .flatMap(({ meter, channel, country, tiers }) => tiers.map((tier) => ({ meter, channel, country, ...tier })))
    .map(({ meter, channel, country, upTo, minor, per }, id) => ({
      ...{ id, meter, channel: channel ?? '', country: country ?? '' },
      upTo: upTo === null ? '' : writeNumber(upTo, tag),
      amount: writeAmount(minor, tag, version.currency),
      per: writeNumber(per, tag),
    }));
}

type Prices = PricesInput['prices'];
type Channel = (typeof channels)[number];

/** Null: a field holds no number, or a price has no last tier without an end, or two of them. */
export function pricesIn(lines: readonly PriceLine[], currency: string, tag: string): Prices | null {
  const groups = Map.groupBy(lines, ({ meter, channel, country }) => `${meter}/${channel}/${country}`);
  const prices = [...groups.values()].map((group) => priceIn(group, currency, tag));
  return prices.some((price) => price === null) ? null : prices.filter((price) => price !== null);
}

function priceIn(group: readonly PriceLine[], currency: string, tag: string): Prices[number] | null {
  const [first] = group;
  if (!first) return null;
  const tiers = group.map(({ upTo, amount, per }) => ({
    upTo: upTo.trim() === '' ? null : wholeIn(upTo, tag),
    isOpen: upTo.trim() === '',
    minor: readAmount(amount, tag, currency),
    per: wholeIn(per, tag),
  }));
  const read = tiers.flatMap(({ upTo, isOpen, minor, per }) =>
    minor === null || per === null || (upTo === null && !isOpen) ? [] : [{ upTo, minor, per }],
  );
  if (read.length < tiers.length || read.filter(({ upTo }) => upTo === null).length !== 1) return null;
  return {
    meter: first.meter,
    channel: channels.find((channel): channel is Channel => channel === first.channel) ?? null,
    country: first.country.trim() === '' ? null : first.country.trim().toUpperCase(),
    tiers: read.toSorted((a, b) => (a.upTo ?? Number.POSITIVE_INFINITY) - (b.upTo ?? Number.POSITIVE_INFINITY)),
  };
}

function wholeIn(text: string, tag: string): number | null {
  const value = readNumber(text, tag);
  return value !== null && Number.isInteger(value) && value >= 1 ? value : null;
}
