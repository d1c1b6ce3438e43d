import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import {
  carts,
  decisions,
  identities,
  recoveries,
  signalOutbox,
  suppressions,
} from '../../../db/postgres/schema/index.ts';
import { hourMs } from '../../../domain/duration.ts';
import { addressHash } from '../../../test/address-hasher.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { checkAddress } from '../../state/suppressions/check.ts';
import { sweepCarts } from './sweep.ts';

/** More than the carts of all tests of this file together: each sweep looks at everything that is due. */
const everything = 1_000;
const sweepNow = () => ({ nowMs: Date.now(), limit: everything });

const recoveriesOf = (shop: Shop) => shop.write((tx) => tx.select().from(recoveries));
const reasonsOf = async (shop: Shop) =>
  (await shop.write((tx) => tx.select().from(decisions))).map(({ reason }) => reason);
const cartOf = async (shop: Shop, id: string) =>
  (await shop.write((tx) => tx.select().from(carts).where(eq(carts.id, id))))[0];

describe('a sweep', () => {
  test('starts one recovery for a due cart, and remembers it on the cart', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    const cart = await shop.cart({ customerId: await shop.customer() });
    await sweepCarts(systemOfRecord, sweepNow());
    const [recovery] = await recoveriesOf(shop);
    expect(recovery).toMatchObject({ cartId: cart.id, stage: 'starting', n: 1, campaignId: shop.campaignId });
    expect(recovery?.abandonedAt).toEqual(cart.abandonAt);
    expect(await cartOf(shop, cart.id)).toMatchObject({
      abandonAt: null,
      activeRecoveryId: recovery?.id,
      recoveries: 1,
    });
  });

  test('leaves carts alone that are not due yet', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    const abandonAt = new Date(Date.now() + hourMs);
    await shop.cart({ customerId: await shop.customer(), abandonAt });
    const { nextDueAt } = await sweepCarts(systemOfRecord, sweepNow());
    expect(await recoveriesOf(shop)).toEqual([]);
    expect(nextDueAt).toBeLessThanOrEqual(abandonAt.getTime());
  });

  test('run several times at once starts one recovery for each customer (I3)', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    for (let person = 0; person < 10; person++) await shop.cart({ customerId: await shop.customer() });
    const sweeps = Array.from({ length: 6 }, () => sweepCarts(systemOfRecord, { nowMs: Date.now(), limit: 3 }));
    await Promise.all(sweeps);
    await sweepCarts(systemOfRecord, sweepNow());
    expect(await recoveriesOf(shop)).toHaveLength(10);
  });

  test('of two carts of one customer wins back the one touched last (I3)', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    const customerId = await shop.customer();
    await shop.cart({ customerId });
    const newer = await shop.cart({ customerId, lastActivityAt: new Date(Date.now() - 1.5 * hourMs) });
    await sweepCarts(systemOfRecord, sweepNow());
    expect((await recoveriesOf(shop)).map(({ cartId }) => cartId)).toEqual([newer.id]);
    expect(await reasonsOf(shop)).toEqual(['superseded']);
  });

  test('tells an older recovery once that a newer cart took over, however long it needs to end', async ({
    systemOfRecord,
    newShop,
  }) => {
    const shop = await newShop();
    const customerId = await shop.customer();
    await shop.recovery(await shop.cart({ customerId, abandonAt: null }));
    const newer = await shop.cart({ customerId, lastActivityAt: new Date(Date.now() - 1.5 * hourMs) });
    const signals = () => shop.write((tx) => tx.select().from(signalOutbox));
    await sweepCarts(systemOfRecord, sweepNow());
    expect((await signals()).map(({ signal }) => signal)).toEqual([{ kind: 'superseded' }]);

    // Delivered, but a message on its way keeps the older recovery from ending.
    await shop.write((tx) => tx.delete(signalOutbox));
    await sweepCarts(systemOfRecord, { nowMs: Date.now() + 60_000, limit: everything });
    expect(await signals()).toEqual([]);

    const ended = { endedAt: new Date(), stage: 'ended', outcome: 'stopped', reason: 'superseded' } as const;
    await shop.write((tx) => tx.update(recoveries).set(ended));
    await sweepCarts(systemOfRecord, { nowMs: Date.now() + 120_000, limit: everything });
    expect((await shop.openRecoveries()).map(({ cartId }) => cartId)).toEqual([newer.id]);
  });

  test('starts the same cart again only after the cool-down (I4)', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop({ coolDownMs: 24 * hourMs });
    const customerId = await shop.customer();
    const endedAt = new Date(Date.now() - hourMs);
    await shop.recovery(await shop.cart({ customerId, abandonAt: null }), {
      stage: 'ended',
      outcome: 'completed',
      reason: 'no_touch_left',
      endedAt,
    });
    const cart = await shop.cart({ customerId });
    await sweepCarts(systemOfRecord, sweepNow());
    expect(await reasonsOf(shop)).toEqual(['cool_down']);
    await shop.write((tx) => tx.update(carts).set({ abandonAt: new Date() }).where(eq(carts.id, cart.id)));
    await sweepCarts(systemOfRecord, { nowMs: Date.now() + 24 * hourMs, limit: everything });
    expect(await shop.openRecoveries()).toHaveLength(1);
  });

  test.for([
    ['nobody known behind the cart', 'anonymous', { email: null, anonymousId: 'a' }],
    ['an address on no channel of the campaign', 'no_reachable_channel', { email: null, phone: '+15550001111' }],
    ['no consent', 'no_consent', { consents: [] }],
  ] as const)('counts a cart with %s and starts nothing', async ([, reason, person], { systemOfRecord, newShop }) => {
    const shop = await newShop();
    await shop.cart({ customerId: await shop.customer(person) });
    await sweepCarts(systemOfRecord, sweepNow());
    expect(await recoveriesOf(shop)).toEqual([]);
    expect(await reasonsOf(shop)).toEqual([reason]);
  });

  test('counts a customer whose every address is suppressed, by the same hash that suppresses them', async ({
    systemOfRecord,
    newShop,
  }) => {
    const shop = await newShop();
    const { storeId } = shop;
    const customerId = await shop.customer({ email: 'bounced@shopper.example' });
    const hash = addressHash('bounced@shopper.example');
    await shop.write((tx) =>
      tx.insert(suppressions).values({ storeId, channel: 'email', addressHash: hash, cause: 'bounce' }),
    );
    await shop.cart({ customerId });
    await sweepCarts(systemOfRecord, sweepNow());
    expect(await reasonsOf(shop)).toEqual(['suppressed']);
  });

  test('counts a complaint about one address against all of the channel, and a bounce against that address only', async ({
    systemOfRecord,
    newShop,
  }) => {
    const causes = ['complaint', 'bounce'] as const;
    const reached = causes.map(async (cause) => {
      const shop = await newShop();
      const { storeId } = shop;
      const customerId = await shop.customer({ email: 'old@shopper.example' });
      await shop.write(async (tx) => {
        const value = 'new@shopper.example';
        await tx
          .insert(identities)
          .values({ storeId, kind: 'email', value, customerId, addressHash: addressHash(value) });
        const hash = addressHash('old@shopper.example');
        await tx.insert(suppressions).values({ storeId, channel: 'email', addressHash: hash, cause });
      });
      await shop.cart({ customerId });
      await sweepCarts(systemOfRecord, sweepNow());
      const check = await shop.write((tx) => checkAddress(tx, { storeId, customerId, channel: 'email' }));
      return [await reasonsOf(shop), check];
    });
    expect(await Promise.all(reached)).toEqual([
      [['suppressed'], { kind: 'suppressed' }],
      [[], { kind: 'usable', address: 'new@shopper.example' }],
    ]);
  });

  test('starts nothing for a customer who bought on another of their devices', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    const { storeId } = shop;
    const customerId = await shop.customer();
    await shop.write((tx) => tx.insert(identities).values({ storeId, kind: 'anonymous', value: 'tablet', customerId }));
    await shop.cart({ customerId, anonymousId: 'phone' });
    await shop.order({ anonymousId: 'tablet' });
    await sweepCarts(systemOfRecord, sweepNow());
    expect(await recoveriesOf(shop)).toEqual([]);
    expect(await reasonsOf(shop)).toEqual(['purchased_before']);
  });

  test('never mixes two stores that know the same customer', async ({ systemOfRecord, newShop }) => {
    const email = 'same@shopper.example';
    const [reachable, silent] = [await newShop(), await newShop()];
    await reachable.cart({ customerId: await reachable.customer({ email }) });
    await silent.cart({ customerId: await silent.customer({ email, consents: [] }) });
    await sweepCarts(systemOfRecord, sweepNow());
    expect(await recoveriesOf(reachable)).toHaveLength(1);
    expect(await recoveriesOf(silent)).toEqual([]);
    const foreign = and(eq(identities.storeId, silent.storeId), eq(identities.kind, 'email'));
    expect(await reachable.write((tx) => tx.select().from(identities).where(foreign))).toEqual([]);
  });
});
