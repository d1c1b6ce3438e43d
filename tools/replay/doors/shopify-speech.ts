import { createHmac, randomBytes } from 'node:crypto';
import { addLine, removeQuantity, takeOut, uniqueLines } from '../../../domain/cart-lines.ts';
import type { StorefrontEvent, Who } from '../../../events/event.ts';
import { amountText } from './amount-text.ts';
import { createCartClock } from './cart-clock.ts';
import type { EncodedEvent } from './transport.ts';
import type { Encoder } from './webhook-transport.ts';

/** `carts/*` names no currency: it is the store's. Carts in another one are told as checkouts. */
const storeCurrency = 'USD';
const currencyUnknown = 'XXX';

type Line = Extract<StorefrontEvent, { type: 'line_added' }>['line'];

interface ShopCart {
  lines: readonly Line[];
  currency: string | undefined;
  /** Epoch milliseconds. */
  readonly openedAt: number;
}

/**
 * The trace as a Shopify shop tells it: never what changed, always what lies in the cart now. Shoppers who are not known
 * send `carts/update`, those with an address `checkouts/update`. An order
 * is dated when its cart was opened, in whole seconds, and changed later. It has no words for a look at a product and
 * for push.
 */
export function createShopifyEncoder(): Encoder {
  const carts = new Map<string, ShopCart>();
  const clock = createCartClock();
  const secret = `shpss_${randomBytes(16).toString('hex')}`;

  function cartOf(cartId: string, occurredAt: string): ShopCart {
    const known = carts.get(cartId);
    if (known) return known;
    const cart: ShopCart = { lines: [], currency: undefined, openedAt: Date.parse(occurredAt) };
    carts.set(cartId, cart);
    return cart;
  }

  function tellCart(event: StorefrontEvent & { readonly cartId: string }): EncodedEvent {
    const cart = cartOf(event.cartId, event.occurredAt);
    const at = clock(event.cartId, event.occurredAt);
    const updatedAt = new Date(at).toISOString();
    const { id, who, cartId } = event;
    const { lines, currency } = cart;
    const meant = {
      id,
      type: 'cart_updated' as const,
      occurredAt: updatedAt,
      who,
      cartId,
      lines: [...lines],
      currency,
    };
    const common = {
      token: event.cartId,
      line_items: cart.lines.map((line) => shopifyLine(line, cart.currency ?? storeCurrency)),
      note_attributes: noteAttributes(event.who),
      updated_at: updatedAt,
      created_at: wholeSeconds(cart.openedAt),
    };
    if (event.who.email === undefined && (cart.currency ?? storeCurrency) === storeCurrency)
      return encoded(meant, 'carts/update', at, { id: event.cartId, ...common });
    return encoded(meant, 'checkouts/update', at, {
      ...common,
      id: event.id,
      token: `checkout-of-${event.cartId}`,
      cart_token: event.cartId,
      currency: cart.currency ?? currencyUnknown,
      completed_at: null,
      ...person(event.who),
    });
  }

  function speak(event: StorefrontEvent): EncodedEvent | null {
    switch (event.type) {
      case 'line_added': {
        const cart = cartOf(event.cartId, event.occurredAt);
        cart.lines = addLine(cart.lines, withoutUndefined(event.line));
        cart.currency ??= event.currency;
        return tellCart(event);
      }
      case 'line_removed': {
        const cart = cartOf(event.cartId, event.occurredAt);
        cart.lines = removeQuantity(cart.lines, event.productId, event.quantity);
        return tellCart(event);
      }
      case 'cart_updated':
      case 'checkout_started':
      case 'checkout_updated': {
        const cart = cartOf(event.cartId, event.occurredAt);
        cart.lines = uniqueLines(event.lines.map(withoutUndefined));
        cart.currency ??= event.currency;
        return tellCart(event);
      }
      case 'order_placed':
        return tellOrder(event);
      case 'customer_identified':
        return tellCustomer(event, { locale: event.locale });
      case 'consent_updated':
        return event.channel === 'push'
          ? null
          : tellCustomer(event, {
              [`${event.channel}_marketing_consent`]: {
                state: event.status === 'granted' ? 'subscribed' : 'unsubscribed',
                consent_updated_at: event.occurredAt,
              },
            });
      default:
        return null;
    }
  }

  function tellOrder(event: Extract<StorefrontEvent, { type: 'order_placed' }>): EncodedEvent {
    const cart = event.cartId === undefined ? undefined : cartOf(event.cartId, event.occurredAt);
    const lines = event.lines ?? cart?.lines ?? [];
    const at = clock(event.cartId ?? event.orderId, event.occurredAt);
    const changedAt = new Date(at).toISOString();
    const openedAt = wholeSeconds(cart?.openedAt ?? at);
    const body = {
      id: event.orderId,
      cart_token: event.cartId ?? null,
      currency: event.currency,
      total_price: amountText(event.totalMinor, event.currency),
      financial_status: 'paid',
      line_items: lines.map((line) => shopifyLine(line, event.currency ?? storeCurrency)),
      note_attributes: noteAttributes(event.who),
      created_at: openedAt,
      processed_at: openedAt,
      updated_at: changedAt,
      ...person(event.who),
    };
    if (cart) cart.lines = takeOut(cart.lines, lines);
    // An order of nothing does not say what it took.
    const meant = { ...event, occurredAt: openedAt, changedAt, lines: lines.length > 0 ? [...lines] : undefined };
    return encoded(meant, 'orders/create', at, body);
  }

  return {
    platform: 'shopify',
    integration: { secret, settings: { currency: storeCurrency } },
    speak,
    headers: ({ topic, deliveryId, at, body }) => ({
      'x-shopify-topic': topic,
      'x-shopify-webhook-id': deliveryId,
      'x-shopify-shop-domain': 'replay.myshopify.com',
      'x-shopify-triggered-at': new Date(at).toISOString(),
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    }),
  };
}

function wholeSeconds(at: number): string {
  return new Date(Math.floor(at / 1_000) * 1_000).toISOString();
}

function tellCustomer(event: StorefrontEvent, said: object): EncodedEvent | null {
  const { customerId, email, phone } = event.who;
  if (customerId === undefined && email === undefined) return null;
  const body = { id: customerId, email, phone, updated_at: event.occurredAt, ...said };
  return encoded(event, 'customers/update', Date.parse(event.occurredAt), body);
}

function shopifyLine(line: Line, currency: string) {
  const { productId, quantity, unitPriceMinor, name, category } = line;
  return {
    variant_id: productId,
    quantity,
    title: name,
    product_type: category,
    ...(unitPriceMinor !== undefined && { price: amountText(unitPriceMinor, currency) }),
  };
}

function person({ customerId, email, phone }: Who) {
  return { email: email ?? null, phone: phone ?? null, customer: customerId === undefined ? null : { id: customerId } };
}

function noteAttributes({ anonymousId }: Who) {
  return anonymousId === undefined ? [] : [{ name: '_anonymous_id', value: anonymousId }];
}

function encoded(meant: StorefrontEvent, topic: string, at: number, body: object): EncodedEvent {
  return { deliveryId: meant.id, topic, at, body: JSON.stringify(body), meant };
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
