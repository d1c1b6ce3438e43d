import { createHmac, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { describe, expect } from 'vitest';
import { createClients } from '../../../platforms/clients/registry.ts';
import { fields } from '../../../platforms/fields.ts';
import { platforms } from '../../../platforms/registry.ts';
import { createSealer } from '../../../runtime/sealer.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { allOn } from '../../../test/flags-fixture.ts';
import { type RecordedQuestion, type ScriptedAnswer, startRecordingApi } from '../../../test/recording-api.ts';
import { RetryLaterError } from '../../shared/retry-later-error.ts';
import { createClientOf } from '../integrations/client-of.ts';
import { processDueDeliveries } from '../webhooks/process-due.ts';
import { reconcileIntegration } from './reconcile.ts';

const secret = 'shpss_0123456789abcdef';
const hourMs = 3_600_000;

/** The same checkout as a webhook tells it and as the API lists it. */
function checkout(token: string) {
  const link = `https://shop.example/1/checkouts/ac/${token}/recover?key=k`;
  const email = `${token}@shop.example`;
  const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'EUR' } });
  return {
    told: {
      id: 35550298931313,
      token: randomUUID().replaceAll('-', ''),
      cart_token: token,
      email,
      created_at: '2026-11-20T05:00:00-05:00',
      updated_at: '2026-11-20T05:00:01-05:00',
      completed_at: null,
      currency: 'EUR',
      subtotal_price: '25.00',
      abandoned_checkout_url: link,
      customer: { id: 31, email },
      line_items: [{ product_id: 7, variant_id: 8, quantity: 2, price: '12.50', title: 'Lamp' }],
    },
    listed: {
      id: 'gid://shopify/AbandonedCheckout/35550298931313',
      createdAt: '2026-11-20T10:00:00Z',
      updatedAt: '2026-11-20T10:00:01Z',
      completedAt: null,
      abandonedCheckoutUrl: link,
      customAttributes: [],
      customer: { id: 'gid://shopify/Customer/31', defaultEmailAddress: { emailAddress: email } },
      subtotalPriceSet: money('25.0'),
      lineItems: {
        nodes: [
          {
            title: 'Lamp',
            quantity: 2,
            variant: { id: 'gid://shopify/ProductVariant/8' },
            originalUnitPriceSet: money('12.5'),
          },
        ],
        pageInfo: { hasNextPage: false, endCursor: null },
      },
    },
  };
}

/** What a question to the API asks for. */
function listOf({ json }: RecordedQuestion): 'checkouts' | 'orders' {
  return String(fields(json)['query']).includes('abandonedCheckouts') ? 'checkouts' : 'orders';
}

async function setUp(api: ApiFixture, answer: (list: 'checkouts' | 'orders') => ScriptedAnswer) {
  const shop = await startRecordingApi((question) => answer(listOf(question)));
  const store = await api.newStore();
  const created = await api.call('/v1/integrations', {
    method: 'POST',
    key: store.key,
    body: { platform: 'shopify', secret, api: { url: shop.url, token: 'shpat_1' } },
  });
  const integrationId: string = created.json.integration.id;
  const sealer = createSealer('the installation secret of the tests');
  const deps = {
    database: api.database,
    eventLog: api.eventLog,
    platforms,
    sealer,
    allowLoopbackApis: true,
    flags: allOn,
    clientOf: createClientOf({ sealer, clients: createClients({ allowLoopback: true }) }),
    log: pino({ level: 'silent' }),
    now: Date.now,
  };
  return {
    shop,
    deliver: async (body: unknown) => {
      const text = JSON.stringify(body);
      await api.call(`/v1/webhooks/${integrationId}`, {
        method: 'POST',
        body: text,
        headers: {
          'x-shopify-topic': 'checkouts/update',
          'x-shopify-webhook-id': randomUUID(),
          'x-shopify-hmac-sha256': createHmac('sha256', secret).update(text).digest('base64'),
        },
      });
      await processDueDeliveries(deps, { limit: 10, concurrency: 1 });
    },
    look: ({ afterMs = hourMs, lookId = randomUUID() } = {}) =>
      reconcileIntegration(
        { ...deps, now: () => Date.now() + afterMs },
        { storeId: store.id, integrationId, lookId },
        { signal: AbortSignal.timeout(60_000), onPage: () => {} },
      ),
    change: (body: object) => api.call(`/v1/integrations/${integrationId}`, { method: 'PATCH', key: store.key, body }),
    shown: async () => (await api.call(`/v1/integrations/${integrationId}`, { key: store.key })).json,
  };
}

