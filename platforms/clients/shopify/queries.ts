/**
 * The version asked, supported until October 2027 at least (https://shopify.dev/docs/api/usage/versioning).
 * `Order.cartToken` and `Order.checkoutToken` exist since 2026-07, the consent of a phone number in this form since 2026-10.
 */
export const apiVersion = '2026-10';

/**
 * An object costs a point, a connection two and as many as it may hold: a page of ten things with six lines each stays
 * under 500 points, half of what one query may cost, and is restored within five seconds on the smallest plan.
 * https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
 */
const thingsPerPage = 10;
const linesPerThing = 6;
const linesPerPage = 90;

const money = 'shopMoney { amount currencyCode }';
const pageInfo = 'pageInfo { hasNextPage endCursor }';
const lines = `nodes { title sku quantity variant { id } originalUnitPriceSet { ${money} } } ${pageInfo}`;
const inCommon = `id createdAt updatedAt
  customAttributes { key value }
  customer {
    id firstName
    defaultEmailAddress { emailAddress marketingState marketingUpdatedAt }
    defaultPhoneNumber { phoneNumber smsMarketingConsent { state updatedAt } }
    defaultAddress { countryCodeV2 provinceCode }
  }
  shippingAddress { firstName phone countryCodeV2 provinceCode }
  lineItems(first: ${linesPerThing}) { ${lines} }`;

/** What a look asks for of one kind of things. */
export interface KindOfThing {
  /** As in its ids, `gid://shopify/<type>/<number>`. */
  readonly type: string;
  /** Takes `filter` and `after`. */
  readonly changed: string;
  /** Takes `id`. */
  readonly one: string;
  /** Takes `id` and `after`. */
  readonly moreLines: string;
}

function kindOf(type: string, list: { readonly name: string; readonly sortKey: string }, own: string): KindOfThing {
  return {
    type,
    changed: `query changed($filter: String!, $after: String) {
      things: ${list.name}(first: ${thingsPerPage}, after: $after, query: $filter, sortKey: ${list.sortKey}) {
        nodes { ${inCommon} ${own} } ${pageInfo}
      }
    }`,
    one: `query one($id: ID!) { thing: node(id: $id) { ... on ${type} { ${inCommon} ${own} } } }`,
    moreLines: `query moreLines($id: ID!, $after: String!) {
      thing: node(id: $id) { ... on ${type} { lineItems(first: ${linesPerPage}, after: $after) { ${lines} } } }
    }`,
  };
}

/**
 * https://shopify.dev/docs/api/admin-graphql/2026-10/objects/AbandonedCheckout and …/queries/abandonedCheckouts, which
 * cannot be sorted by their change.
 */
export const checkouts = kindOf(
  'AbandonedCheckout',
  { name: 'abandonedCheckouts', sortKey: 'ID' },
  `completedAt abandonedCheckoutUrl subtotalPriceSet { ${money} }`,
);

/** https://shopify.dev/docs/api/admin-graphql/2026-10/objects/Order and …/queries/orders */
export const orders = kindOf(
  'Order',
  { name: 'orders', sortKey: 'UPDATED_AT' },
  `test processedAt cancelledAt cartToken checkoutToken email phone customerLocale customerAcceptsMarketing
  displayFinancialStatus paymentGatewayNames totalPriceSet { ${money} }`,
);

/** Not asked for with every order: few have one. Takes `id`. */
export const refundsOfOrder = `query refundsOfOrder($id: ID!) {
  thing: order(id: $id) {
    refunds(first: 20) {
      id createdAt processedAt
      transactions(first: 5) { nodes { kind status amountSet { ${money} } } }
    }
  }
}`;
