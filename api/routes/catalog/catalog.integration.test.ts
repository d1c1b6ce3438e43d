import { describe, expect } from 'vitest';
import { verifyStandardWebhook } from '../../../runtime/standard-webhook.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { type ScriptedAnswer, startRecordingApi } from '../../../test/recording-api.ts';

const path = '/v1/catalog-settings';

async function newStore(api: ApiFixture, answer: ScriptedAnswer = { body: { products: [] } }) {
  const { key } = await api.newStore();
  const shop = await startRecordingApi(() => answer);
  const call = (method: string, at: string, body?: unknown) =>
    api.call(at, { method, key, ...(body !== undefined && { body }) });
  return { shop, call };
}

describe('the settings of stock and prices', () => {
  test('ask nobody at first, and say of which platforms a shop can be asked', async ({ api }) => {
    const { call } = await newStore(api);
    expect(await call('GET', path)).toMatchObject({
      status: 200,
      json: { source: 'off', soldOut: 'drop', url: null, connected: [], isReady: false },
    });
    const access = { platform: 'woocommerce', api: { url: 'https://lamps.example', token: 'ck_1:cs_1' } };
    expect((await call('POST', '/v1/integrations', access)).status).toBe(201);
    const { json } = await call('PUT', path, { source: 'woocommerce', soldOut: 'mark' });
    expect(json).toEqual({
      settings: { source: 'woocommerce', soldOut: 'mark', url: null, connected: ['woocommerce'], isReady: true },
      secret: null,
    });
  });

  test('show the secret of an address once, keep it while the address stays, and make another for another one', async ({
    api,
  }) => {
    const { call, shop } = await newStore(api, {
      body: { products: [{ productId: '11', available: false, priceMinor: 1_990, currency: 'EUR' }] },
    });
    const input = { source: 'http', soldOut: 'drop', url: shop.url };
    const { secret } = (await call('PUT', path, input)).json;
    expect(secret).toMatch(/^whsec_/);
    expect((await call('PUT', path, { ...input, soldOut: 'mark' })).json.secret).toBeNull();
    expect((await call('PUT', path, { source: 'off', soldOut: 'mark' })).json).toMatchObject({
      settings: { url: shop.url, isReady: false },
      secret: null,
    });
    await call('PUT', path, input);
    expect((await call('POST', `${path}/test`, { productId: '11' })).json).toMatchObject({
      kind: 'answered',
      said: { availability: 'sold_out', price: { amountMinor: 1_990, currency: 'EUR' } },
    });
    const [question] = shop.questions;
    expect(
      verifyStandardWebhook(
        {
          ...{ id: question?.headers['webhook-id'], timestamp: question?.headers['webhook-timestamp'] },
          ...{ signatures: question?.headers['webhook-signature'], receivedAtMs: Date.now() },
          body: Buffer.from(JSON.stringify(question?.json)),
        },
        [secret],
      ),
    ).toEqual({ ok: true });
    expect((await call('PUT', path, { ...input, newSecret: true })).json.secret).not.toBe(secret);
    const other = (await call('PUT', path, { ...input, url: 'https://lamps.example/catalog' })).json.secret;
    expect(other).toMatch(/^whsec_/);
    expect(other).not.toBe(secret);
    const audit = JSON.stringify((await call('GET', '/v1/audit')).json);
    expect(audit).not.toContain('lamps.example/catalog');
    expect(audit).not.toContain('whsec_');
  });

  test.for<[string, object]>([
    ['url', { source: 'http', soldOut: 'drop' }],
    ['url', { source: 'http', soldOut: 'drop', url: 'ftp://shop.example/' }],
    ['url', { source: 'http', soldOut: 'drop', url: 'https://10.0.0.1/' }],
    ['url', { source: 'http', soldOut: 'drop', url: 'https://ada:pw@shop.example/' }],
    ['source', { source: 'magento', soldOut: 'drop' }],
    ['soldOut', { source: 'off', soldOut: 'hide' }],
  ])('refuse a %s that cannot be asked: %j', async ([field, input], { api }) => {
    const { call } = await newStore(api);
    expect(await call('PUT', path, input)).toMatchObject({
      status: 422,
      json: { error: { path: field } },
    });
  });

  test('are tried out: no access, a shop that is away, and one that says nothing are told apart', async ({ api }) => {
    const { call } = await newStore(api);
    const ask = async () => (await call('POST', `${path}/test`, { productId: '11' })).json;
    expect(await ask()).toEqual({ kind: 'failed', problem: 'no_access', tookMs: 0 });
    const silent = await startRecordingApi(() => ({ body: { products: [] } }));
    await call('PUT', path, { source: 'http', soldOut: 'drop', url: silent.url });
    expect(await ask()).toMatchObject({ kind: 'answered', said: null });
    const away = await startRecordingApi(() => ({ status: 503 }));
    await call('PUT', path, { source: 'http', soldOut: 'drop', url: away.url });
    expect(await ask()).toMatchObject({ kind: 'failed', problem: 'away' });
    expect((await call('POST', `${path}/test`, { productId: '' })).status).toBe(422);
  });
});
