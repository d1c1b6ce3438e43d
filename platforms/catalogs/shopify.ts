import { z } from 'zod';
import type { Good, SaidOfGood } from '../../domain/catalog/said-of-good.ts';
import { minorUnitsOf } from '../../domain/minor-units.ts';
import type { Money } from '../../domain/money.ts';
import { readAnswer } from '../clients/answer-shapes.ts';
import { PlatformApiError } from '../clients/platform-client.ts';
import { judgeGraphql } from '../clients/shopify/judge-graphql.ts';
import { apiVersion } from '../clients/shopify/queries.ts';
import { catalogBytesMax, defineCatalog } from './catalog.ts';

/**
 * Lines of Shopify's carts name variants; a page's own script may name products. `price` is in the shop's currency.
 * https://shopify.dev/docs/api/admin-graphql/2026-10/queries/nodes, …/objects/ProductVariant and …/objects/Product
 */
const query = `query look($ids: [ID!]!) {
  shop { currencyCode }
  nodes(ids: $ids) {
    id
    ... on ProductVariant { availableForSale price product { status } }
    ... on Product { status hasOnlyDefaultVariant variants(first: 1) { nodes { availableForSale price } } }
  }
}`;

const variantShape = z.looseObject({ availableForSale: z.boolean(), price: z.unknown() });
const variantSchema = variantShape
  .extend({ id: z.string(), product: z.looseObject({ status: z.string() }) })
  .transform(({ id, product: { status }, ...variant }) => ({ id, status, variant }));
const productSchema = z
  .looseObject({
    id: z.string(),
    status: z.string(),
    hasOnlyDefaultVariant: z.boolean(),
    variants: z.looseObject({ nodes: z.array(variantShape) }),
  })
  .transform(({ id, status, hasOnlyDefaultVariant, variants: { nodes } }) => ({
    id,
    status,
    variant: hasOnlyDefaultVariant ? nodes[0] : undefined,
  }));
const answerSchema = z.looseObject({
  data: z.looseObject({
    shop: z.looseObject({ currencyCode: z.string().regex(/^[A-Z]{3}$/) }),
    nodes: z.array(z.union([variantSchema, productSchema]).nullable().catch(null)),
  }),
});
type Node = z.infer<typeof variantSchema> | z.infer<typeof productSchema>;

const number = /^\d{1,20}$/;
/** Nobody can buy it. An unlisted product can be bought by those who have its address. */
const notForSale: ReadonlySet<string> = new Set(['ARCHIVED', 'DRAFT']);

/** The catalog of a Shopify shop, by its GraphQL Admin API. Takes the scope `read_products`. */
export const shopifyCatalog = defineCatalog({
  name: 'shopify',
  title: 'Shopify',
  needs: { kind: 'platform', platform: 'shopify' },
  open: ({ ask, access: { url, token } }) => ({
    async look(goods, signal) {
      const wanted = goods.filter(({ productId, variantId }) => number.test(variantId ?? productId));
      const ids = [...new Set(wanted.flatMap(gidsOf))];
      if (ids.length === 0) return [];
      const answer = await ask({
        url: new URL(`${url}/admin/api/${apiVersion}/graphql.json`),
        headers: { 'x-shopify-access-token': token },
        body: { query, variables: { ids } },
        ...{ signal, judge: judgeGraphql, answerBytesMax: catalogBytesMax },
      });
      if (!answer) throw new PlatformApiError('strange', 'it has no GraphQL Admin API at this address');
      const { shop, nodes } = readAnswer(answerSchema, answer.json).data;
      const byId = new Map(nodes.flatMap((node) => (node ? [[node.id, node] as const] : [])));
      return wanted.map((good) =>
        saidOf(
          good,
          gidsOf(good).map((gid) => byId.get(gid)),
          shop.currencyCode,
        ),
      );
    },
  }),
});

function gidsOf({ productId, variantId }: Good): readonly string[] {
  const variant = `gid://shopify/ProductVariant/${variantId ?? productId}`;
  return variantId === undefined ? [variant, `gid://shopify/Product/${productId}`] : [variant];
}

function saidOf(good: Good, found: readonly (Node | undefined)[], currency: string): SaidOfGood {
  const node = found.find((one) => one !== undefined);
  if (!node) return { ...good, availability: 'missing', price: null };
  const { status, variant } = node;
  if (notForSale.has(status)) return { ...good, availability: 'sold_out', price: null };
  if (!variant) return { ...good, availability: 'unclear', price: null };
  const availability = variant.availableForSale ? 'for_sale' : 'sold_out';
  return { ...good, availability, price: moneyOf(variant.price, currency) };
}

function moneyOf(price: unknown, currency: string): Money | null {
  const amountMinor = typeof price === 'string' ? minorUnitsOf(price, currency) : null;
  return amountMinor === null ? null : { amountMinor, currency };
}
