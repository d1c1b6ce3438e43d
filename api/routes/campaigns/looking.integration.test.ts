import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { customers, decisions, links, messages, phoneSettings } from '../../../db/postgres/schema/index.ts';
import type { KeyScope } from '../../../domain/key-scope.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { createShop, type Shop } from '../../../test/shop-factory.ts';

const rule = {
  ...{ id: 'touch-1', trigger: 'cart_abandoned', delayMs: 3_600_000, channel: 'email', template: 'cart-reminder-1' },
  conditions: {},
} as const;

async function shopWithKey(api: ApiFixture, scopes: readonly KeyScope[] = ['campaigns:write', 'carts:read']) {
  const shop = await createShop(api.database, { url: 'https://shop.example' });
  return { shop, key: await api.newKey(shop.storeId, ...scopes) };
}

const look = (api: ApiFixture, shop: Shop, key: string, path: string, body?: unknown) =>
  api.call(`/v1/campaigns/${shop.campaignId}/${path}`, { key, ...(body !== undefined && { method: 'POST', body }) });

describe('a preview', () => {
  test('renders what would be sent for an invented cart, on each channel', async ({ api }) => {
    const { shop, key } = await shopWithKey(api);
    const rules = [{ ...rule, channel: 'all' }];
    const preview = async (channel: string) =>
      (await look(api, shop, key, 'preview', { rules, stepId: 'touch-1', channel })).json;
    const email = await preview('email');
    expect(email.message.subject).not.toBe('');
    expect(email.message.html).toContain('Linen shirt');
    expect(email.message.text).toContain('https://engine.example/r/preview');
    expect(email.gaps.map(({ code }: { code: string }) => code)).toContain('sample');
    const sms = await preview('sms');
    expect(sms.message).toMatchObject({ channel: 'sms', segments: expect.any(Number) });
    expect((await preview('push')).message.title).not.toBe('');
  });

  test('is of the draft before the newest version, and of a version where one is named', async ({ api }) => {
    const { shop, key } = await shopWithKey(api);
    const draft = { name: 'x', rules: [{ ...rule, template: 'cart-reminder-3' }] };
    await api.call(`/v1/campaigns/${shop.campaignId}/draft`, { method: 'PUT', key, body: draft });
    const body = { stepId: 'touch-1', channel: 'email' };
    expect((await look(api, shop, key, 'preview', body)).json.template).toBe('cart-reminder-3');
    expect((await look(api, shop, key, 'preview', { ...body, version: 1 })).json.template).toBe('cart-reminder-1');
  });

  test('of a cart says what is missing and shows no address and no name in full', async ({ api }) => {
    const { shop, key } = await shopWithKey(api);
    const customerId = await shop.customer({ email: 'ada@shopper.example', consents: [] });
    await shop.write((tx) => tx.update(customers).set({ firstName: 'Adelheid' }));
    const cart = await shop.cart({ customerId });
    const body = { stepId: 'touch-1', channel: 'email', cartId: cart.id };
    const masked = await look(api, shop, key, 'preview', body);
    expect(masked.text).not.toContain('Adelheid');
    expect(masked.text).not.toContain('ada@shopper');
    expect(masked.json.message.html).toContain('Lipstick');
    const codes = masked.json.gaps.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(['name_masked', 'no_consent', 'no_pictures']);

    const full = await api.newKey(shop.storeId, 'campaigns:write', 'carts:read', 'customers:unmask');
    const unmasked = await look(api, shop, full, 'preview', body);
    expect(unmasked.json.message.to).toBe('ada@shopper.example');
    expect(unmasked.json.message.html).toContain('Adelheid');
  });

  test('of a cart needs the right to see carts and customers', async ({ api }) => {
    const { shop, key } = await shopWithKey(api, ['campaigns:read']);
    const cart = await shop.cart();
    const body = { stepId: 'touch-1', channel: 'email' };
    expect((await look(api, shop, key, 'preview', body)).status).toBe(200);
    expect((await look(api, shop, key, 'preview', { ...body, cartId: cart.id })).status).toBe(403);
  });

  test('of a cart of another store, or of a step that does not exist, says so', async ({ api }) => {
    const { shop, key } = await shopWithKey(api);
    const other = await createShop(api.database);
    const cart = await other.cart();
    const body = { stepId: 'touch-1', channel: 'email' };
    const answers = [
      await look(api, shop, key, 'preview', { ...body, cartId: cart.id }),
      await look(api, shop, key, 'preview', { ...body, stepId: 'nope' }),
    ];
    expect(answers.map(({ status, json }) => [status, json.error.path])).toEqual([
      [404, 'cartId'],
      [422, 'stepId'],
    ]);
  });

  test('of a template that does not exist answers why there is no message', async ({ api }) => {
    const { shop, key } = await shopWithKey(api);
    const rules = [{ ...rule, template: 'gone' }];
    const { json } = await look(api, shop, key, 'preview', { rules, stepId: 'touch-1', channel: 'email' });
    expect([json.message, json.error.code]).toEqual([null, 'unknown_template']);
  });
});

