import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, onTestFinished } from 'vitest';
import { usage, usageMarks, usageSent } from '../../../db/postgres/schema/index.ts';
import { type Database, rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { dayMs, hourMs } from '../../../domain/duration.ts';
import { slotMs, slotOf } from '../../../domain/metering/meter.ts';
import type { Shop } from '../../../test/shop-factory.ts';
import { test } from '../../../test/system-of-record.ts';
import { setPlan } from '../../state/usage/plans.ts';
import { markName } from './closed-until.ts';
import { exportToStripe } from './export-to-stripe.ts';

const start = slotOf(Date.now());
const moods = ['takes', 'loses the answer', 'is down', 'wants another key', 'breaks'] as const;
type Mood = (typeof moods)[number];

/** Stripe as its documents say it is: takes an identifier once within 24 hours, and nothing older than 35 days. */
async function openStripe() {
  const clock = { nowMs: start };
  const taken: { identifier: string; value: number; event: string; customer: string; atMs: number }[] = [];
  const state: { mood: Mood } = { mood: 'takes' };
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      if (state.mood === 'is down') return void request.socket.destroy();
      if (state.mood === 'wants another key') return void response.writeHead(401).end();
      if (state.mood === 'breaks') return void response.writeHead(500).end();
      const form = new URLSearchParams(body);
      const identifier = form.get('identifier') ?? '';
      const isKnown = taken.some((one) => one.identifier === identifier && clock.nowMs - one.atMs < dayMs);
      const age = clock.nowMs - Number(form.get('timestamp')) * 1_000;
      if (age > 35 * dayMs) return void response.writeHead(400).end('{"error":{"message":"timestamp is too old"}}');
      if (isKnown)
        return void response.writeHead(400).end('{"error":{"message":"An event already exists with identifier"}}');
      const [event, customer] = [form.get('event_name') ?? '', form.get('payload[stripe_customer_id]') ?? ''];
      taken.push({ identifier, event, customer, value: Number(form.get('payload[value]')), atMs: clock.nowMs });
      if (state.mood === 'loses the answer') return void request.socket.destroy();
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    clock,
    taken,
    state,
    valuesOf: (shop: Shop) => taken.filter(({ customer }) => customer === customerOf(shop)).map(({ value }) => value),
    tell: async (database: Database) => {
      const mark = { name: markName, closedUntil: new Date(slotOf(clock.nowMs - slotMs)) };
      await withEngine(database, (tx) =>
        tx.insert(usageMarks).values(mark).onConflictDoUpdate({ target: usageMarks.name, set: mark }),
      );
      const reach = { allowLoopback: true };
      return exportToStripe(
        { database, url, key: 'rk_test', reach, now: () => clock.nowMs },
        AbortSignal.timeout(10_000),
      );
    },
  };
}

/** Rows of other tests are told as well. */
const customerOf = ({ storeId }: Shop) => `cus_${storeId.replaceAll('-', '')}`;

async function billed(database: Database, shop: Shop) {
  const actor = { kind: 'operator', storeId: null } as const;
  await setPlan(database, {
    ...{ actor, storeId: shop.storeId },
    ...{ plan: 'unlimited', billingCustomer: customerOf(shop), nowMs: Date.now() },
  });
  await withEngine(
    database,
    (tx) => rawSql(tx)`update store_plans set billed_since = to_timestamp(0) where store_id = ${shop.storeId}`,
  );
  return (quantity: number, atMs: number) =>
    withEngine(database, (tx) =>
      tx
        .insert(usage)
        .values({
          storeId: shop.storeId,
          meter: 'messages',
          channel: 'sms',
          country: 'AT',
          slot: new Date(atMs),
          quantity,
        })
        .onConflictDoUpdate({
          target: [usage.storeId, usage.meter, usage.slot, usage.channel, usage.country],
          set: { quantity },
        }),
    );
}

const statesOf = async (shop: Shop) =>
  (await shop.write((tx) => tx.select().from(usageSent).orderBy(usageSent.slot, usageSent.part))).map(
    ({ part, quantity, state }) => [part, quantity, state],
  );

