import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventSchema } from '../events/event.ts';
import { dataDir, hasData } from '../test/data-dir.ts';
import { productsMax } from './product-counts.ts';
import {
  type ActivityEvent,
  addToActivity,
  emptyActivity,
  type ShoppingActivity,
  sessionGapMs,
} from './shopping-activity.ts';

const visitorsPath = ['clickstream', 'retailrocket_visitors.csv'];
const second = 1_000;
const fold = (events: readonly ActivityEvent[]): ShoppingActivity => events.reduce(addToActivity, emptyActivity);
const view = (atMs: number, productId = 'shoe'): ActivityEvent => ({ type: 'product_viewed', atMs, productId });
const add = (atMs: number, productId = 'shoe'): ActivityEvent => ({ type: 'line_added', atMs, line: { productId } });

describe('a session', () => {
  test('goes on while the shopper is away for no longer than the gap', () => {
    const activity = fold([view(0), view(sessionGapMs)]);
    expect(activity).toMatchObject({ previousSessions: 0, session: { startedAtMs: 0, productViews: 2 } });
  });

  test('ends when the shopper was away for longer, and its counters start anew', () => {
    const activity = fold([view(0), view(second), view(sessionGapMs + 2 * second)]);
    expect(activity).toMatchObject({ previousSessions: 1, session: { productViews: 1, productViewMs: 0 } });
  });

  test('counts the time between a product view and the next event as time on product pages', () => {
    const activity = fold([view(0), view(20 * second), add(50 * second), view(90 * second)]);
    expect(activity.session?.productViewMs).toBe(50 * second);
  });

  test('is not extended by what happens on the side of the shop', () => {
    const activity = fold([
      view(0),
      { type: 'order_paid', atMs: second },
      { type: 'consent_updated', atMs: 2 * second },
    ]);
    expect(activity.session).toMatchObject({ lastEventAtMs: 0, eventCount: 1 });
  });

  test('counts a late event without splitting time that was counted', () => {
    const inOrder = fold([view(0), view(10 * second), view(30 * second)]);
    const late = fold([view(0), view(30 * second), view(10 * second)]);
    expect(late.session).toEqual(inOrder.session);
  });

  test('does not change by an event of a session that is over', () => {
    const now = fold([view(10 * sessionGapMs)]);
    expect(addToActivity(now, view(0)).session).toEqual(now.session);
  });
});

describe('a cart', () => {
  test('remembers when it was begun, last changed and taken to the checkout', () => {
    const lines = [{ productId: 'shoe' }];
    const activity = fold([
      add(5),
      { type: 'line_removed', atMs: 7 },
      { type: 'checkout_started', atMs: 9, lines },
      view(11),
    ]);
    expect(activity.cart).toMatchObject({
      changes: 3,
      removals: 1,
      firstChangeAtMs: 5,
      lastChangeAtMs: 9,
      eventsAfterFirstChange: 3,
      reachedCheckout: true,
    });
  });

  test('is a new one after an order', () => {
    const activity = fold([add(5), { type: 'order_placed', atMs: 9 }]);
    expect(activity).toMatchObject({ previousOrders: 1, cart: { changes: 0, firstChangeAtMs: null } });
  });

  test('is not filled again by a change from before the order', () => {
    const activity = fold([{ type: 'order_placed', atMs: 9 }, add(8)]);
    expect(activity.cart.changes).toBe(0);
  });

  test('keeps what was put into it after an order that comes to be known late', () => {
    const activity = fold([add(20), { type: 'order_placed', atMs: 9 }]);
    expect(activity.cart.changes).toBe(1);
  });
});

const event: fc.Arbitrary<ActivityEvent> = fc
  .record({
    atMs: fc.integer({ min: 0, max: 12 }).map((step) => step * 10 * 60 * second),
    productId: fc.constantFrom('a', 'b', 'c', 'd'),
  })
  .chain(({ atMs, productId }) =>
    fc.constantFrom<ActivityEvent>(
      { type: 'product_viewed', atMs, productId },
      { type: 'line_added', atMs, line: { productId } },
      { type: 'line_removed', atMs },
      { type: 'cart_updated', atMs, lines: [{ productId }] },
      { type: 'checkout_started', atMs, lines: [{ productId }] },
      { type: 'order_placed', atMs },
      { type: 'customer_identified', atMs },
    ),
  );

