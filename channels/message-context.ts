import type { ShownBrand } from '../domain/brand/shown-brand.ts';
import type { FreshLine } from '../domain/catalog/fresh-cart.ts';
import type { Channel } from '../domain/channel.ts';
import type { OfferKind } from '../domain/offers/offer.ts';
import type { Carriage } from '../domain/phone/carrier.ts';
import type { WayOut } from '../domain/phone/way-out.ts';
import type { TemplateContent } from '../domain/template.ts';

/** Everything a template may see of a cart and its person: read at send time, never stored in a workflow. */
export interface MessageContext {
  readonly store: {
    readonly name: string;
    readonly from: string;
    readonly locale: string;
    readonly url: string | null;
    /** Where letters reach the store, in lines; null: it was not told. */
    readonly postalAddress?: string | null;
    /** How it is shown; absent: as it comes. */
    readonly brand?: ShownBrand;
  };
  readonly customer: { readonly firstName: string | null; readonly locale: string | null };
  readonly cart: {
    readonly lines: readonly FreshLine[];
    readonly currency: string | null;
    readonly valueMinor: number | null;
    /** Lines that the shop's cart has beside `lines`. */
    readonly linesOmitted?: number;
  };
  /** The code that the message carries; absent or null: none. */
  readonly offer?: MessageOffer | null;
  /** How the person of an SMS says that they want no more; absent: by an answer. */
  readonly wayOut?: WayOut;
  /** Absolute URLs of the message's own links. */
  readonly links: {
    readonly restore: string;
    readonly unsubscribe: string;
    readonly unsubscribeOneClick: string;
    /** Addresses for a mail program's own button and for answers; absent where no mail comes to the installation. */
    readonly unsubscribeMail?: string;
    readonly reply?: string;
  };
}

/** A discount code of one message. */
export interface MessageOffer {
  readonly code: string;
  readonly kind: OfferKind;
  /** Percent, or minor units of the currency. */
  readonly value: number;
  readonly currency: string | null;
  /** It is good before then, epoch milliseconds. */
  readonly expiresAt: number;
  /** Of the store: the last day is one of its calendar. */
  readonly timeZone: string;
}

export interface RenderRequest<C extends Channel = Channel> {
  readonly channel: C;
  /** Name of a template, e.g. `cart-reminder-1`. */
  readonly template: string;
  /** Whose own templates count beside the built-in ones; without it, nobody's. */
  readonly storeId?: string;
  /** Rendered in place of the named one: an edit that is not kept. */
  readonly edited?: TemplateContent;
  readonly to: string;
  /** By what it goes to a telephone; absent: by SMS. */
  readonly carriage?: Carriage;
  /** What an SMS may be billed as at most; absent: as usual. */
  readonly segmentsMax?: number | undefined;
  readonly context: MessageContext;
}