describe('Stripe', () => {
  test('is told once of each closed quarter, and of what it has grown by', async ({
    systemOfRecord: database,
    newShop,
  }) => {
    const [stripe, shop] = [await openStripe(), await newShop()];
    const use = await billed(database, shop);
    await use(3, start - 3 * hourMs);
    await use(9, start);
    for (const _ of [1, 2]) await stripe.tell(database);
    expect(stripe.valuesOf(shop)).toEqual([3]);
    expect(stripe.taken[0]?.event).toBe('cart_recovery_messages');
    await use(5, start - 3 * hourMs);
    await stripe.tell(database);
    expect(stripe.valuesOf(shop)).toEqual([3, 2]);
    expect(new Set(stripe.taken.map(({ identifier }) => identifier)).size).toBe(2);
    expect(await statesOf(shop)).toEqual([
      [1, 3, 'sent'],
      [2, 2, 'sent'],
    ]);
  });

  test('that loses an answer is told again within a day, and a retry of three days later adds nothing (operations T21)', async ({
    systemOfRecord: database,
    newShop,
  }) => {
    const [stripe, soon, late] = [await openStripe(), await newShop(), await newShop()];
    const useSoon = await billed(database, soon);
    await useSoon(3, start - 3 * hourMs);
    stripe.state.mood = 'loses the answer';
    await expect(stripe.tell(database)).rejects.toThrow();
    Object.assign(stripe.state, { mood: 'takes' });
    stripe.clock.nowMs += hourMs;
    await stripe.tell(database);
    expect([stripe.valuesOf(soon), await statesOf(soon)]).toEqual([[3], [[1, 3, 'sent']]]);

    const useLate = await billed(database, late);
    await useLate(4, start - 3 * hourMs);
    stripe.state.mood = 'loses the answer';
    await expect(stripe.tell(database)).rejects.toThrow();
    Object.assign(stripe.state, { mood: 'takes' });
    stripe.clock.nowMs += 3 * dayMs;
    await stripe.tell(database);
    expect([stripe.valuesOf(late), await statesOf(late)]).toEqual([[4], [[1, 4, 'unknown']]]);
  });

  test('that takes no key for a week is told all of it afterwards', async ({ systemOfRecord: database, newShop }) => {
    const [stripe, shop] = [await openStripe(), await newShop()];
    const use = await billed(database, shop);
    for (const back of [3, 4]) await use(back, start - back * hourMs);
    stripe.state.mood = 'wants another key';
    for (const _ of [1, 2]) await expect(stripe.tell(database)).rejects.toThrow('401');
    stripe.clock.nowMs += 7 * dayMs;
    stripe.state.mood = 'takes';
    await stripe.tell(database);
    expect(stripe.valuesOf(shop).toSorted()).toEqual([3, 4]);
  });

  test('is never told of days that it takes no longer: they are kept for the bill', async ({
    systemOfRecord: database,
    newShop,
  }) => {
    const [stripe, shop] = [await openStripe(), await newShop()];
    const use = await billed(database, shop);
    await use(3, start - 36 * dayMs);
    await stripe.tell(database);
    expect([stripe.valuesOf(shop), await statesOf(shop)]).toEqual([[], [[1, 3, 'too_late']]]);
  });

  test('has what was used, whatever goes wrong between, or it is said which part of it is in doubt', async ({
    systemOfRecord: database,
    newShop,
  }) => {
    const steps = fc.array(
      fc.record({
        mood: fc.constantFrom(...moods),
        afterMs: fc.constantFrom(hourMs, 20 * hourMs, 2 * dayMs),
        more: fc.nat(3),
      }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const [stripe, shop] = [await openStripe(), await newShop()];
        const use = await billed(database, shop);
        let used = 2;
        await use(used, start - 2 * hourMs - slotMs);
        for (const { mood, afterMs, more } of [...taken, { mood: 'takes', afterMs: 0, more: 0 } as const]) {
          stripe.state.mood = mood;
          used += more;
          await use(used, start - 2 * hourMs - slotMs);
          await stripe.tell(database).catch(() => undefined);
          stripe.clock.nowMs += afterMs;
        }
        const kept = await statesOf(shop);
        const doubtful = kept
          .filter(([, , state]) => state === 'unknown')
          .reduce((sum, [, quantity]) => sum + Number(quantity), 0);
        expect(kept.reduce((sum, [, quantity]) => sum + Number(quantity), 0)).toBe(used);
        const told = stripe.valuesOf(shop).reduce((sum, value) => sum + value, 0);
        expect(told).toBeGreaterThanOrEqual(used - doubtful);
        expect(told).toBeLessThanOrEqual(used);
      }),
      { numRuns: 10 },
    );
  });
});
