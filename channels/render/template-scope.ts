import type { CartLine } from '../../domain/cart.ts';
import { shopUrl } from '../../domain/shop-url.ts';
import { shorten, toSingleLine } from '../../domain/single-line.ts';
import type { MessageContext } from '../message-context.ts';

/** Every name that a template may use. A name that is not here stops the message; what is unknown of a person is null. */
export interface TemplateScope {
  /** BCP 47 tag in which money is written: the person's, else the store's. */
  readonly locale: string;
  readonly store: { readonly name: string; readonly url: string | null };
  readonly customer: { readonly firstName: string | null };
  readonly cart: {
    readonly lines: readonly ScopeLine[];
    /** Lines that were left out of `lines`. */
    readonly moreLines: number;
    /** Pieces over all lines. */
    readonly items: number;
    readonly currency: string | null;
    /** In minor units, for the `money` filter. */
    readonly total: number | null;
  };
  readonly links: { readonly restore: string; readonly unsubscribe: string };
}

export interface ScopeLine {
  readonly name: string;
  /** First letter of the name, for a place without a picture. */
  readonly initial: string;
  readonly quantity: number;
  /** Minor units, for the `money` filter; null when the shop sent no price or the cart has no currency. */
  readonly unitPrice: number | null;
  readonly price: number | null;
  /** Only inside the shop's own site. */
  readonly url: string | null;
  readonly imageUrl: string | null;
}

/** Lines shown in a message; the others are counted in `moreLines`. */
export const linesShownMax = 5;
const nameLengthMax = 90;
const personNameLengthMax = 40;

export function templateScope({ store, customer, cart, links }: MessageContext): TemplateScope {
  return {
    locale: knownLocale(customer.locale) ?? knownLocale(store.locale) ?? 'en',
    store: { name: shorten(toSingleLine(store.name), nameLengthMax), url: webUrl(store.url) },
    customer: {
      firstName: (customer.firstName && shorten(toSingleLine(customer.firstName), personNameLengthMax)) || null,
    },
    cart: {
      lines: cart.lines.slice(0, linesShownMax).map((line) => scopeLine(line, cart.currency, store.url)),
      moreLines: Math.max(0, cart.lines.length - linesShownMax),
      items: cart.lines.reduce((sum, line) => sum + line.quantity, 0),
      currency: cart.currency,
      total: cart.currency === null ? null : cart.valueMinor,
    },
    links: { restore: links.restore, unsubscribe: links.unsubscribe },
  };
}

function scopeLine(line: CartLine, currency: string | null, storeUrl: string | null): ScopeLine {
  const name = shorten(toSingleLine(line.name ?? ''), nameLengthMax) || 'Item';
  const unitPrice = currency === null ? null : (line.unitPriceMinor ?? null);
  return {
    name,
    initial: [...name][0]?.toUpperCase() ?? '',
    quantity: line.quantity,
    unitPrice,
    price: unitPrice === null ? null : unitPrice * line.quantity,
    url: shopUrl(line.url, storeUrl),
    imageUrl: webUrl(line.imageUrl),
  };
}

function webUrl(value: string | null | undefined): string | null {
  if (!value || !URL.canParse(value)) return null;
  const url = new URL(value);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

function knownLocale(tag: string | null): string | null {
  try {
    return tag ? (Intl.getCanonicalLocales(tag)[0] ?? null) : null;
  } catch {
    return null;
  }
}
