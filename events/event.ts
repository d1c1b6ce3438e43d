import { z } from '@hono/zod-openapi';
import { channels } from '../domain/channel.ts';
import type { ConsentOrigin } from '../domain/consent-provenance.ts';
import { isPushToken, pushTokenBytesMax } from '../domain/push-subscription.ts';
import { emailAddress, emailLengthMax } from './email-address.ts';
import { isWebUrl } from './is-web-url.ts';
import { localeTag } from './locale-tag.ts';

/**
 * The canonical storefront event: what every endpoint (API, webhooks, snippet) turns its input into, what the log keeps and
 * what the pipeline folds. Money is integer minor units with its ISO 4217 code; times are ISO 8601 with an offset.
 */

export const eventIdLengthMax = 128;
export const linesPerEventMax = 250;
/** Nothing older is a shop's event: a year 0, an empty date column, the clock of a device that was reset. PostgreSQL has no year 0. */
export const occurredAtMsMin = Date.UTC(2000, 0, 1);
export const quantityMax = 1_000_000;
export const amountMinorMax = 100_000_000_000_000;
/** Other ids of one cart: a platform has one for the cart and one for its checkout. */
const cartAliasesMax = 4;
/** Details of one event that can be named as left out. */
const omittedDetailsMax = 40;

/** The URL standard drops these inside an address (https://url.spec.whatwg.org/#url-parsing). */
const innerBreaks = /[\t\n\r]/g;

const externalId = z.string().trim().min(1).max(128);
const minorUnits = z.int().min(0).max(amountMinorMax);
const currency = z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code in upper case, e.g. EUR');
/** Pieces, or a measure: two and a half metres of cloth are 2.5. */
const quantity = z.number().positive().max(quantityMax);
/** Not `z.url`: it makes an object of every address, which costs as much as the rest of a cart's line. */
const webUrl = z
  .string()
  .trim()
  .overwrite((text) => text.replaceAll(innerBreaks, ''))
  .max(2_048)
  .refine(isWebUrl, 'a web address that begins with http:// or https://')
  .openapi({ format: 'uri' });

/** Kept in its canonical form, so that a person is found under every way of writing it. */
const email = z
  .string()
  .trim()
  .overwrite((text) => emailAddress(text) ?? '')
  .min(1, 'an e-mail address, e.g. ada@shop.example')
  .max(emailLengthMax)
  .openapi({ format: 'email' });

const line = z.object({
  productId: externalId,
  quantity,
  unitPriceMinor: minorUnits.optional(),
  name: z.string().max(300).optional(),
  url: webUrl.optional(),
  imageUrl: webUrl.optional(),
  category: z.string().max(300).optional(),
  /** Where `productId` names several variants. Lines differ by product, variant, price and currency. */
  variantId: externalId.optional(),
  /** What the whole line costs, where the price of one piece is not exact: three for 100.00. */
  totalMinor: minorUnits.optional(),
  /** Where it is not the currency of the event. */
  currency: currency.optional(),
});

const person = z.object({
  anonymousId: externalId.optional(),
  customerId: externalId.optional(),
  email: email.optional(),
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'a phone number in E.164, e.g. +4915112345678')
    .optional(),
  pushToken: z
    .string()
    .min(8)
    .max(pushTokenBytesMax)
    .refine(
      isPushToken,
      'a device token of at most 2,000 bytes, or the JSON of a web push subscription at a push service of a browser',
    )
    .optional(),
});

const someone = 'at least one of anonymousId, customerId, email, phone, pushToken';

/** Who did it, as far as the shop knows. Any one is enough; several link the identities of one person. */
const who = person.refine(isSomeone, someone);

const base = { id: z.string().trim().min(1).max(eventIdLengthMax), occurredAt: z.iso.datetime({ offset: true }), who };
/**
 * Other ids by which the shop calls the same cart. From then on, whatever names one of them is about this cart; what was
 * told under one of them before is moved to it.
 */
const cartAliases = z.array(externalId).max(cartAliasesMax).optional();
const cart = { cartId: externalId };
const contents = {
  cartAliases,
  lines: z.array(line).max(linesPerEventMax),
  currency: currency.optional(),
  valueMinor: minorUnits.optional(),
  restoreUrl: webUrl.optional(),
  /** Lines that the shop's cart has beside these. */
  linesOmitted: z.int().min(1).max(quantityMax).optional(),
};
/** An order may be told without its person: its cart, or what was told of it before, says who. */
const order = {
  orderId: externalId,
  who: person.default({}),
  /** When the shop changed the order into this state, where that is not when it happened: the newest state stands. */
  changedAt: z.iso.datetime({ offset: true }).optional(),
};
const purchase = {
  ...order,
  cartId: externalId.optional(),
  cartAliases,
  /** Absent: the order took the whole cart. */
  lines: z.array(line).max(linesPerEventMax).optional(),
  /** Lines that the order has beside these. */
  linesOmitted: z.int().min(1).max(quantityMax).optional(),
  /** Absent: not known. An order without its total is an order. */
  totalMinor: minorUnits.optional(),
  currency: currency.optional(),
  /** Details that were told and could not be used, e.g. `totalMinor`: the order counts, and is marked as incomplete. */
  incomplete: z.array(z.string().min(1).max(100)).max(omittedDetailsMax).optional(),
};

