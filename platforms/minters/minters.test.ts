import { expect, test } from 'vitest';
import { withoutJitter } from '../../runtime/backoff.ts';
import { verifyStandardWebhook } from '../../runtime/standard-webhook.ts';
import { type RecordedQuestion, type ScriptedAnswer, startRecordingApi } from '../../test/recording-api.ts';
import { createAsk } from '../clients/ask-patiently.ts';
import { urlWithCode } from '../url-with-code.ts';
import { httpMinter } from './http.ts';
import type { MintOrder } from './minter.ts';
import { shopifyMinter } from './shopify.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwV2pZb1aYd0Q=';
const now = () => Date.parse('2026-06-29T12:00:00Z');
const order: MintOrder = {
  ...{ code: 'K7WQ2-M9TRX', kind: 'amount', value: 1_250, currency: 'EUR', cartMinorMin: 3_000 },
  ...{ expiresAt: Date.parse('2026-07-07T04:00:00Z'), customer: '207119551' },
};
const { signal } = new AbortController();

async function open(
  unit: typeof httpMinter | typeof shopifyMinter,
  answer: (question: RecordedQuestion, number: number) => ScriptedAnswer,
  allowLoopback = true,
) {
  const api = await startRecordingApi(answer);
  const ask = createAsk({ allowLoopback, wait: async () => {}, random: withoutJitter });
  return { api, minter: unit.open({ ask, allowLoopback, access: { url: api.url, token: secret }, now }) };
}

const shop =
  (found: unknown, userErrors: readonly { code: string }[] = []) =>
  ({ json }: RecordedQuestion) => ({
    body: {
      data: String((json as { query: string }).query).includes('Create(') ? { made: { userErrors } } : { found },
    },
  });
const made = {
  id: 'gid://shopify/DiscountCodeNode/1',
  codeDiscount: {
    ...{ title: 'Cart recovery K7WQ2-M9TRX', status: 'ACTIVE', usageLimit: 1, asyncUsageCount: 0 },
    endsAt: '2026-07-07T04:00:00Z',
  },
};

test('Shopify makes a code for one use of one customer that ends with the last day, and it is read back', async () => {
  const { api, minter } = await open(shopifyMinter, shop(made));
  expect(await minter.mint(order, signal)).toEqual({ kind: 'minted' });
  const [asked, readBack] = api.questions.map(({ json }) => json as { query: string; variables: unknown });
  expect(asked?.variables).toEqual({
    input: {
      ...{ title: 'Cart recovery K7WQ2-M9TRX', code: 'K7WQ2-M9TRX', usageLimit: 1, appliesOncePerCustomer: true },
      ...{ startsAt: '2026-06-29T12:00:00.000Z', endsAt: '2026-07-07T04:00:00Z' },
      context: { customers: { add: ['gid://shopify/Customer/207119551'] } },
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: '30.00' } },
      customerGets: {
        value: { discountAmount: { amount: '12.50', appliesOnEachItem: false } },
        items: { all: true },
      },
    },
  });
  expect(readBack?.query).toContain('codeDiscountNodeByCode');
});

test.each([
  ['is taken by us', made, [{ code: 'TAKEN' }], 'minted'],
  [
    'is taken by another',
    { ...made, codeDiscount: { ...made.codeDiscount, title: 'SALE' } },
    [{ code: 'TAKEN' }],
    'refused',
  ],
  ['cannot be read back', null, [], 'unknown'],
  ['is refused', null, [{ code: 'INVALID' }], 'refused'],
])('a name that %s at Shopify (field 50)', async (_, found, userErrors, kind) => {
  const { minter } = await open(shopifyMinter, shop(found, userErrors));
  expect((await minter.mint(order, signal)).kind).toBe(kind);
});

test('a code that was used at Shopify is seen to be (field 52)', async () => {
  const used = { ...made, codeDiscount: { ...made.codeDiscount, asyncUsageCount: 1 } };
  const { minter } = await open(shopifyMinter, shop(used));
  expect(await minter.look('K7WQ2-M9TRX', signal)).toEqual({ kind: 'used' });
});

test('a system of the store’s own is asked with a signature, under the same id when it is asked again', async () => {
  const { api, minter } = await open(httpMinter, () => ({ body: { code: 'k7wq2-m9trx' } }));
  expect(await minter.mint(order, signal)).toEqual({ kind: 'minted' });
  expect(await minter.mint(order, signal)).toEqual({ kind: 'minted' });
  const ids = api.questions.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(1);
  const [{ headers, json } = { headers: {} as RecordedQuestion['headers'], json: null }] = api.questions;
  const verdict = verifyStandardWebhook(
    {
      ...{ id: headers['webhook-id'], timestamp: headers['webhook-timestamp'] },
      ...{ signatures: headers['webhook-signature'], receivedAtMs: now() },
      body: Buffer.from(JSON.stringify(json)),
    },
    [secret],
  );
  expect(verdict).toEqual({ ok: true });
  expect(json).toMatchObject({ action: 'mint', code: 'K7WQ2-M9TRX', expiresAt: '2026-07-07T04:00:00.000Z' });
});

test.each([
  [{ status: 409 }, 'minted'],
  [{ status: 422 }, 'refused'],
  [{ status: 503 }, 'unknown'],
  [{ drop: true }, 'unknown'],
  [{ body: { code: 'ANOTHER' } }, 'refused'],
  [{ body: 'gone wrong' }, 'unknown'],
] as const)('an answer %j of such a system is %s', async (answer, kind) => {
  const { minter } = await open(httpMinter, () => answer);
  expect((await minter.mint(order, signal)).kind).toBe(kind);
});

test('an address inside of a network is never asked (field 58)', async () => {
  const { api, minter } = await open(httpMinter, () => ({ status: 409 }), false);
  expect(await minter.mint(order, signal)).toEqual({ kind: 'refused', reason: 'address_forbidden' });
  expect(api.questions).toEqual([]);
});

test('a code goes into an address of a Shopify shop only, and goes on from there', () => {
  const sites = [{ platform: 'shopify', urls: ['https://shop.example'] }];
  expect(urlWithCode('https://shop.example/checkouts/1/recover?key=a', 'K7WQ2-M9TRX', sites)).toBe(
    'https://shop.example/discount/K7WQ2-M9TRX?redirect=%2Fcheckouts%2F1%2Frecover%3Fkey%3Da',
  );
  expect(urlWithCode('https://elsewhere.example/', 'K7WQ2-M9TRX', sites)).toBeNull();
  expect(
    urlWithCode('https://shop.example/', 'K7WQ2-M9TRX', [{ platform: 'woocommerce', urls: ['https://shop.example'] }]),
  ).toBeNull();
});