describe('a check', () => {
  test('rehearses both versions on the carts that were abandoned lately and still are', async ({ api }) => {
    const { shop, key } = await shopWithKey(api);
    const abandoned = { abandonAt: null, abandonedAt: new Date() } as const;
    const cheap = await shop.cart({ ...abandoned, customerId: await shop.customer(), valueMinor: 900 });
    const dear = await shop.cart({ ...abandoned, customerId: await shop.customer(), valueMinor: 90_000 });
    await shop.cart({ customerId: await shop.customer() });
    await shop.cart({ ...abandoned, customerId: await shop.customer(), status: 'purchased' });
    await shop.cart({ ...abandoned, customerId: await shop.customer(), lines: [] });
    await shop.cart({ ...abandoned, customerId: null });
    const rules = [
      { ...rule, conditions: { valueMinorMin: 1_000 } },
      { ...rule, id: 'touch-2', delayMs: 86_400_000, template: 'cart-reminder-2' },
    ];
    const { status, json } = await look(api, shop, key, 'check', { rules });
    expect(status).toBe(200);
    expect(json.rehearsal).toMatchObject({ carts: 3, truncated: false, reachedBefore: 2, reachedAfter: 2 });
    const steps = json.rehearsal.steps.map(({ gaining, ...rest }: { gaining: string[] }) => ({
      ...rest,
      gaining: gaining.toSorted(),
    }));
    expect(steps).toEqual([
      { stepId: 'touch-1', channel: 'email', before: 2, after: 1, gaining: [], losing: [cheap.id] },
      {
        ...{ stepId: 'touch-2', channel: 'email', before: 0, after: 2, losing: [] },
        gaining: [cheap.id, dear.id].toSorted(),
      },
    ]);
    expect(json.difference.steps.map(({ kind, stepId }: { kind: string; stepId: string }) => [kind, stepId])).toEqual([
      ['changed', 'touch-1'],
      ['added', 'touch-2'],
    ]);
  });

  test('of a campaign that was never active counts everything as more', async ({ api }) => {
    const shop = await createShop(api.database, { campaign: { status: 'draft', activatedAt: null } });
    const key = await api.newKey(shop.storeId, 'campaigns:read');
    await shop.cart({ abandonAt: null, customerId: await shop.customer() });
    const { json } = await look(api, shop, key, 'check', { rules: [rule] });
    expect(json.rehearsal).toMatchObject({ reachedBefore: 0, reachedAfter: 1 });
  });

  test('measures the longest SMS against what the store sends, with its cost (field 31)', async ({ api }) => {
    const { shop, key } = await shopWithKey(api);
    const rules = [{ ...rule, channel: 'sms' }];
    const overParts = async (segmentsMax: number) => {
      const row = { segmentsMax, currency: 'EUR', prices: [{ country: 'AT', micros: 83_100 }] };
      await shop.write((tx) =>
        tx
          .insert(phoneSettings)
          .values({ storeId: shop.storeId, ...row })
          .onConflictDoUpdate({ target: phoneSettings.storeId, set: row }),
      );
      const { json } = await look(api, shop, key, 'check', { rules });
      return json.findings.filter(({ code }: { code: string }) => code === 'sms_over_parts');
    };
    expect(await overParts(1)).toMatchObject([
      {
        ...{ severity: 'warning', path: 'rules.0.template', stepId: 'touch-1', channel: 'sms' },
        sms: { parts: 2, partsMax: 1, cost: { currency: 'EUR', amount: '0.1662' } },
      },
    ]);
    expect(await overParts(3)).toEqual([]);
  });

  test('finds what would go wrong, with words, and keeps nothing', async ({ api }) => {
    const { shop, key } = await shopWithKey(api);
    const rules = [{ ...rule, template: 'gone', delayMs: 20 * 86_400_000 }];
    const { json } = await look(api, shop, key, 'check', { rules });
    expect(json.findings).toMatchObject([
      { severity: 'problem', code: 'template_unknown', path: 'rules.0.template', message: expect.any(String) },
      { severity: 'warning', code: 'late', path: 'rules.0.delayMs' },
    ]);
    const { json: campaign } = await api.call(`/v1/campaigns/${shop.campaignId}`, { key });
    expect(campaign).toMatchObject({ revision: 1, draft: null });
  });
});

