import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freshCart } from '../../domain/catalog/fresh-cart.ts';
import { verifyStandardWebhook } from '../../runtime/standard-webhook.ts';
import { type RecordedQuestion, type ScriptedAnswer, startRecordingApi } from '../../test/recording-api.ts';
import { createAsk } from '../clients/ask-patiently.ts';
import { catalogBytesMax } from './catalog.ts';
import { catalogNamed, catalogUnits } from './registry.ts';

type Name = (typeof catalogUnits)[number]['name'];
type Answering = (question: RecordedQuestion) => ScriptedAnswer;

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwV2pZb1aYd0Q=';
const now = () => Date.parse('2026-11-27T12:00:00Z');
const names = catalogUnits.map(({ name }) => name);
const goods = [{ productId: '11' }, { productId: '12' }, { productId: '13' }];

async function open(name: Name, answer: Answering, allowLoopback = true) {
  const api = await startRecordingApi(answer);
  const ask = createAsk({ allowLoopback, attemptsMax: 1 });
  const catalog = catalogNamed(name)?.open({ ask, allowLoopback, access: { url: api.url, token: secret }, now });
  if (!catalog) throw new Error('there is no such catalog');
  return { api, catalog };
}

const soon = () => AbortSignal.timeout(5_000);
const variant = (id: number, availableForSale: boolean, status = 'ACTIVE') => ({
  ...{ id: `gid://shopify/ProductVariant/${id}`, availableForSale, price: '19.90' },
  product: { status },
});
const wooProduct = (id: number, is_in_stock: boolean, type = 'simple') => ({
  ...{ id, type, is_in_stock, is_purchasable: true },
  prices: { price: '1990', currency_code: 'EUR', currency_minor_unit: 2 },
});

/** 11 can be bought for 19.90 euros, 12 cannot, and 13 is none of the shop's. */
const shops: Readonly<Record<Name, Answering>> = {
  shopify: () => ({
    body: { data: { shop: { currencyCode: 'EUR' }, nodes: [variant(11, true), null, variant(12, false), null, null] } },
  }),
  woocommerce: ({ path }) => ({
    body: path.includes('type=variation') ? [wooProduct(12, false, 'variation')] : [wooProduct(11, true)],
  }),
  http: () => ({
    body: {
      products: [
        { productId: '11', available: true, priceMinor: 1_990, currency: 'EUR' },
        { productId: '12', available: false, priceMinor: 1_990, currency: 'EUR' },
        { productId: 'another', available: false },
      ],
    },
  }),
};

