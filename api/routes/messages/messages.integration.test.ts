import { describe, expect } from 'vitest';
import type { EmailMessage } from '../../../channels/provider.ts';
import { customers, sandboxMessages } from '../../../db/postgres/schema/index.ts';
import { system } from '../../../domain/actor.ts';
import { type KeyScope, wideScopes } from '../../../domain/key-scope.ts';
import { createApiKey } from '../../../services/accounts/api-keys/create.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { createShop } from '../../../test/shop-factory.ts';

async function open(api: ApiFixture, scopes: readonly KeyScope[] = wideScopes) {
  const shop = await createShop(api.database);
  const { key } = await createApiKey(api.database, { actor: system, storeId: shop.storeId, name: 'test', scopes });
  const customerId = await shop.customer();
  const cart = await shop.cart({ customerId });
  const recoveryId = await shop.recovery(cart);
  const ids = async (query: string): Promise<string[]> => {
    const { status, json } = await api.call(`/v1/messages?${query}`, { key });
    expect([query, status]).toEqual([query, 200]);
    return json.items.map(({ id }: { id: string }) => id);
  };
  return { shop, key, customerId, cart, recoveryId, ids };
}

describe('the list of messages', () => {
  test('is filtered by provider, step, campaign, cart, reason and days of the store, and says how long it is', async ({
    api,
  }) => {
    const { shop, key, cart, recoveryId, ids } = await open(api);
    const first = await shop.sentMessage(cart, recoveryId, { claimedAt: new Date('2026-11-01T12:00:00Z') });
    const second = await shop.sentMessage(cart, recoveryId, {
      ...{ ruleId: 'touch-2', channel: 'sms', provider: 'twilio', state: 'rejected', reason: 'provider_rejected' },
      claimedAt: new Date('2026-11-03T12:00:00Z'),
    });
    const other = await shop.cart({ customerId: await shop.customer() });
    const third = await shop.sentMessage(other, await shop.recovery(other));
    expect(await ids('provider=twilio')).toEqual([second]);
    expect(await ids('ruleId=touch-2')).toEqual([second]);
    expect(await ids('reason=provider_rejected')).toEqual([second]);
    expect(await ids(`cartId=${cart.id}`)).toEqual([second, first]);
    expect(await ids(`campaignId=${shop.campaignId}`)).toEqual([third, second, first]);
    expect(await ids('from=2026-11-01&to=2026-11-02')).toEqual([first]);
    const { json } = await api.call('/v1/messages?count=true&limit=1', { key });
    expect([json.items.length, json.total]).toEqual([1, 3]);
  });
});

describe('a message', () => {
  const token = 'B'.repeat(43);
  const email: EmailMessage = {
    channel: 'email',
    to: 'greta@shopper.example',
    from: 'Shop <hello@shop.example>',
    subject: 'Greta, your cart is here',
    html: `<p>Greta</p><a href="https://engine.example/r/${token}">Back</a>`,
    text: `Greta: https://engine.example/u/${token}`,
    headers: {},
  };

  test('is shown as it went out, without what acts for its reader, and masked where addresses are', async ({ api }) => {
    const { shop, key, customerId, cart, recoveryId } = await open(api);
    const { storeId } = shop;
    const messageId = await shop.sentMessage(cart, recoveryId);
    await shop.write(async (tx) => {
      await tx.update(customers).set({ firstName: 'Greta' });
      await tx.insert(sandboxMessages).values({ storeId, messageId, channel: 'email', content: { ...email } });
    });
    const read = async (by: string) => (await api.call(`/v1/messages/${messageId}`, { key: by })).json;
    const { content, campaign } = await read(key);
    expect(campaign).toMatchObject({ name: 'Cart reminders', step: 1, steps: 1 });
    expect(content).toMatchObject({ to: 'g•••@s•••.example', subject: 'Greta, your cart is here' });
    expect(JSON.stringify(content)).not.toContain(token);
    const masked = await read(await api.newKey(storeId, 'messages:read'));
    expect(masked.content).toMatchObject({
      subject: 'G•••, your cart is here',
      text: 'G•••: https://engine.example/u/…',
    });
    expect(customerId).toBeTypeOf('string');
  });

  test('that another provider took says that there is no copy of it', async ({ api }) => {
    const { shop, key, cart, recoveryId } = await open(api);
    const id = await shop.sentMessage(cart, recoveryId, { provider: 'resend' });
    expect((await api.call(`/v1/messages/${id}`, { key })).json).toMatchObject({ provider: 'resend', content: null });
  });
});
