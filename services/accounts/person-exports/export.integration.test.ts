import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { customers, suppressions } from '../../../db/postgres/schema/index.ts';
import { system } from '../../../domain/actor.ts';
import { shopperOf } from '../../../events/shopper-key.ts';
import { addressHash, addressHasher } from '../../../test/address-hasher.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { ServiceError } from '../../shared/service-error.ts';
import { exportPerson, type PersonExport } from './export.ts';
import type { ReadPersonEvents } from './person-events.ts';

const email = 'ada@shopper.example';
const nowMs = Date.parse('2026-11-27T12:00:00Z');

/** A person with a cart that was left, a recovery and a message with its link. */
async function written(shop: Shop, address: string): Promise<{ readonly customerId: string; readonly cartId: string }> {
  const customerId = await shop.customer({ email: address });
  const cart = await shop.cart({ customerId });
  await shop.sentMessage(cart, await shop.recovery(cart));
  return { customerId, cartId: cart.id };
}

const tableOf = ({ tables }: PersonExport, name: string) => tables.find(({ table }) => table === name);

describe('everything that is held of a person', () => {
  test('is what hangs on them, and nothing of anybody else', async ({ systemOfRecord, newShop }) => {
    const [shop, other] = [await newShop(), await newShop()];
    const { storeId } = shop;
    const { customerId, cartId } = await written(shop, email);
    await written(shop, 'bob@shopper.example');
    await written(other, email);
    await shop.write((tx) =>
      tx
        .insert(suppressions)
        .values({ storeId, id: randomUUID(), channel: 'sms', addressHash: addressHash(email), cause: 'bounce' }),
    );
    const held = await exportPerson({ database: systemOfRecord }, { actor: system, storeId, customerId, nowMs });
    expect(tableOf(held, 'carts')?.rows).toEqual([expect.objectContaining({ id: cartId, customer_id: customerId })]);
    expect(tableOf(held, 'identities')?.rows).toContainEqual(expect.objectContaining({ value: email }));
    for (const table of ['customers', 'recoveries', 'messages', 'suppressions'])
      expect(tableOf(held, table)?.rows, table).toHaveLength(1);
    for (const link of tableOf(held, 'links')?.rows ?? [])
      expect(link).toEqual(expect.not.objectContaining({ token_hash: expect.anything() }));
    expect(tableOf(held, 'links')?.rows).not.toEqual([]);
    expect(JSON.stringify(held)).not.toContain('bob@shopper.example');
    expect(tableOf(held, 'carts')).toMatchObject({
      cut: false,
      why: expect.stringMatching(/./),
      kept: expect.stringMatching(/./),
    });
  });

  test('has what they did under each id that turned out to be theirs', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    const { storeId } = shop;
    const [first, second] = [await written(shop, email), await written(shop, 'ada@work.example')];
    await shop.write((tx) =>
      tx.insert(customers).values({ storeId, id: randomUUID(), externalId: 'c-3', mergedInto: first.customerId }),
    );
    const before = await exportPerson(
      { database: systemOfRecord },
      { actor: system, storeId, customerId: first.customerId, nowMs },
    );
    expect(tableOf(before, 'customers')?.rows).toHaveLength(2);
    expect(JSON.stringify(before)).not.toContain(second.cartId);
  });

  test('has what analytics keeps of them, asked for by their names and carts', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    const { storeId } = shop;
    const { customerId, cartId } = await written(shop, email);
    const asked: unknown[] = [];
    const readEvents: ReadPersonEvents = async (person) => {
      asked.push(person);
      return [];
    };
    const held = await exportPerson(
      { database: systemOfRecord, readEvents },
      { actor: system, storeId, customerId, nowMs },
    );
    expect(held.events).toEqual({ rows: [], cut: false });
    expect(asked).toEqual([
      {
        storeId,
        shoppers: expect.arrayContaining([shopperOf({ email }, addressHasher)]),
        cartIds: [cartId],
        limit: expect.any(Number),
      },
    ]);
    const without = await exportPerson({ database: systemOfRecord }, { actor: system, storeId, customerId, nowMs });
    expect(without.events).toBeNull();
  });

  test('is not given by half while analytics is away', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    const { customerId } = await written(shop, email);
    const readEvents: ReadPersonEvents = () => Promise.reject(new ServiceError('unavailable', 'Analytics is away.'));
    await expect(
      exportPerson(
        { database: systemOfRecord, readEvents },
        { actor: system, storeId: shop.storeId, customerId, nowMs },
      ),
    ).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('is asked for in vain of somebody whom the store does not know', async ({ systemOfRecord, newShop }) => {
    const [shop, other] = [await newShop(), await newShop()];
    const { customerId } = await written(other, email);
    await expect(
      exportPerson({ database: systemOfRecord }, { actor: system, storeId: shop.storeId, customerId, nowMs }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});
