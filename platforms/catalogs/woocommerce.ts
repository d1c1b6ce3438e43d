import { z } from 'zod';
import type { Good, SaidOfGood } from '../../domain/catalog/said-of-good.ts';
import { minorUnitsOf } from '../../domain/minor-units.ts';
import type { Money } from '../../domain/money.ts';
import { readAnswer } from '../clients/answer-shapes.ts';
import { PlatformApiError } from '../clients/platform-client.ts';
import { catalogBytesMax, defineCatalog } from './catalog.ts';

const pricesSchema = z.looseObject({
  price: z.string().regex(/^\d{1,15}$/),
  currency_code: z.string().regex(/^[A-Z]{3}$/),
  currency_minor_unit: z.int().min(0).max(8),
});
const productSchema = z.looseObject({
  id: z.int(),
  type: z.string(),
  is_purchasable: z.boolean(),
  is_in_stock: z.boolean(),
  prices: pricesSchema.nullable().catch(null),
});
const answerSchema = z.array(productSchema.nullable().catch(null));
type Product = z.infer<typeof productSchema>;

const number = /^\d{1,15}$/;
const perPageMax = 100;
const partsAsked = 'id,type,prices,is_purchasable,is_in_stock';
/** Their price is that of the cheapest choice. */
const withChoices: ReadonlySet<string> = new Set(['variable', 'grouped']);

/**
 * The catalog of a WooCommerce shop, by its Store API: what a shopper without an account is shown, prices with tax or without
 * as the shop shows them, and in which currency. The REST API v3 says the price as it was typed, without either. It is
 * open to everybody, so no key is sent. Variations are a list of their own there, and only what is published is in both.
 * https://developer.woocommerce.com/docs/apis/store-api/resources-endpoints/products/ and `ProductQuery.php`,
 * `ProductSchema.php` of woocommerce/woocommerce
 */
export const wooCommerceCatalog = defineCatalog({
  name: 'woocommerce',
  title: 'WooCommerce',
  needs: { kind: 'platform', platform: 'woocommerce' },
  open: ({ ask, access: { url } }) => ({
    async look(goods, signal) {
      const wanted = goods.filter((good) => number.test(numberOf(good)));
      const ids = [...new Set(wanted.map(numberOf))];
      if (ids.length === 0) return [];
      const list = async (type: 'variation' | null): Promise<readonly Product[]> => {
        const address = new URL(`${url}/wp-json/wc/store/v1/products`);
        address.searchParams.set('include', ids.join(','));
        address.searchParams.set('per_page', String(perPageMax));
        address.searchParams.set('_fields', partsAsked);
        if (type !== null) address.searchParams.set('type', type);
        const answer = await ask({ url: address, headers: {}, signal, answerBytesMax: catalogBytesMax });
        if (!answer) throw new PlatformApiError('strange', 'it has no WooCommerce Store API at this address');
        return readAnswer(answerSchema, answer.json).filter((product) => product !== null);
      };
      const found = (await Promise.all([list(null), list('variation')])).flat();
      const byId = new Map(found.map((product) => [String(product.id), product]));
      return wanted.map((good) => saidOf(good, byId.get(numberOf(good))));
    },
  }),
});

function numberOf({ productId, variantId }: Good): string {
  return variantId ?? productId;
}

function saidOf(good: Good, product: Product | undefined): SaidOfGood {
  if (!product) return { ...good, availability: 'missing', price: null };
  const availability = product.is_purchasable && product.is_in_stock ? 'for_sale' : 'sold_out';
  return { ...good, availability, price: withChoices.has(product.type) ? null : moneyOf(product.prices) };
}

/** A shop may count in other decimals than its currency has: `18` euros with none are 1800 cents. */
function moneyOf(prices: Product['prices']): Money | null {
  if (prices === null) return null;
  const { price, currency_code: currency, currency_minor_unit: decimals } = prices;
  const digits = price.padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  const amountMinor = minorUnitsOf(text, currency);
  return amountMinor === null ? null : { amountMinor, currency };
}
