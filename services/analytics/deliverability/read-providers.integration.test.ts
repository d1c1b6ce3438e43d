import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { messages } from '../../../db/postgres/schema/index.ts';
import { hourMs } from '../../../domain/duration.ts';
import { test } from '../../../test/api-fixture.ts';
import { createShop } from '../../../test/shop-factory.ts';
import { callbackOf } from '../../../test/signed-callback.ts';

test('shows the provider of each channel with what came back of it within a day, and others that had messages', async ({
  api,
}) => {
  const shop = await createShop(api.database, { providers: { email: 'resend', push: 'firebase' } });
  const key = await api.newKey(shop.storeId, 'stats:read');
  const { storeId } = shop;
  const customerId = await shop.customer();
  const cart = await shop.cart({ customerId });
  const recoveryId = await shop.recovery(cart);
  const message = (change: Partial<typeof messages.$inferInsert>) =>
    shop.write((tx) =>
      tx.insert(messages).values({
        ...{ storeId, id: randomUUID(), recoveryId, cartId: cart.id, customerId, ruleId: randomUUID() },
        ...{
          channel: 'email',
          template: 't',
          provider: 'resend',
          addressHash: 'h',
          basis: 'consent',
          state: 'accepted',
          cartVersion: 1,
        },
        ...{ claimedAt: new Date(), settledAt: new Date() },
        ...change,
      }),
    );
  await message({});
  await message({ state: 'rejected', errorCode: 'validation_error' });
  await message({ state: 'rejected', errorCode: 'validation_error' });
  await message({ state: 'unknown', errorCode: 'timeout' });
  await message({ state: 'sending', settledAt: null });
  await message({ channel: 'sms', provider: 'sns' });
  await message({ state: 'rejected', errorCode: 'old', claimedAt: new Date(Date.now() - 25 * hourMs) });
  const { json } = await api.appWith({ callbackOf }).call('/v1/deliverability', { key });
  const shown = json.providers.map((one: Record<string, unknown>) => [
    ...[
      one['channel'],
      one['provider'],
      one['inUse'],
      one['configured'],
      one['reports'],
      one['attempted'],
      one['failed'],
    ],
  ]);
  expect(shown).toEqual([
    ['email', 'resend', true, true, true, 4, 3],
    ['sms', 'outbox', true, true, false, 0, 0],
    ['push', 'firebase', true, false, false, 0, 0],
    ['sms', 'sns', false, false, false, 1, 0],
  ]);
  expect(json.providers[0].errorCodes).toMatchObject([
    { code: 'validation_error', messages: 2 },
    { code: 'timeout', messages: 1 },
  ]);
  expect(json.providers[0].lastAcceptedAt).not.toBeNull();
  expect(json.emailLimits).toContainEqual(
    expect.objectContaining({ measure: 'complaint_rate', warn: 0.001, bad: 0.003 }),
  );
});
