/** Nodes as Shopify's GraphQL Admin API 2026-10 answers them to the queries of its client; everything is made up. */

export interface LineOfNode {
  readonly variant: string | null;
  readonly quantity?: number;
  readonly price?: string;
  readonly title?: string;
  readonly sku?: string | null;
}

type Changes = LinesOfNode & Readonly<Record<string, unknown>>;

interface LinesOfNode {
  readonly lines?: readonly LineOfNode[];
  /** Cursor of the lines that did not fit; null: these are all. */
  readonly nextLines?: string | null;
  readonly currency?: string;
}

/** Money as both the shop and the shopper see it: a shopper who pays in kroner. */
export function moneyBag(amount: string, currencyCode = 'EUR') {
  return {
    shopMoney: { amount, currencyCode },
    presentmentMoney: { amount: String(Number(amount) * 11), currencyCode: 'SEK' },
  };
}

export function customerNode(number: string) {
  return {
    id: `gid://shopify/Customer/${number}`,
    firstName: 'Jo',
    defaultEmailAddress: {
      emailAddress: 'jo@shop.example',
      marketingState: 'SUBSCRIBED',
      marketingUpdatedAt: '2026-11-19T09:00:00Z',
    },
    defaultPhoneNumber: null,
    defaultAddress: { countryCodeV2: 'AT' },
  };
}

export function checkoutNode(number: string, { lines, nextLines, currency, ...changes }: Changes = {}) {
  return {
    id: `gid://shopify/AbandonedCheckout/${number}`,
    createdAt: '2026-11-20T10:29:50Z',
    updatedAt: '2026-11-20T10:30:00Z',
    completedAt: null,
    abandonedCheckoutUrl: `https://shop.example/1/checkouts/ac/hWN1cart${number}/recover?key=k&locale=de-AT`,
    customAttributes: [],
    customer: customerNode('31'),
    shippingAddress: null,
    subtotalPriceSet: moneyBag('19.9', currency),
    lineItems: linesOf({ lines, nextLines, currency }),
    ...changes,
  };
}

export function orderNode(number: string, { lines, nextLines, currency, ...changes }: Changes = {}) {
  return {
    id: `gid://shopify/Order/${number}`,
    createdAt: '2026-11-20T10:40:01Z',
    processedAt: '2026-11-20T10:40:00Z',
    updatedAt: '2026-11-20T10:40:02Z',
    cancelledAt: null,
    cartToken: `hWN1cart${number}`,
    checkoutToken: 'bd5a8aa1ecd019dd3520ff791ee3a24c',
    email: 'jo@shop.example',
    phone: null,
    customerLocale: 'de-AT',
    customerAcceptsMarketing: false,
    displayFinancialStatus: 'PAID',
    paymentGatewayNames: ['shopify_payments'],
    customAttributes: [],
    customer: customerNode('31'),
    shippingAddress: { firstName: 'Jo', phone: '+4366012345', countryCodeV2: 'AT' },
    totalPriceSet: moneyBag('24.9', currency),
    lineItems: linesOf({ lines, nextLines, currency }),
    ...changes,
  };
}

function linesOf({ lines = [{ variant: '42' }], nextLines = null, currency }: LinesOfNode) {
  return {
    nodes: lines.map(({ variant, quantity = 2, price = '9.95', title = 'Cup', sku = null }) => ({
      title,
      sku,
      quantity,
      variant: variant === null ? null : { id: `gid://shopify/ProductVariant/${variant}` },
      originalUnitPriceSet: moneyBag(price, currency),
    })),
    pageInfo: { hasNextPage: nextLines !== null, endCursor: nextLines },
  };
}