describe.for(names)('the catalog %s', (name) => {
  test('says what can be bought and for how much, in whole minor units of the shop’s currency', async () => {
    const { catalog } = await open(name, shops[name]);
    const said = await catalog.look(goods, soon());
    const of = (id: string) => said.find(({ productId }) => productId === id);
    expect(of('11')).toMatchObject({ availability: 'for_sale', price: { amountMinor: 1_990, currency: 'EUR' } });
    expect(of('12')).toMatchObject({ availability: 'sold_out' });
    expect(of('13')?.availability).toBe(name === 'http' ? undefined : 'missing');
    expect(of('another')).toBeUndefined();
  });

  test.for<[string, ScriptedAnswer, string]>([
    ['429', { status: 429, headers: { 'retry-after': '1' } }, 'busy'],
    ['500', { status: 500, body: { error: 'ada@shop.example' } }, 'away'],
    ['401', { status: 401 }, 'denied'],
    ['nothing', { drop: true }, 'away'],
    ['something else than JSON', { body: '<h1>Lamps</h1>' }, 'strange'],
    ['another shape', { body: { errors: 'ada@shop.example' } }, 'strange'],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'strange'],
    ['more than is read', { body: JSON.stringify('x'.repeat(catalogBytesMax + 1)) }, 'strange'],
  ])('that answers %s is asked no second time, and names the problem alone', async ([, answer, problem]) => {
    const { api, catalog } = await open(name, () => answer);
    const error = await catalog.look(goods, soon()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'PlatformApiError', problem });
    expect(String(error)).not.toContain('ada@');
    expect(api.questions.length).toBeLessThanOrEqual(name === 'woocommerce' ? 2 : 1);
  });

  test('that never finishes its answer is not waited for', async () => {
    const { catalog } = await open(name, () => ({ stall: true }));
    await expect(catalog.look(goods, AbortSignal.timeout(50))).rejects.toMatchObject({ name: 'PlatformApiError' });
  });

  test('inside of a network is never asked', async () => {
    const { api, catalog } = await open(name, shops[name], false);
    await expect((async () => catalog.look(goods, soon()))()).rejects.toMatchObject({ problem: 'strange' });
    expect(api.questions).toEqual([]);
  });

  test('may answer any JSON: a cart then still has its own lines, or fewer, and no total that they do not make', async () => {
    let body: unknown;
    const { catalog } = await open(name, () => ({ body }));
    const lines = goods.map((good) => ({ ...good, quantity: 1, unitPriceMinor: 2_000 }));
    const cart = { lines, currency: 'EUR', valueMinor: 6_000 };
    await fc.assert(
      fc.asyncProperty(malformed(name), async (answer) => {
        body = answer;
        const said = await catalog.look(goods, soon()).catch((error: unknown) => {
          expect(error).toMatchObject({ name: 'PlatformApiError' });
          return [];
        });
        const fresh = freshCart(cart, said, 'drop');
        if (fresh.kind === 'nothing_left') return;
        expect(fresh.cart.valueMinor).toBe(fresh.cart.lines.reduce((sum, line) => sum + (line.unitPriceMinor ?? 0), 0));
        expect(Number.isSafeInteger(fresh.cart.valueMinor)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

/** Answers that are nearly right: every field may be anything. */
function malformed(name: Name): fc.Arbitrary<unknown> {
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom('19.90', '-1', '1e9', '٣', 1_990, -5, 19.9, 1e300, true, false, null, 'EUR', '11', 11),
  );
  const id = fc.oneof(fc.constantFrom('11', '12', 11, 12), odd);
  const node = fc.oneof(
    odd,
    fc.record({
      id: fc.oneof(fc.constantFrom('gid://shopify/ProductVariant/11', 'gid://shopify/Product/12'), odd),
      availableForSale: odd,
      price: odd,
      status: odd,
      product: fc.oneof(odd, fc.record({ status: odd })),
    }),
  );
  const answers: Readonly<Record<Name, fc.Arbitrary<unknown>>> = {
    shopify: fc.record({
      data: fc.record({ shop: fc.record({ currencyCode: fc.oneof(fc.constant('EUR'), odd) }), nodes: fc.array(node) }),
    }),
    woocommerce: fc.array(
      fc.oneof(
        odd,
        fc.record({
          ...{ id, type: odd, is_purchasable: odd, is_in_stock: odd },
          prices: fc.oneof(odd, fc.record({ price: odd, currency_code: odd, currency_minor_unit: odd })),
        }),
      ),
    ),
    http: fc.record({
      products: fc.array(fc.oneof(odd, fc.record({ productId: id, available: odd, priceMinor: odd, currency: odd }))),
    }),
  };
  return fc.oneof(odd, answers[name]);
}

test('Shopify is asked for variants and products in one question, and for numbers only', async () => {
  const { api, catalog } = await open('shopify', shops.shopify);
  await catalog.look([{ productId: '11' }, { productId: '7', variantId: '71' }, { productId: 'sku:9' }], soon());
  const [{ json, headers } = { json: null, headers: {} as RecordedQuestion['headers'] }] = api.questions;
  expect((json as { variables: unknown }).variables).toEqual({
    ids: ['gid://shopify/ProductVariant/11', 'gid://shopify/Product/11', 'gid://shopify/ProductVariant/71'],
  });
  expect(headers['x-shopify-access-token']).toBe(secret);
  expect(await catalog.look([{ productId: 'sku:9' }], soon())).toEqual([]);
  expect(api.questions).toHaveLength(1);
});

test('a product of Shopify that is archived cannot be bought, and one with choices says nothing of its stock', async () => {
  const product = { status: 'ACTIVE', hasOnlyDefaultVariant: false, variants: { nodes: [] } };
  const nodes = [variant(11, true, 'ARCHIVED'), { id: 'gid://shopify/Product/12', ...product }];
  const { catalog } = await open('shopify', () => ({ body: { data: { shop: { currencyCode: 'EUR' }, nodes } } }));
  expect(await catalog.look(goods.slice(0, 2), soon())).toEqual([
    { productId: '11', availability: 'sold_out', price: null },
    { productId: '12', availability: 'unclear', price: null },
  ]);
});

test('WooCommerce is sent no key, counts in the decimals of its shop, and has no price of a product with choices', async () => {
  const prices = { price: '18', currency_code: 'EUR', currency_minor_unit: 0 };
  const { api, catalog } = await open('woocommerce', ({ path }) => ({
    body: path.includes('type=variation')
      ? []
      : [{ ...wooProduct(11, true), prices }, wooProduct(12, true, 'variable')],
  }));
  expect(await catalog.look(goods.slice(0, 2), soon())).toEqual([
    { productId: '11', availability: 'for_sale', price: { amountMinor: 1_800, currency: 'EUR' } },
    { productId: '12', availability: 'for_sale', price: null },
  ]);
  expect(api.questions.map(({ headers }) => headers['authorization'])).toEqual([undefined, undefined]);
});

test('an address of the store’s own is asked with a signature', async () => {
  const { api, catalog } = await open('http', shops.http);
  await catalog.look(goods, soon());
  const [{ headers, json } = { headers: {} as RecordedQuestion['headers'], json: null }] = api.questions;
  expect(json).toEqual({ action: 'look', products: goods });
  expect(
    verifyStandardWebhook(
      {
        ...{ id: headers['webhook-id'], timestamp: headers['webhook-timestamp'] },
        ...{ signatures: headers['webhook-signature'], receivedAtMs: now() },
        body: Buffer.from(JSON.stringify(json)),
      },
      [secret],
    ),
  ).toEqual({ ok: true });
});