const buyer = { path: ['who'], message: `${someone}, or the cartId of the order` };

export const eventSchema = z.discriminatedUnion('type', [
  z.object({
    ...base,
    type: z.literal('product_viewed'),
    /** The product as a message could show it, where the store writes to those who only looked. */
    ...line.omit({ quantity: true, totalMinor: true }).shape,
    currency: currency.optional(),
    cartId: externalId.optional(),
  }),
  z.object({ ...base, type: z.literal('cart_updated'), ...cart, ...contents }),
  z.object({ ...base, type: z.literal('line_added'), ...cart, line, currency: currency.optional() }),
  z.object({
    ...base,
    type: z.literal('line_removed'),
    ...cart,
    productId: externalId,
    quantity,
    variantId: externalId.optional(),
  }),
  z.object({ ...base, type: z.literal('checkout_started'), ...cart, ...contents }),
  z.object({ ...base, type: z.literal('checkout_updated'), ...cart, ...contents }),
  z.object({ ...base, type: z.literal('order_placed'), ...purchase }).refine(namesBuyer, buyer),
  /** Ordered, and not paid yet: not bought before `order_placed` says so. */
  z.object({ ...base, type: z.literal('order_pending'), ...purchase }).refine(namesBuyer, buyer),
  /** The payment of an order did not go through. */
  z.object({ ...base, type: z.literal('order_failed'), ...order, cartId: externalId.optional() }),
  z.object({ ...base, type: z.literal('order_paid'), ...order }),
  z.object({ ...base, type: z.literal('order_cancelled'), ...order }),
  z.object({
    ...base,
    type: z.literal('order_refunded'),
    ...order,
    refundedMinor: minorUnits,
    currency: currency.optional(),
  }),
  z.object({
    ...base,
    type: z.literal('customer_identified'),
    firstName: z.string().max(100).optional(),
    locale: z
      .string()
      .trim()
      .overwrite((text) => localeTag(text) ?? text)
      .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/, 'a BCP 47 tag, e.g. de-AT')
      .optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code')
      .optional(),
    /** A state or province of the country: it counts only together with it, and a country without it forgets an older one. */
    region: z
      .string()
      .regex(/^[A-Z0-9]{1,3}$/, 'the part after the country of an ISO 3166-2 code, e.g. FL')
      .optional(),
    timeZone: z.string().max(64).optional(),
  }),
  z.object({
    ...base,
    type: z.literal('consent_updated'),
    channel: z.enum(channels),
    status: z.enum(['granted', 'denied']),
    source: z.string().min(1).max(200),
    textVersion: z.string().max(100).optional(),
    /**
     * `record`: what the shop's record of the person says, without when the person said so. It may grant where nothing
     * was ever said, and never lifts a refusal. Absent or `act`: what the person did at `occurredAt`.
     */
    basis: z.enum(['act', 'record']).optional(),
  }),
]);

function isSomeone({ anonymousId, customerId, email, phone, pushToken }: z.infer<typeof person>): boolean {
  return (anonymousId ?? customerId ?? email ?? phone ?? pushToken) !== undefined;
}

function namesBuyer({ who: buyer, cartId }: { who: z.infer<typeof person>; cartId?: string | undefined }): boolean {
  return cartId !== undefined || isSomeone(buyer);
}

/** One event as a storefront sends it. */
export type StorefrontEvent = z.infer<typeof eventSchema>;
export type Who = StorefrontEvent['who'];

/** One event as the log keeps it: stamped at the endpoint with its store and the time it was taken in. */
export type AcceptedEvent = StorefrontEvent & {
  readonly storeId: string;
  /** Epoch milliseconds at the endpoint. */
  readonly receivedAt: number;
  /** Of consent: the endpoint that took it in. Set there, whatever the sender wrote; absent in events from before. */
  readonly provenance?: ConsentOrigin;
  /** Of the request that brought it (`domain/trace-context.ts`); absent: it named no trace. Stamped after `storeId`: a repetition has another one. */
  readonly traceparent?: string | undefined;
};