const things = (...nodes: readonly unknown[]): ScriptedAnswer => ({
  body: { data: { things: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } } },
});
const empty = () => things();

describe('a look at the platform', () => {
  test('takes in what no webhook brought, knows what one did, and shows the gap (I26)', async ({ api }) => {
    const [came, missed] = [checkout(`t${randomUUID()}`), checkout(`t${randomUUID()}`)];
    const { deliver, look, shown } = await setUp(api, (list) =>
      list === 'checkouts' ? things(came.listed, missed.listed) : empty(),
    );
    await deliver(came.told);
    const result = await look();
    expect(result).toMatchObject({ kind: 'done', seen: 2, refused: 0 });
    const { duplicates, missed: found } = result as { duplicates: number; missed: number };
    expect(duplicates).toBeGreaterThan(0);
    expect(found).toBe(duplicates);
    expect((await shown()).reconciliations).toMatchObject([{ status: 'done', seen: 2, missed: found, duplicates }]);
    expect(await look({ afterMs: 2 * hourMs })).toMatchObject({ missed: 0, duplicates: found + duplicates });
  });

  test('begins where the one before ended, and the first one when the integration was made', async ({ api }) => {
    const { look, shop, shown } = await setUp(api, empty);
    const { createdAt } = await shown();
    await look();
    const { reconciledUntil } = await shown();
    await look({ afterMs: 3 * hourMs });
    const starts = shop.questions
      .filter((question) => listOf(question) === 'checkouts')
      .map(({ json }) => /updated_at:>='([^']+)'/.exec(JSON.stringify(json))?.[1] ?? '')
      .map(Date.parse);
    expect(starts[0]).toBe(Math.floor(Date.parse(createdAt) / 1_000) * 1_000);
    expect(starts[1]).toBeLessThan(Date.parse(reconciledUntil));
    expect(starts[1]).toBeGreaterThan(Date.parse(reconciledUntil) - hourMs);
  });

  test('that breaks off is tried again, and does not move the next one on', async ({ api }) => {
    const { look, shown } = await setUp(api, (list) =>
      list === 'orders' ? { status: 429, headers: { 'retry-after': '30' } } : empty(),
    );
    await expect(look()).rejects.toBeInstanceOf(RetryLaterError);
    expect(await shown()).toMatchObject({ reconciledUntil: null, reconciliations: [] });
  });

  test('with a token that is not good any more says so to the store', async ({ api }) => {
    const { look, shown } = await setUp(api, () => ({ status: 401 }));
    expect(await look()).toEqual({ kind: 'failed', cause: 'denied' });
    expect(await shown()).toMatchObject({
      reconciledUntil: null,
      reconciliations: [{ status: 'failed', cause: 'denied' }],
    });
  });

  test('counts once, however often it is repeated', async ({ api }) => {
    const { look, shown } = await setUp(api, empty);
    const lookId = randomUUID();
    await look({ lookId });
    await look({ lookId });
    expect((await shown()).reconciliations).toHaveLength(1);
  });

  test('at an integration that was switched off asks nobody', async ({ api }) => {
    const { look, change, shop } = await setUp(api, empty);
    await change({ status: 'disabled' });
    expect(await look()).toEqual({ kind: 'off' });
    expect(shop.questions).toEqual([]);
  });
});
