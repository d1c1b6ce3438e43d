/**
 * What the engine knows of a shop platform: how its webhooks are signed, what they are called, and which canonical
 * events they mean. Pure: it opens nothing and calls nobody, so a delivery that was kept can be understood again later.
 *
 * Adding one is one file beside this and one line in `registry.ts`; `platform.contract.ts` tests them all alike.
 */
export interface Platform {
  readonly name: string;
  /**
   * What it understands, in the platform's own words: what a shop has to subscribe to. What it knows and does not need is
   * not among them.
   */
  readonly topics: readonly string[];
  /** Whether each shop numbers its customers and orders from 1: then the ids of two shops are two namespaces. */
  readonly numbersPerShop?: true;
  /** Whether these exact bytes come from somebody who knows one of the secrets: two are valid while one is rotated. */
  verify(request: WebhookRequest, secrets: readonly string[]): Verified;
  /** What the request says about itself, before its body is understood. */
  describe(request: WebhookRequest): WebhookHead;
  /** What a verified request means for the store. Never throws for what a body holds: that is `refused`. */
  translate(request: WebhookRequest, settings: PlatformSettings): Translation;
  /**
   * What an answer of the platform's own API means: of a `fetch`, or of a look for what was missed. The same state has
   * the same event ids as in a webhook. Absent: there is nothing to ask this platform for.
   */
  translateFetched?(fetched: FetchedBody, settings: PlatformSettings): Translation;
}

/** One thing as the platform's API describes it. */
export interface FetchedBody {
  readonly resource: FetchedResource;
  readonly id: string;
  /** Parsed JSON without the envelope around it (`data`, `checkouts`, `order`); null: the platform no longer has it. */
  readonly body: unknown;
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
}

export type FetchedResource = 'cart' | 'checkout' | 'order' | 'customer';

/** One HTTP request of a platform, byte for byte as it came. */
export interface WebhookRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

export type Verified = { readonly ok: true } | { readonly ok: false; readonly reason: SignatureProblem };

export type SignatureProblem =
  | 'signature_missing'
  | 'signature_mismatch'
  | 'timestamp_missing'
  | 'timestamp_outside_window';

export interface WebhookHead {
  /** The platform's own name of this delivery, the same over its retries; null: it has none. */
  readonly deliveryId: string | null;
  /** The platform's own name of what happened; `unknown` where the request names nothing. */
  readonly topic: string;
}

/** What a store adds to the understanding of its platform. */
export interface PlatformSettings {
  /** ISO 4217; used where the platform's bodies name none. */
  readonly currency: string | null;
  /** What the store's own order statuses mean, over the platform's defaults. */
  readonly orderStatuses: Readonly<Record<string, OrderMeaning>>;
  /** ISO 3166-1 alpha-2; used for telephone numbers where the platform's bodies name no country. */
  readonly country?: string | null;
  /** Where the shop's pages are; completes addresses that are told without their site. */
  readonly siteUrl?: string | null;
  /** The platform's own names of the shop, in lower case, where a secret is not the shop's alone; none: not known. */
  readonly shopDomains?: readonly string[];
  /** The same: the platform's number of the shop. */
  readonly shopId?: string | null;
}

/** What a status of an order means for the cart behind it; `ignored` is a draft that is no order yet. */
export type OrderMeaning = 'bought' | 'payment_pending' | 'failed' | 'cancelled' | 'refunded' | 'ignored';

/** A part of a batch that could not be understood. */
export interface RefusedPart {
  readonly path: string;
  readonly message: string;
  /** The part as it came, where it is one by itself. */
  readonly part?: unknown;
}

export type Translation =
  /** Candidates for canonical events: the endpoint checks them as it checks any other. */
  | {
      readonly kind: 'events';
      readonly events: readonly unknown[];
      /** Where the platform shows the shop's carts, as it says itself, e.g. https://your-shop.myshopify.com. */
      readonly siteUrl?: string;
      /** Parts of a batch that could not be understood; the others are not held up by them. */
      readonly refused?: readonly RefusedPart[];
    }
  /** The body only names what changed: it has to be asked for. */
  | { readonly kind: 'fetch'; readonly resource: FetchedResource; readonly id: string }
  | { readonly kind: 'uninstalled' }
  | {
      readonly kind: 'privacy';
      readonly request: 'data_request' | 'customer_redact' | 'store_redact';
      /** Whom it is about, as the platform knows them; null: the whole store. */
      readonly subject: PrivacySubject | null;
    }
  /** Nothing to do, and known to be: a ping, a topic that carries no cart or nobody, one that nobody here knows, a thing that is no more, an order that the shop placed to try itself. */
  | { readonly kind: 'ignored'; readonly reason: IgnoredReason }
  | {
      readonly kind: 'refused';
      /** It is not this integration's; absent: it cannot be understood. */
      readonly reason?: 'other_shop';
      readonly path: string;
      readonly message: string;
    };

export type IgnoredReason = 'ping' | 'not_needed' | 'unknown_topic' | 'no_person' | 'gone' | 'test_order';

/** Somebody who asked for their data, or whose data the platform has erased. At least one is told. */
export interface PrivacySubject {
  readonly customerId: string | null;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
}
