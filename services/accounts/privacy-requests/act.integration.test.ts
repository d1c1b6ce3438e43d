import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import {
  carts,
  decisions,
  integrations,
  recoveries,
  signalOutbox,
  stores,
  suppressions,
} from '../../../db/postgres/schema/index.ts';
import { system } from '../../../domain/actor.ts';
import { addressHash, customerHash } from '../../../test/address-hasher.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { checkAddress } from '../../state/suppressions/check.ts';
import { type ActOnPrivacyRequest, actOnPrivacyRequest } from './act.ts';

const at = Date.UTC(2026, 10, 20, 12);

const act = (shop: Shop, asked: Pick<ActOnPrivacyRequest, 'request' | 'subject'>) =>
  shop.write((tx) =>
    actOnPrivacyRequest(tx, {
      ...{ storeId: shop.storeId, requestId: randomUUID(), deliveryId: randomUUID(), actor: system, at },
      ...asked,
    }),
  );

async function openRecovery(shop: Shop, customer: Parameters<Shop['customer']>[0]) {
  const customerId = await shop.customer(customer);
  const cart = await shop.cart({ customerId });
  const recoveryId = await shop.recovery(cart);
  await shop.write((tx) => tx.update(carts).set({ activeRecoveryId: recoveryId }).where(eq(carts.id, cart.id)));
  return { customerId, recoveryId, cart };
}

describe('somebody whose data is to be deleted', () => {
  test.for([
    ['number', { customerId: 'nr-1', email: null, phone: null }],
    ['address', { customerId: null, email: 'Ria@home.example', phone: null }],
    ['phone', { customerId: null, email: null, phone: '+4366098765432' }],
  ] as const)('by their %s gets nothing that is on its way, and nothing new', async ([, subject], { newShop }) => {
    const shop = await newShop();
    const { customerId, recoveryId, cart } = await openRecovery(shop, {
      email: 'ria@home.example',
      phone: '+4366098765432',
      externalId: 'nr-1',
    });
    const other = await openRecovery(shop, {});
    expect(await act(shop, { request: 'customer_redact', subject })).toMatchObject({
      persons: 1,
      recoveriesStopped: 1,
    });

    const [ended] = await shop.write((tx) => tx.select().from(recoveries).where(eq(recoveries.id, recoveryId)));
    expect(ended).toMatchObject({ stage: 'ended', outcome: 'stopped', reason: 'privacy_request' });
    const [freed] = await shop.write((tx) => tx.select().from(carts).where(eq(carts.id, cart.id)));
    expect(freed?.activeRecoveryId).toBeNull();
    expect(await shop.openRecoveries()).toMatchObject([{ id: other.recoveryId }]);
    for (const channel of ['email', 'sms'] as const) {
      const person = { storeId: shop.storeId, customerId, channel };
      expect(await shop.write((tx) => checkAddress(tx, person))).toEqual({ kind: 'suppressed' });
    }
    const told = await shop.write((tx) => tx.select().from(signalOutbox));
    expect(told.map(({ recoveryId: id, signal }) => [id, signal])).toEqual(
      (['email', 'sms', 'push'] as const).map((channel) => [
        recoveryId,
        { kind: 'consentChanged', channel, status: 'denied' },
      ]),
    );
    const why = await shop.write((tx) => tx.select().from(decisions));
    expect(why).toMatchObject([{ kind: 'ended', recoveryId, reason: 'privacy_request' }]);
  });

  test('before the engine has heard of them gets nothing later', async ({ newShop }) => {
    const shop = await newShop();
    const subject = { customerId: 'nr-2', email: 'ben@home.example', phone: null };
    expect(await act(shop, { request: 'customer_redact', subject })).toEqual({
      persons: 0,
      customerIds: [],
      recoveriesStopped: 0,
      addressesSuppressed: 2,
    });
    const rows = await shop.write((tx) => tx.select().from(suppressions));
    expect(new Set(rows.map((row) => row.addressHash))).toEqual(
      new Set([customerHash('nr-2'), addressHash('ben@home.example')]),
    );
    expect(JSON.stringify(rows)).not.toMatch(/ben|nr-2/);
    const customerId = await shop.customer({ email: 'another@home.example', externalId: 'nr-2' });
    const check = await shop.write((tx) => checkAddress(tx, { storeId: shop.storeId, customerId, channel: 'email' }));
    expect(check).toEqual({ kind: 'suppressed' });
  });

  test('is nobody else: the same address of another store stays as it is', async ({ newShop }) => {
    const [one, other] = [await newShop(), await newShop()];
    await openRecovery(other, { email: 'cleo@home.example' });
    await act(one, {
      request: 'customer_redact',
      subject: { customerId: null, email: 'cleo@home.example', phone: null },
    });
    expect(await other.openRecoveries()).toHaveLength(1);
    expect(await other.write((tx) => tx.select().from(suppressions))).toEqual([]);
  });
});

test('a shop whose data is to be deleted sends nothing more to anybody', async ({ newShop }) => {
  const shop = await newShop();
  for (let count = 0; count < 3; count++) await openRecovery(shop, {});
  const done = await act(shop, { request: 'store_redact', subject: null });
  expect(done).toMatchObject({ recoveriesStopped: 3 });
  expect(await shop.openRecoveries()).toEqual([]);
  const [store] = await shop.write((tx) => tx.select({ status: stores.status }).from(stores));
  expect(store?.status).toBe('paused');
});

test('a shop that has connected anew goes on when the end of the old installation is told (operations T18)', async ({
  newShop,
}) => {
  const shop = await newShop();
  await openRecovery(shop, {});
  const anew = { storeId: shop.storeId, id: randomUUID(), platform: 'shopify', secrets: 'x' };
  await shop.write((tx) =>
    tx.insert(integrations).values({ ...anew, settings: { currency: null, orderStatuses: {} } }),
  );
  const platform = { kind: 'platform', integrationId: randomUUID(), storeId: shop.storeId } as const;
  const told = { storeId: shop.storeId, requestId: randomUUID(), deliveryId: randomUUID(), actor: platform, at };
  await shop.write((tx) => actOnPrivacyRequest(tx, { ...told, request: 'store_redact', subject: null }));
  expect(await shop.openRecoveries()).toHaveLength(1);
  const [store] = await shop.write((tx) => tx.select({ status: stores.status }).from(stores));
  expect(store?.status).toBe('active');
});

test('who only asks for their data goes on hearing of their cart', async ({ newShop }) => {
  const shop = await newShop();
  const { customerId } = await openRecovery(shop, { email: 'dan@home.example' });
  const subject = { customerId: null, email: 'dan@home.example', phone: null };
  const done = await act(shop, { request: 'data_request', subject });
  expect(done).toMatchObject({ persons: 1, customerIds: [customerId], addressesSuppressed: 0 });
  expect(await shop.openRecoveries()).toHaveLength(1);
});
