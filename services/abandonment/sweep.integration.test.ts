import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { outbox } from '../../db/postgres/schema/index.ts';
import { withEngine } from '../../db/postgres/tenancy.ts';
import { createShop } from '../../test/shop-factory.ts';
import { test } from '../../test/truth.ts';
import { sweepCarts } from './sweep.ts';

test('an older recovery is told once that a newer cart took over, however long it needs to end', async ({ truth }) => {
  const shop = await createShop(truth);
  const customerId = await shop.customer();
  const older = await shop.cart({ customerId });
  await shop.recovery(older);
  await shop.cart({ customerId, lastActivityAt: new Date(), abandonAt: new Date(0) });
  const signals = () => withEngine(truth, (tx) => tx.select().from(outbox).where(eq(outbox.storeId, shop.storeId)));

  await sweepCarts(truth, { nowMs: Date.now(), limit: 1_000 });
  expect((await signals()).map(({ signal }) => signal)).toEqual([{ kind: 'superseded' }]);

  // Delivered, but a message on its way keeps the older recovery from ending.
  await withEngine(truth, (tx) => tx.delete(outbox).where(eq(outbox.storeId, shop.storeId)));
  const later = await sweepCarts(truth, { nowMs: Date.now() + 60_000, limit: 1_000 });
  expect(later.superseded).toBe(1);
  expect(await signals()).toEqual([]);
});
