/** An event as Shopify's web pixels get it. https://shopify.dev/docs/api/web-pixels-api/standard-events */
export interface PixelEvent {
  readonly name: string;
  /** Shopify's id of the browser. */
  readonly clientId: string;
  readonly data?: {
    readonly productVariant?: Variant | null;
    readonly cartLine?: CartLine | null;
    readonly cart?: { readonly id?: string; readonly lines?: readonly CartLine[] | null } | null;
    readonly checkout?: Checkout | null;
  };
}

/** Not a text as in webhooks: a number in whole units. */
interface Price {
  readonly amount?: number;
  readonly currencyCode?: string;
}

interface Variant {
  readonly id?: string | null;
  readonly title?: string | null;
  readonly price?: Price | null;
  readonly image?: { readonly src?: string | null } | null;
  readonly product?: {
    readonly title?: string | null;
    readonly type?: string | null;
    readonly url?: string | null;
  } | null;
}

export interface CartLine {
  readonly quantity?: number;
  readonly merchandise?: Variant | null;
}

interface Checkout {
  readonly token?: string | null;
  readonly email?: string | null;
  readonly buyerAcceptsEmailMarketing?: boolean | null;
  readonly currencyCode?: string | null;
  readonly lineItems?: readonly {
    readonly quantity?: number;
    readonly title?: string | null;
    readonly variant?: Variant | null;
  }[];
}

/** The visitor's cart as it is known here. */
export interface PixelCart {
  /** Undefined: there was none yet. */
  readonly id: string | undefined;
  readonly lines: readonly CartLine[];
}

export type PixelFields = { readonly type: string; readonly email?: string } & Readonly<Record<string, unknown>>;

export interface PixelOutcome {
  readonly events: readonly PixelFields[];
  readonly cart: PixelCart;
}

/**
 * What a pixel event says, in our events; the endpoint behind takes prices in whole units and reads them by the currency.
 * A cart is told as a whole each time, so that the same change told by the snippet or a webhook is not counted twice. It
 * goes by the same id as in Shopify's webhooks: its token, or the checkout's where there never was one.
 */
export function eventsOfPixel(
  { name, data = {} }: PixelEvent,
  { anonymousId, cart }: { readonly anonymousId: string; readonly cart: PixelCart },
): PixelOutcome {
  const { productVariant, cartLine, checkout } = data;
  const id = cartTokenOf(data.cart?.id) ?? cart.id;
  switch (name) {
    case 'product_viewed': {
      if (!productVariant?.id) return { events: [], cart };
      const view = { type: name, productId: productVariant.id, category: productVariant.product?.type, cartId: id };
      return { events: [view], cart };
    }
    case 'product_added_to_cart':
    case 'product_removed_from_cart':
      return told({
        id: id ?? `w-${anonymousId}`,
        lines: changed(cart.lines, cartLine, name === 'product_added_to_cart' ? 1 : -1),
      });
    case 'cart_viewed':
      return told({ id: id ?? `w-${anonymousId}`, lines: data.cart?.lines ?? [] });
    case 'checkout_completed':
      // The order comes from Shopify's webhook, which can be believed; nobody is reminded of this cart meanwhile.
      return { ...checkoutOf(checkout, id, 'cart_updated', []), cart: { id: undefined, lines: [] } };
    default:
      return {
        ...checkoutOf(checkout, id, name === 'checkout_started' ? name : 'checkout_updated', checkout?.lineItems),
        cart: { ...cart, id },
      };
  }
}

/** `gid://shopify/Cart/<token>?key=…`, or the token itself. */
export function cartTokenOf(id: string | null | undefined): string | undefined {
  return id?.split('?')[0]?.split('/').pop() || undefined;
}

function told(cart: PixelCart): PixelOutcome {
  const currency = cart.lines[0]?.merchandise?.price?.currencyCode;
  const lines = cart.lines.map(({ merchandise, quantity }) => lineOf(merchandise, quantity));
  return { events: [{ type: 'cart_updated', cartId: cart.id, currency, lines }], cart };
}

function changed(
  lines: readonly CartLine[],
  change: CartLine | null | undefined,
  direction: 1 | -1,
): readonly CartLine[] {
  const variantId = change?.merchandise?.id;
  if (!variantId) return lines;
  const same = lines.find(({ merchandise }) => merchandise?.id === variantId);
  const quantity = (same?.quantity ?? 0) + direction * (change.quantity ?? 1);
  const others = lines.filter((line) => line !== same);
  return quantity > 0 ? [...others, { ...change, quantity }] : others;
}

function checkoutOf(
  checkout: Checkout | null | undefined,
  known: string | undefined,
  type: string,
  lineItems: Checkout['lineItems'] = [],
): Pick<PixelOutcome, 'events'> {
  const cartId = known ?? (checkout?.token ? `checkout:${checkout.token}` : undefined);
  if (!checkout || !cartId) return { events: [] };
  const { email, buyerAcceptsEmailMarketing: agreed, currencyCode } = checkout;
  const lines = lineItems.map(({ variant, quantity, title }) => ({
    ...lineOf(variant, quantity),
    name: title ?? undefined,
  }));
  const events: PixelFields[] = [{ type, cartId, currency: currencyCode, lines }];
  if (email) events.push({ type: 'customer_identified', email });
  // Not ticked is no refusal: whoever agreed elsewhere has not changed their mind.
  if (email && agreed)
    events.push({
      type: 'consent_updated',
      email,
      channel: 'email',
      status: 'granted',
      source: 'Shopify checkout',
    });
  return { events };
}

function lineOf(variant: Variant | null | undefined, quantity = 1) {
  return {
    productId: variant?.id ?? undefined,
    quantity,
    price: variant?.price?.amount,
    name: variant?.product?.title ?? variant?.title ?? undefined,
    imageUrl: absolute(variant?.image?.src),
  };
}

/** Shopify writes the addresses of pictures without their scheme. */
function absolute(address: string | null | undefined): string | undefined {
  return address ? address.replace(/^\/\//, 'https://') : undefined;
}
