import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { addressHasher } from '../../../test/address-hasher.ts';
import { test } from '../../../test/erasure-fixture.ts';
import { eventsOf } from '../../../test/event-factory.ts';
import { eventRowOf } from '../../analytics/export/event-row.ts';
import { cartIdOf } from '../../shared/ids.ts';
import { type EraseAnalytics, eraseAnalytics } from './erase-analytics.ts';

const line = { productId: 'lamp', quantity: 1 };
const patience = { timeout: 10_000, interval: 20 };

/** Somebody with an event under their device, and one of their cart without it. */
function somebody(): EraseAnalytics & { readonly rows: ReturnType<typeof eventRowOf>[] } {
  const [storeId, device] = [randomUUID(), randomUUID()];
  const event = eventsOf(storeId, { anonymousId: device });
  const rows = [
    eventRowOf(event('product_viewed', { productId: 'lamp' }), addressHasher),
    eventRowOf(event('line_added', { cartId: 'cart', line, who: { anonymousId: 'another device' } }), addressHasher),
    eventRowOf(event('product_viewed', { productId: 'bulb', who: { anonymousId: 'somebody else' } }), addressHasher),
  ];
  return { storeId, erasureId: randomUUID(), shoppers: [`a:${device}`], cartIds: [cartIdOf(storeId, 'cart')], rows };
}

test('events of all who wait go by one deletion, and nobody else’s (operations T12)', async ({
  erasing: { clickhouse },
}) => {
  const [first, ...others] = [somebody(), somebody(), somebody()];
  if (first === undefined) throw new Error('nobody');
  const all = [first, ...others];
  await clickhouse.insert({ table: 'events', values: all.flatMap(({ rows }) => rows), format: 'JSONEachRow' });
  const read = async <Row>(query: string) => (await clickhouse.query({ query, format: 'JSONEachRow' })).json<Row>();
  const deletions = () =>
    read<{ mutation_id: string }>(`select mutation_id from system.mutations where table = 'events'`);
  const before = (await deletions()).length;

  expect(await eraseAnalytics(clickhouse, first, async () => others)).toBe('asked');
  for (const erase of all)
    await vi.waitFor(async () => expect(await eraseAnalytics(clickhouse, erase)).toBe('gone'), patience);

  expect((await deletions()).length - before).toBe(1);
  const left = await read<{ shopper: string }>('select shopper from events');
  expect(left.map(({ shopper }) => shopper)).toEqual(all.map(() => 'a:somebody else'));
});
