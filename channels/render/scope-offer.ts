import { assertNever } from '../../domain/assert-never.ts';
import { formatMoney } from '../../domain/money.ts';
import type { OfferKind } from '../../domain/offers/offer.ts';
import type { MessageOffer } from '../message-context.ts';

/** What a template may say of a discount. */
export interface ScopeOffer {
  readonly code: string;
  readonly kind: OfferKind;
  /** `10%`, `€5.00`, or `free shipping` in the language of the message. */
  readonly valueText: string;
  /** The last day on which the code is good, written out: `6 July 2026`. */
  readonly expiresOn: string;
}

export function scopeOffer(offer: MessageOffer, locale: string): ScopeOffer {
  const { code, kind } = offer;
  return { code, kind, valueText: valueText(offer, locale), expiresOn: lastDay(offer, locale) };
}

function valueText({ kind, value, currency }: MessageOffer, locale: string): string {
  switch (kind) {
    case 'percent':
      return new Intl.NumberFormat(locale, { style: 'percent' }).format(value / 100);
    case 'amount':
      return currency === null ? String(value) : formatMoney({ amountMinor: value, currency }, locale);
    case 'free_shipping':
      return freeShipping[new Intl.Locale(locale).language] ?? 'free shipping';
    default:
      return assertNever(kind);
  }
}

/** As it stands after a colon, by language; others are told in English. */
const freeShipping: Readonly<Record<string, string>> = {
  de: 'kostenloser Versand',
  en: 'free shipping',
  es: 'envío gratuito',
  fr: 'livraison gratuite',
  it: 'spedizione gratuita',
  nl: 'gratis verzending',
  pl: 'darmowa dostawa',
  pt: 'envio grátis',
};

/** The code ends with the day before its end, which is a midnight. */
function lastDay({ expiresAt, timeZone }: MessageOffer, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(expiresAt - 1);
}
