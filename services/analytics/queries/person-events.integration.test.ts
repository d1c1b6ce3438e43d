import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { addressHasher } from '../../../test/address-hasher.ts';
import { test } from '../../../test/erasure-fixture.ts';
import { eventsOf, minuteAt } from '../../../test/event-factory.ts';
import { cartIdOf } from '../../shared/ids.ts';
import { eventRowOf } from '../export/event-row.ts';
import { createPersonEvents } from './person-events.ts';

const line = { productId: 'lamp', quantity: 1 };

test('what a person did is what stands under their names or in their carts, in their store, the newest first', async ({
  erasing: { clickhouse },
}) => {
  const [storeId, device] = [randomUUID(), randomUUID()];
  const [event, elsewhere] = [
    eventsOf(storeId, { anonymousId: device }),
    eventsOf(randomUUID(), { anonymousId: device }),
  ];
  const rows = [
    event('product_viewed', { productId: 'lamp', minute: 1 }),
    event('line_added', { cartId: 'cart', line, who: { anonymousId: 'another device' }, minute: 3 }),
    event('product_viewed', { productId: 'bulb', minute: 2 }),
    event('product_viewed', { productId: 'theirs', who: { anonymousId: 'somebody else' }, minute: 2 }),
    elsewhere('product_viewed', { productId: 'elsewhere', minute: 2 }),
  ].map((one) => eventRowOf(one, addressHasher));
  await clickhouse.insert({ table: 'events', values: rows, format: 'JSONEachRow' });
  const read = createPersonEvents({ clickhouse });
  const asked = { storeId, shoppers: [`a:${device}`], cartIds: [cartIdOf(storeId, 'cart')] };

  const found = await read({ ...asked, limit: 10 });
  expect(found.map(({ type, productIds }) => [type, ...productIds])).toEqual([
    ['line_added', 'lamp'],
    ['product_viewed', 'bulb'],
    ['product_viewed', 'lamp'],
  ]);
  expect(found[2]).toMatchObject({ occurredAt: new Date(minuteAt(1)), cartId: null, orderId: null });
  expect(await read({ ...asked, limit: 2 })).toEqual(found.slice(0, 2));
  expect(await read({ ...asked, shoppers: [], cartIds: [], limit: 10 })).toEqual([]);
});
