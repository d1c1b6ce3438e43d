import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventSchema } from '../../events/event.ts';
import { dataDir, hasData } from '../../test/data-dir.ts';
import { foldEvents } from '../../test/fold-oracle.ts';
import { createSeededRandom } from '../traffic/seeded-random.ts';
import { groupOrders } from './group-orders.ts';
import { formatOf } from './open-rows.ts';
import { gapMsMax, readClicks, surveyClicks } from './read-clicks.ts';
import { reordering, type ScheduledSend } from './reordering.ts';
import { toEvents } from './to-events.ts';

const folder = mkdtempSync(join(tmpdir(), 'replay-'));
const header = 'event_time,event_type,product_id,price,user_id,user_session';

async function scheduledSendsOf(
  paths: readonly string[],
  how = { shuffleWithinMs: 0, resendShare: 0 },
): Promise<{ scheduledSends: ScheduledSend[]; spanMs: number; cutMs: number }> {
  const survey = await surveyClicks(
    await Promise.all(paths.map(async (path) => ({ path, format: await formatOf(path, undefined) }))),
  );
  const events = toEvents(groupOrders(readClicks(survey)), {
    run: 'r',
    wallMsOf: (traceMs) => Date.UTC(2026, 0, 1) + traceMs,
  });
  const scheduledSends: ScheduledSend[] = [];
  for await (const scheduledSend of reordering(events, { ...how, random: createSeededRandom(1) }))
    scheduledSends.push(scheduledSend);
  return { scheduledSends, spanMs: survey.spanMs, cutMs: survey.cutMs };
}
function fileOf(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${[header, ...lines].join('\n')}\n`);
  return path;
}
const eventsOf = async (name: string, lines: readonly string[]) =>
  (await scheduledSendsOf([fileOf(name, lines)])).scheduledSends.map(({ event }) => event);

describe('a trace made of a recording', () => {
  test('purchase rows of one user, session and second are one order that takes their lines', async () => {
    const events = await eventsOf('order.csv', [
      '2026-01-01 10:00:00 UTC,cart,a,2.50,7,s',
      '2026-01-01 10:00:01 UTC,cart,a,2.50,7,s',
      '2026-01-01 10:00:05 UTC,purchase,a,2.50,7,s',
      '2026-01-01 10:00:05 UTC,purchase,a,2.50,7,s',
      '2026-01-01 10:00:05 UTC,purchase,b,1.00,7,s',
      '2026-01-01 10:00:05 UTC,purchase,c,9.00,8,t',
    ]);
    const orders = events.filter((event) => event.type === 'order_placed');
    expect(orders).toMatchObject([
      {
        lines: [
          { productId: 'a', quantity: 2 },
          { productId: 'b', quantity: 1 },
        ],
        totalMinor: 600,
      },
      { lines: [{ productId: 'c', quantity: 1 }], totalMinor: 900 },
    ]);
    expect(foldEvents(events).get('r-cart-7')).toEqual({ lines: new Map(), valueMinor: 0, status: 'purchased' });
  });

  test('some known visitors also buy something else without a cart, ten minutes after their first touch of one', async () => {
    const minutes = (minute: number, user: number) =>
      `2026-01-01 1${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}:00 UTC,cart,a,2.50,${user},s${user}`;
    const adds = Array.from({ length: 100 }, (_, user) => minutes(Math.floor(user / 10), user));
    const events = await eventsOf('elsewhere.csv', [...adds, minutes(40, 1)]);
    const elsewhere = events.filter((event) => event.type === 'order_placed' && event.cartId === undefined);
    expect(elsewhere.length).toBeGreaterThan(2);
    for (const order of elsewhere) {
      const first = events.find(({ type, who }) => type === 'line_added' && who.anonymousId === order.who.anonymousId);
      expect(Date.parse(order.occurredAt) - Date.parse(first?.occurredAt ?? '')).toBe(600_000);
      expect(eventSchema.safeParse(order).success).toBe(true);
    }
  });

  test('the next recording follows at once, and silence is cut', async () => {
    const march = fileOf('march.csv', [
      '2026-03-01 10:00:00 UTC,view,a,1.00,7,s',
      '2026-03-01 22:00:00 UTC,view,a,1.00,7,s',
    ]);
    const january = fileOf('january.csv', [
      '2026-01-01 10:00:00 UTC,view,a,1.00,7,s',
      '2026-01-01 10:00:07 UTC,view,a,1.00,7,s',
    ]);
    const { spanMs, cutMs } = await scheduledSendsOf([march, january]);
    expect(spanMs).toBe(gapMsMax + 7_000);
    expect(cutMs).toBe(12 * 3_600_000 - gapMsMax);
  });

  test('rows in reordering are told in the order of time', async () => {
    const events = await eventsOf('reordering.csv', [
      '2026-01-01 10:00:09 UTC,remove_from_cart,a,1.00,7,s',
      '2026-01-01 10:00:00 UTC,cart,a,1.00,7,s',
    ]);
    expect(events.filter(({ type }) => type.startsWith('line_')).map(({ type }) => type)).toEqual([
      'line_added',
      'line_removed',
    ]);
  });

  test('shuffling and resending lose nothing and change no cart', async () => {
    const lines = Array.from(
      { length: 200 },
      (_, second) =>
        `2026-01-01 10:0${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')} UTC,${second % 3 === 2 ? 'remove_from_cart' : 'cart'},p${second % 7},1.00,${second % 5},s`,
    );
    const path = fileOf('shuffle.csv', lines);
    const [calm, rough] = [
      await scheduledSendsOf([path]),
      await scheduledSendsOf([path], { shuffleWithinMs: 60_000, resendShare: 0.1 }),
    ];
    expect(rough.scheduledSends.map(({ event }) => event.id)).not.toEqual(
      calm.scheduledSends.map(({ event }) => event.id),
    );
    expect(rough.scheduledSends.filter(({ again }) => again).length).toBeGreaterThan(10);
    expect(foldEvents(rough.scheduledSends.map(({ event }) => event))).toEqual(
      foldEvents(calm.scheduledSends.map(({ event }) => event)),
    );
    const leaves = rough.scheduledSends.map(({ leavesMs }) => leavesMs);
    expect(leaves).toEqual([...leaves].sort((a, b) => a - b));
  });
});

describe.skipIf(!hasData('clickstream'))('the recordings of real shops (CART_DATA_DIR)', () => {
  test.each([
    ['cosmetics', ['cosmetics_2022_oct.csv', 'cosmetics_2022_nov.csv', 'cosmetics_2022_dec.csv'], 18],
    ['RetailRocket', ['retailrocket_visitors.csv'], 13],
  ])('%s: every event is one that the endpoint takes, and every id is its own', async (_, names, orders) => {
    const { scheduledSends } = await scheduledSendsOf(names.map((name) => resolve(dataDir, 'clickstream', name)));
    const refused = scheduledSends.filter(({ event }) => !eventSchema.safeParse(event).success);
    expect(refused).toEqual([]);
    expect(new Set(scheduledSends.map(({ event }) => event.id)).size).toBe(scheduledSends.length);
    const own = scheduledSends.filter(({ event }) => event.type === 'order_placed' && event.cartId !== undefined);
    expect(own).toHaveLength(orders);
  });
});
