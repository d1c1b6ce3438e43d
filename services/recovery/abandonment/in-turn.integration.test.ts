import type { Client } from '@temporalio/client';
import { describe, expect } from 'vitest';
import { carts, recoveries } from '../../../db/postgres/schema/index.ts';
import { rawSql } from '../../../db/postgres/tenancy.ts';
import { hourMs, minuteMs } from '../../../domain/duration.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { createTurns } from '../../shared/turns/plan-round.ts';
import { startRecoveries } from '../recoveries/start.ts';
import { createStartWindow } from '../recoveries/start-window.ts';
import { sweepCarts } from './sweep.ts';

const limit = 50;

/** So many anonymous carts like the given one, all due since the same moment as it is. */
async function multiply(shop: Shop, cart: typeof carts.$inferSelect, times: number): Promise<void> {
  await shop.write(async (tx) => {
    await rawSql(tx)`
      insert into carts
      select copy.* from carts c
      cross join generate_series(1, ${times - 1}::int) n
      cross join lateral jsonb_populate_record(
        c, jsonb_build_object('id', gen_random_uuid(), 'external_id', 'copy-' || n)
      ) copy
      where c.store_id = ${shop.storeId} and c.id = ${cart.id}`;
  });
}

/** Nothing of these shops is due or waits for its start any more: the next test counts its own. */
async function finish(...shops: readonly Shop[]): Promise<void> {
  for (const shop of shops)
    await shop.write(async (tx) => {
      await tx.update(carts).set({ abandonAt: null });
      await tx.update(recoveries).set({ stage: 'predicting' });
    });
}

describe('due carts are looked at in turn by store', () => {
  test("so twenty thousand of one store do not come before another's one", async ({ systemOfRecord, newShop }) => {
    const [rushing, other] = [await newShop(), await newShop()];
    const cart = await rushing.cart({ abandonAt: new Date(Date.now() - hourMs) });
    await multiply(rushing, cart, 20_000);
    await other.cart({ customerId: await other.customer(), abandonAt: new Date(Date.now() - 1) });
    const swept = await sweepCarts(systemOfRecord, { nowMs: Date.now(), limit });
    expect(swept).toMatchObject({ due: limit, started: 1, more: true });
    expect(await other.openRecoveries()).toHaveLength(1);
    await finish(rushing, other);
  });

  test('also with more stores than one sweep has places for', async ({ systemOfRecord, newShop }) => {
    const shops = [await newShop(), await newShop(), await newShop()];
    for (const shop of shops)
      for (let person = 0; person < 3; person++) await shop.cart({ customerId: await shop.customer() });
    const turns = createTurns();
    for (let round = 0; round < shops.length; round++)
      await sweepCarts(systemOfRecord, { nowMs: Date.now(), limit: 1, turns });
    for (const shop of shops) expect(await shop.openRecoveries()).toHaveLength(1);
    await finish(...shops);
  });

  test('and a store that is alone has the whole sweep', async ({ systemOfRecord, newShop }) => {
    const shop = await newShop();
    await multiply(shop, await shop.cart(), limit + 1);
    expect(await sweepCarts(systemOfRecord, { nowMs: Date.now(), limit })).toMatchObject({ due: limit, more: true });
    expect(await sweepCarts(systemOfRecord, { nowMs: Date.now(), limit })).toMatchObject({ due: 1, more: false });
  });
});

describe('recoveries are started in turn by store', () => {
  /** A Temporal that only remembers whose recoveries it was told to start. */
  function recordingTemporal() {
    const started: string[] = [];
    const start = async (_workflow: unknown, { args: [{ storeId }] }: { args: [{ storeId: string }] }) => {
      started.push(storeId);
    };
    return { started, client: { workflow: { start } } as unknown as Client };
  }

  async function waitingRecoveries(shop: Shop, count: number, createdAt = new Date()): Promise<void> {
    for (let nth = 0; nth < count; nth++)
      await shop.recovery(await shop.cart({ customerId: await shop.customer(), abandonAt: null }), {
        stage: 'starting',
        createdAt,
      });
  }

  test("so many that wait for longer do not come before another store's one", async ({ systemOfRecord, newShop }) => {
    const [rushing, other] = [await newShop(), await newShop()];
    await waitingRecoveries(rushing, 30, new Date(Date.now() - hourMs));
    await waitingRecoveries(other, 1);
    const { started, client } = recordingTemporal();
    const options = { limit: 10, concurrency: 1, turns: createTurns() };
    expect(await startRecoveries({ database: systemOfRecord, client }, options)).toMatchObject({
      started: 10,
      more: true,
    });
    expect(started.slice(0, 2).toSorted()).toEqual([rushing.storeId, other.storeId].toSorted());
    expect(await startRecoveries({ database: systemOfRecord, client }, { ...options, limit: 50 })).toMatchObject({
      started: 21,
      more: false,
    });
    const stages = await rushing.write((tx) => tx.select({ stage: recoveries.stage }).from(recoveries));
    expect(new Set(stages.map(({ stage }) => stage))).toEqual(new Set(['predicting']));
  });

  test('no more than may wait to be taken up, and each that is taken up makes room for another', async ({
    systemOfRecord,
    newShop,
  }) => {
    const [rushing, other] = [await newShop(), await newShop()];
    await waitingRecoveries(rushing, 30, new Date(Date.now() - hourMs));
    await waitingRecoveries(other, 1);
    const { started, client } = recordingTemporal();
    let nowMs = Date.now();
    const window = createStartWindow({ places: 5, now: () => nowMs });
    const start = () =>
      startRecoveries(
        { database: systemOfRecord, client },
        { limit: 10, concurrency: 1, turns: createTurns(), window },
      );
    expect(await start()).toMatchObject({ started: 5, more: true, isFull: true });
    expect(started).toContain(other.storeId);
    expect(await start()).toMatchObject({ started: 0, more: true, isFull: true });
    await other.write((tx) => tx.update(recoveries).set({ stage: 'waiting' }));
    expect(await start()).toMatchObject({ started: 1, isFull: true });
    // What waits for something else than its turn keeps nobody out for ever.
    nowMs += minuteMs;
    expect(await start()).toMatchObject({ started: 5, isFull: true });
    await finish(rushing, other);
  });
});
