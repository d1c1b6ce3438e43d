import { piecesOf } from '../../domain/cart-lines.ts';
import type { FreshLine } from '../../domain/catalog/fresh-cart.ts';
import { chooseLocale } from '../../domain/locale-choice.ts';
import { shopUrl } from '../../domain/shop-url.ts';
import { type ShownLine, shownCart } from '../../domain/shown-cart.ts';
import { initialOf, shorten, toSingleLine } from '../../domain/single-line.ts';
import type { MessageContext } from '../message-context.ts';
import { optOutText } from '../templates/opt-out-words.ts';
import { type ScopeBrand, scopeBrand } from './brand-scope.ts';
import { type ScopeOffer, scopeOffer } from './scope-offer.ts';

/** Every name that a template may use. A name that is not here stops the message; what is unknown of a person is null. */
export interface TemplateScope {
  /** BCP 47 tag in which money is written: the person's, else the store's. */
  readonly locale: string;
  readonly store: { readonly name: string; readonly url: string | null; readonly postalAddress: string | null };
  /** How the store is shown. */
  readonly brand: ScopeBrand;
  readonly customer: { readonly firstName: string | null };
  readonly cart: {
    readonly lines: readonly ScopeLine[];
    /** Lines that are not among `lines`: no room for them, or not told by the shop. */
    readonly moreLines: number;
    /** Pieces that can be bought, over all lines of `lines` and beside them; a line that was not told counts as one. */
    readonly items: number;
    /** Null where the lines have two. */
    readonly currency: string | null;
    /** In minor units, for the `money` filter. */
    readonly total: number | null;
  };
  /** The discount of this message; null: it carries none, so that what is said of it stands inside of an `if`. */
  readonly offer: ScopeOffer | null;
  readonly links: { readonly restore: string; readonly unsubscribe: string };
  /** What an SMS says of its way out, in the language of the text. */
  readonly optOut: string;
}

export interface ScopeLine {
  readonly name: string;
  /** First letter of the name, for a place without a picture. */
  readonly initial: string;
  /** Pieces or a measure, for the `number` filter. */
  readonly quantity: number;
  /** For the `money` filter: the cart's, or the line's own in a cart of two currencies. */
  readonly currency: string | null;
  /**
   * Minor units, for the `money` filter; null when it is not known, or would not agree with what stands beside it: the
   * prices of the lines with the total, or the unit price with the price of the line.
   */
  readonly unitPrice: number | null;
  readonly price: number | null;
  /** The shop says that it cannot be bought any more. */
  readonly soldOut: boolean;
  /** One piece costs something else than when it was put into the cart: then, in minor units. */
  readonly priceChanged: boolean;
  readonly unitPriceBefore: number | null;
  /** Only inside the shop's own site. */
  readonly url: string | null;
  readonly imageUrl: string | null;
}

/** Lines shown in a message; the others are counted in `moreLines`. */
export const linesShownMax = 5;
/** The same in a store's own e-mail, which may show fewer of them by itself. */
export const ownLinesShownMax = 12;
const nameLengthMax = 90;
const personNameLengthMax = 40;

/** The locale of a person, or of the store where theirs is not known. */
export function localeOf({ store, customer }: Pick<MessageContext, 'store' | 'customer'>): string {
  return knownLocale(customer.locale) ?? knownLocale(store.locale) ?? 'en';
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** `writtenIn`: the language of the text, where it has one; amounts are then written as that language does. */
export function templateScope(
  { store, customer, cart, offer, links, wayOut = { kind: 'answer' } }: MessageContext,
  { linesMax = linesShownMax, writtenIn }: { readonly linesMax?: number; readonly writtenIn?: string | undefined } = {},
): TemplateScope {
  const shown = shownCart(cart, linesMax);
  const locale = localeOf({ store, customer });
  const shownIn = writtenIn === undefined || chooseLocale([locale], [writtenIn]) !== null ? locale : writtenIn;
  const name = shorten(toSingleLine(store.name), nameLengthMax);
  return {
    locale: shownIn,
    brand: scopeBrand(store.brand, name),
    store: {
      name,
      url: webUrl(store.url),
      postalAddress: (store.postalAddress && toSingleLine(linesOf(store.postalAddress).join(', '))) || null,
    },
    customer: {
      firstName: (customer.firstName && shorten(toSingleLine(customer.firstName), personNameLengthMax)) || null,
    },
    cart: {
      lines: shown.lines.map((line) => scopeLine(line, store.url)),
      moreLines: shown.moreLines,
      items: piecesOf({ ...cart, lines: cart.lines.filter((line) => line.soldOut !== true) }),
      currency: shown.currency,
      total: shown.totalMinor,
    },
    offer: offer ? scopeOffer(offer, shownIn) : null,
    links: { restore: links.restore, unsubscribe: links.unsubscribe },
    // The built-in texts are in English.
    optOut: optOutText(wayOut, { locale: writtenIn ?? 'en', link: links.unsubscribe }),
  };
}

function scopeLine(
  { line, currency, unitPriceMinor, totalMinor }: ShownLine<FreshLine>,
  storeUrl: string | null,
): ScopeLine {
  const name = shorten(toSingleLine(line.name ?? ''), nameLengthMax) || 'Item';
  // What it cost says nothing beside a price that is not shown.
  const unitPriceBefore = unitPriceMinor === null ? null : (line.unitPriceBeforeMinor ?? null);
  return {
    name,
    initial: initialOf(name),
    quantity: line.quantity,
    currency,
    unitPrice: unitPriceMinor,
    price: totalMinor,
    soldOut: line.soldOut === true,
    priceChanged: unitPriceBefore !== null,
    unitPriceBefore,
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
