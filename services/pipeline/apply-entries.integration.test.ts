import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { carts, customers, deadLetters, orders } from '../../db/postgres/schema/index.ts';
import { type Database, withPipeline, withStore } from '../../db/postgres/tenancy.ts';
import type { CartLine } from '../../domain/cart-lines.ts';
import type { AcceptedEvent } from '../../events/event.ts';
import type { LogEntry } from '../../events/event-log.ts';
import { eventsOf } from '../../test/event-factory.ts';
import { foldEvents } from '../../test/fold-oracle.ts';
import { createShop } from '../../test/shop-factory.ts';
import { test } from '../../test/system-of-record.ts';
import { OffsetConflictError, readOffset } from '../journal/consumer-offsets.ts';
import { createStoreThresholdsCache } from '../state/stores/idle-thresholds.ts';
import { applyEntries } from './apply-entries.ts';

const line = { productId: 'p', quantity: 1, unitPriceMinor: 500 };

describe('entries of the log', () => {
  test('have their effects once, and the position moves with them', async ({ systemOfRecord: database }) => {
    const { event, apply, position, lines } = await openConsumer(database);
    await apply(null, entry('1-0', event('line_added', { cartId: 'c', line })));
    expect(await position()).toBe('1-0');
    await expect(apply(null, entry('1-0', event('line_added', { cartId: 'c', line })))).rejects.toThrow(
      OffsetConflictError,
    );
    expect(await lines()).toMatchObject([{ quantity: 1 }]);
    await apply('1-0', entry('2-0', event('line_added', { cartId: 'c', line })));
    expect(await lines()).toMatchObject([{ quantity: 2 }]);
  });

  test('applied by several consumers at once have their effects once', async ({ systemOfRecord: database }) => {
    const { event, apply, lines } = await openConsumer(database);
    const one = entry('1-0', event('line_added', { cartId: 'c', line }));
    const outcomes = await Promise.allSettled([apply(null, one), apply(null, one), apply(null, one)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await lines()).toMatchObject([{ quantity: 1 }]);
  });

  test('whose transaction is cut off leave nothing behind, and come again whole', async ({
    systemOfRecord: database,
  }) => {
    const { storeId, event, apply, position, lines } = await openConsumer(database);
    const one = entry(
      '1-0',
      event('line_added', { cartId: 'c', line, who: { email: 'a@shop.example' } }),
      event('order_placed', { orderId: 'o', totalMinor: 1, currency: 'EUR' }),
    );
    await expect(apply(null, one, { cut: true })).rejects.toThrow('cut off');
    expect(await position()).toBeNull();
    for (const table of [carts, customers, orders])
      expect(await withStore(database, storeId, (tx) => tx.select().from(table))).toEqual([]);
    await apply(null, one);
    expect(await lines()).toMatchObject([{ quantity: 1 }]);
  });

  test('with an event that cannot be applied put that one aside and apply all others', async ({
    systemOfRecord: database,
  }) => {
    const { storeId, event, apply, position } = await openConsumer(database);
    const good = Array.from({ length: 20 }, (_, index) => event('line_added', { cartId: `c${index}`, line }));
    // No text in PostgreSQL can hold a zero byte.
    const poison = event('line_added', { id: 'poison', cartId: 'bad\u0000cart', line });
    const applied = await apply(null, entry('1-0', ...good.slice(0, 7), poison, ...good.slice(7)));
    expect(await position()).toBe('1-0');
    expect(applied.batches.flatMap((batch) => batch.applied)).toHaveLength(20);
    expect(
      await withStore(database, storeId, (tx) => tx.select({ externalId: carts.externalId }).from(carts)),
    ).toHaveLength(20);
    expect(await withStore(database, storeId, (tx) => tx.select().from(deadLetters))).toMatchObject([
      { eventId: 'poison', position: '1-0' },
    ]);
  });

  test('in any order, repeated and in any portions end in what an independent fold says', async ({
    systemOfRecord: database,
  }) => {
    const arrivals = fc.array(story, { minLength: 1, maxLength: 40 }).chain((stories) =>
      fc.record({
        stories: fc.constant(stories),
        order: fc.shuffledSubarray([...stories.keys(), ...stories.keys()], { minLength: stories.length }),
        portion: fc.integer({ min: 1, max: 9 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(arrivals, async ({ stories, order, portion }) => {
        const { storeId, event, apply } = await openConsumer(database);
        const all = stories.map((make, index) => make(event, index));
        const told = [...order, ...stories.keys()].flatMap((index) => all[index] ?? []);
        // An order without lines took what was there when it arrived: where there is one, the rest comes in its order.
        const isOrdered = all.some(({ type }) => type === 'order_placed');
        const arrived = stampedOnArrival(isOrdered ? told.toSorted(byTimeThenId) : told);
        let after: string | null = null;
        for (let start = 0; start < arrived.length; start += portion) {
          const position = `${start + 1}-0`;
          await apply(after, entry(position, ...arrived.slice(start, start + portion)));
          after = position;
        }
        const rows = await withStore(database, storeId, (tx) => tx.select().from(carts));
        const kept = new Map(
          rows.map((row) => [
            row.externalId,
            {
              lines: quantities(row.lines),
              valueMinor: row.valueMinor,
              status: row.status,
            },
          ]),
        );
        expect(kept).toEqual(foldEvents(arrived));
      }),
      { numRuns: 25 },
    );
  });
});

function quantities(lines: readonly CartLine[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { productId, quantity } of lines) sums.set(productId, (sums.get(productId) ?? 0) + quantity);
  return sums;
}

function byTimeThenId(a: AcceptedEvent, b: AcceptedEvent): number {
  return Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || (a.id < b.id ? -1 : 1);
}

/** The endpoint stamps what comes in with its own clock: later than what came before, and than when it happened. */
function stampedOnArrival(arrived: readonly AcceptedEvent[]): readonly AcceptedEvent[] {
  const stamped = new Map<string, AcceptedEvent>();
  let newest = 0;
  return arrived.map((event) => {
    newest = Math.max(newest, Date.parse(event.occurredAt));
    const known = stamped.get(event.id) ?? { ...event, receivedAt: newest };
    stamped.set(event.id, known);
    return known;
  });
}

type MakeEvent = ReturnType<typeof eventsOf>;

const cartId = fc.constantFrom('c1', 'c2');
const product = fc.constantFrom('p', 'q');
const minute = fc.integer({ min: 0, max: 30 });
const quantity = fc.integer({ min: 1, max: 3 });
const price = fc.constantFrom(500, 650, undefined);
const lineOf = fc
  .record({ productId: product, quantity, unitPriceMinor: price })
  .map(({ unitPriceMinor, ...rest }) => (unitPriceMinor === undefined ? rest : { ...rest, unitPriceMinor }));

/** Something that happens to one of two carts; its id is its number, so that a repetition is the same event. */
const story: fc.Arbitrary<(event: MakeEvent, index: number) => AcceptedEvent> = fc.oneof(
  fc
    .record({ cartId, line: lineOf, minute })
    .map((draft) => (event: MakeEvent, index: number) => event('line_added', { ...draft, id: name(index) })),
  fc
    .record({ cartId, productId: product, quantity, minute })
    .map((draft) => (event: MakeEvent, index: number) => event('line_removed', { ...draft, id: name(index) })),
  fc
    .record({ cartId, lines: fc.uniqueArray(lineOf, { maxLength: 2, selector: ({ productId }) => productId }), minute })
    .map((draft) => (event: MakeEvent, index: number) => event('cart_updated', { ...draft, id: name(index) })),
  fc
    .record({ cartId, minute })
    .map(
      (draft) => (event: MakeEvent, index: number) =>
        event('order_placed', { ...draft, id: name(index), orderId: `o${index}`, totalMinor: 1, currency: 'EUR' }),
    ),
  fc
    .record({ cartId, minute })
    .map(
      (draft) => (event: MakeEvent, index: number) =>
        event('order_pending', { ...draft, id: name(index), orderId: `o${index}`, totalMinor: 1, currency: 'EUR' }),
    ),
  fc
    .record({ cartId, minute })
    .map(
      (draft) => (event: MakeEvent, index: number) =>
        event('order_failed', { ...draft, id: name(index), orderId: `o${index}` }),
    ),
);

function name(index: number): string {
  return `e${String(index).padStart(3, '0')}`;
}

function entry(position: string, ...events: AcceptedEvent[]): LogEntry {
  return { position, events };
}

/** A consumer of its own on a fresh store. */
async function openConsumer(database: Database) {
  const shop = await createShop(database);
  const { storeId } = shop;
  const id = `test-${randomUUID()}/0`;
  const storeThresholds = createStoreThresholdsCache();
  return {
    storeId,
    event: eventsOf(storeId),
    apply: (after: string | null, one: LogEntry, { cut = false } = {}) =>
      applyEntries({ database: cut ? cutOff(database) : database, storeThresholds }, { id, after, entries: [one] }),
    position: () => withPipeline(database, (tx) => readOffset(tx, id)),
    lines: async () =>
      (await withStore(database, storeId, (tx) => tx.select({ lines: carts.lines }).from(carts)))[0]?.lines,
  };
}

/** A database whose transactions do all their work and are then lost before the commit, as in a crash. */
function cutOff(database: Database): Pick<Database, 'engine'> {
  const engine = Object.create(database.engine) as Database['engine'];
  engine.transaction = (work) =>
    database.engine.transaction(async (tx) => {
      await work(tx);
      throw Object.assign(new Error('cut off'), { code: 'ECONNRESET' });
    });
  return { engine };
}