describe('whatever a shopper does', () => {
  test('events of the same moment may come in any order', () => {
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 40 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (events, lots) => {
          const inOrder = events.toSorted((a, b) => a.atMs - b.atMs);
          const drawn = events.map((each) => ({ each, lot: lots.next().value ?? 0 }));
          const shuffled = drawn.toSorted((a, b) => a.each.atMs - b.each.atMs || a.lot - b.lot).map(({ each }) => each);
          expect(fold(shuffled)).toEqual(fold(inOrder));
        },
      ),
    );
  });

  test('the counters survive a round trip through JSON and add up', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const activity = fold(events);
        expect(JSON.parse(JSON.stringify(activity))).toEqual(activity);
        const { session, cart } = activity;
        if (!session) return;
        expect(session.eventCount).toBeGreaterThanOrEqual(session.productViews);
        expect(session.viewed.reduce((sum, [, views]) => sum + views, 0)).toBe(session.productViews);
        expect(session.productViewMs).toBeLessThanOrEqual(session.lastEventAtMs - session.startedAtMs);
        expect(cart.removals).toBeLessThanOrEqual(cart.changes);
      }),
    );
  });

  test('they stay small, however many products were looked at', () => {
    const events = Array.from({ length: 1_000 }, (_, index) => view(index * second, `product-${index}`));
    const activity = fold(events);
    expect(activity.session?.viewed).toHaveLength(productsMax);
    expect(JSON.stringify(activity).length).toBeLessThan(2_500);
    expect(fold(events.map((each) => ({ ...each, atMs: 0 })).toReversed()).session?.viewed).toEqual(
      activity.session?.viewed,
    );
  });
});

test('a canonical storefront event fits with nothing but its time added', () => {
  const sent = {
    id: 'e1',
    occurredAt: '2026-01-05T10:00:00Z',
    who: { anonymousId: 'a1' },
    type: 'product_viewed',
    productId: 'shoe',
  };
  const accepted = eventSchema.parse(sent);
  const activity = addToActivity(emptyActivity, { ...accepted, atMs: Date.parse(accepted.occurredAt) });
  expect(activity.session).toMatchObject({ startedAtMs: Date.UTC(2026, 0, 5, 10), productViews: 1 });
});

describe.skipIf(!hasData(...visitorsPath))('real visitors (CART_DATA_DIR)', () => {
  test('have the sessions, views and orders that counting their rows gives', async () => {
    const rows = await readVisitors();
    for (const events of Map.groupBy(rows, ({ visitor }) => visitor).values()) {
      const ordered = events.toSorted((a, b) => a.atMs - b.atMs);
      const activity = fold(ordered.map(toActivityEvent));
      const starts = ordered.flatMap(({ atMs }, index) =>
        index === 0 || atMs - ordered[index - 1]!.atMs > sessionGapMs ? [index] : [],
      );
      const lastSession = ordered.slice(starts.at(-1));
      expect(activity.previousSessions).toBe(starts.length - 1);
      expect(activity.previousOrders).toBe(ordered.filter(({ kind }) => kind === 'transaction').length);
      expect(activity.session).toMatchObject({
        startedAtMs: lastSession[0]!.atMs,
        eventCount: lastSession.length,
        productViews: lastSession.filter(({ kind }) => kind === 'view').length,
      });
    }
  });
});

interface VisitorRow {
  readonly visitor: string;
  readonly atMs: number;
  readonly kind: string;
  readonly productId: string;
}

async function readVisitors(): Promise<VisitorRow[]> {
  const [, ...lines] = (await readFile(resolve(dataDir, ...visitorsPath), 'utf8')).trim().split('\n');
  return lines.map((line) => {
    const [atMs = '', visitor = '', kind = '', productId = ''] = line.split(',');
    return { visitor, atMs: Number(atMs), kind, productId };
  });
}

function toActivityEvent({ atMs, kind, productId }: VisitorRow): ActivityEvent {
  if (kind === 'view') return view(atMs, productId);
  return kind === 'addtocart' ? add(atMs, productId) : { type: 'order_placed', atMs };
}