describe('the numbers of steps', () => {
  /** One recovery with an e-mail that was delivered, followed and bought after, and an SMS that was skipped. */
  async function recovered(shop: Shop) {
    const customerId = await shop.customer();
    const cart = await shop.cart({ customerId });
    const recoveryId = await shop.recovery(cart);
    const messageId = randomUUID();
    const claimedAt = new Date(Date.now() - 3_600_000);
    const ids = { storeId: shop.storeId, cartId: cart.id, customerId };
    await shop.write(async (tx) => {
      await tx.insert(messages).values({
        ...{ ...ids, id: messageId, recoveryId, ruleId: 'touch-1', channel: 'email', template: 'cart-reminder-1' },
        ...{ provider: 'outbox', addressHash: 'x', basis: 'consent', state: 'accepted', cartVersion: 1, claimedAt },
        ...{ deliveryState: 'delivered', deliveryTimes: { delivered: claimedAt.toISOString() } },
      });
      await tx.insert(links).values({
        ...{ ...ids, tokenHash: randomUUID(), kind: 'restore', messageId, channel: 'email', redeemedAt: new Date() },
      });
      await tx.insert(decisions).values([
        {
          ...{ storeId: shop.storeId, id: randomUUID(), kind: 'not_sent', cartId: cart.id, recoveryId },
          ...{ ruleId: 'touch-2', channel: 'sms', reason: 'channel_no_consent' },
        },
        // Refused for now, and sent later: no skip.
        {
          ...{ storeId: shop.storeId, id: randomUUID(), kind: 'not_sent', cartId: cart.id, recoveryId },
          ...{ ruleId: 'touch-1', channel: 'email', reason: 'cart_active' },
        },
      ]);
    });
    await shop.order({ customerId, recoveryId, totalMinor: 4_200 });
    return { cartId: cart.id };
  }

  const statistics: readonly KeyScope[] = ['stats:read'];

  test('are followed by lists of just as many carts', async ({ api }) => {
    const { shop, key } = await shopWithKey(api, statistics);
    const made = [await recovered(shop), await recovered(shop)];
    const { json } = await look(api, shop, key, 'steps');
    const figures = json.counts.map(
      ({ stepId, channel, figure, reason, count }: Record<string, unknown>) =>
        `${stepId} ${channel} ${figure}${reason === null ? '' : ` ${reason}`}: ${count}`,
    );
    expect([json.recoveries, figures.sort()]).toEqual([
      2,
      [
        'touch-1 email bought: 2',
        'touch-1 email clicked: 2',
        'touch-1 email delivered: 2',
        'touch-1 email sent: 2',
        'touch-2 sms skipped channel_no_consent: 2',
      ],
    ]);
    for (const { stepId, channel, figure, reason, count } of json.counts) {
      const query = new URLSearchParams({ stepId, channel: channel ?? 'none', figure, ...(reason && { reason }) });
      const found: { cartId: string }[] = [];
      for (let cursor = ''; ; ) {
        const page = await look(api, shop, key, `step-entries?limit=1&${query}${cursor}`);
        found.push(...page.json.items);
        if (page.json.nextCursor === null) break;
        cursor = `&cursor=${page.json.nextCursor}`;
      }
      expect([figure, found.map(({ cartId }) => cartId).sort()]).toEqual([
        figure,
        made.map(({ cartId }) => cartId).sort(),
      ]);
      expect(found).toHaveLength(count);
    }
  });

  test('of other days are others', async ({ api }) => {
    const { shop, key } = await shopWithKey(api, statistics);
    await recovered(shop);
    const { json } = await look(api, shop, key, 'steps?from=2020-01-01&to=2020-01-31');
    expect([json.recoveries, json.counts]).toEqual([0, []]);
    for (const query of ['from=2026-02-30', 'from=2026-02-02&to=2026-02-01', 'from=2020-01-01&to=2026-01-01'])
      expect([query, (await look(api, shop, key, `steps?${query}`)).status]).toEqual([query, 400]);
  });

  test('add up to the result of the campaign, by currency', async ({ api }) => {
    const { shop, key } = await shopWithKey(api, statistics);
    await recovered(shop);
    await recovered(shop);
    const { json } = await api.call('/v1/campaign-results', { key });
    expect(json.items).toEqual([
      {
        ...{ campaignId: shop.campaignId, recoveries: 2, messages: 2 },
        recovered: [{ currency: 'EUR', orders: 2, amountMinor: 8_400 }],
      },
    ]);
  });

  test('count an order once, to the last message before it', async ({ api }) => {
    const { shop, key } = await shopWithKey(api, statistics);
    const customerId = await shop.customer();
    const cart = await shop.cart({ customerId });
    const recoveryId = await shop.recovery(cart);
    await shop.write((tx) =>
      tx.insert(messages).values(
        ['touch-1', 'touch-2', 'touch-3'].map((ruleId, index) => ({
          ...{ storeId: shop.storeId, cartId: cart.id, customerId, id: randomUUID(), recoveryId, ruleId },
          ...{
            channel: 'email' as const,
            template: 'x',
            provider: 'outbox',
            addressHash: 'x',
            basis: 'consent' as const,
            cartVersion: 1,
          },
          ...{ state: 'accepted' as const, claimedAt: new Date(Date.now() - (2 - index) * 3_600_000 + 60_000) },
        })),
      ),
    );
    await shop.order({ customerId, recoveryId });
    const { json } = await look(api, shop, key, 'steps');
    const bought = json.counts.filter(({ figure }: { figure: string }) => figure === 'bought');
    expect(bought).toMatchObject([{ stepId: 'touch-2', count: 1 }]);
  });
});

test('the frame for e-mails has no rights, and no picture of another host unless it is asked for (I30)', async ({
  api,
}) => {
  const quiet = await api.call('/message-frame');
  const policy = quiet.headers.get('content-security-policy') ?? '';
  expect(policy).toContain('sandbox allow-scripts;');
  expect(policy).not.toContain('allow-same-origin');
  expect(policy).toContain('img-src data:;');
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  const shown = await api.call('/message-frame?pictures=show');
  expect(shown.headers.get('content-security-policy')).toContain('img-src data: https: http:;');
});
