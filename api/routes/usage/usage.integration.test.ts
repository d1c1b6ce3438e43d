import { randomUUID } from 'node:crypto';
import { desc } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { auditLog, priceVersions, usage, usageMarks } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { hourMs } from '../../../domain/duration.ts';
import { slotOf } from '../../../domain/metering/meter.ts';
import { markName } from '../../../services/analytics/usage/closed-until.ts';
import { holdQuota } from '../../../services/ingest/events/hold-quota.ts';
import { noQuotas } from '../../../services/state/usage/quotas.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';

const event = (type: string, change: object = {}) => ({
  ...{ id: randomUUID(), type, occurredAt: new Date().toISOString(), who: { anonymousId: 'visitor-1' } },
  ...change,
});
const cartUpdate = (cartId: string) => event('cart_updated', { cartId, currency: 'EUR', lines: [] });
const purchase = () => event('order_placed', { orderId: randomUUID(), totalMinor: 5, currency: 'EUR' });

/** Usage of a store long enough ago to be closed, in this month or the one before. */
async function used(api: ApiFixture, storeId: string, rows: readonly Partial<typeof usage.$inferInsert>[]) {
  const slot = new Date(slotOf(Date.now() - 3 * hourMs));
  const mark = { name: markName, closedUntil: new Date(slotOf(Date.now())) };
  await withEngine(api.database, async (tx) => {
    await tx
      .insert(usage)
      .values(rows.map((row) => ({ storeId, meter: 'messages', slot, quantity: 1, ...row }) as const));
    await tx.insert(usageMarks).values(mark).onConflictDoUpdate({ target: usageMarks.name, set: mark });
  });
  return slot.toISOString().slice(0, 7);
}

const setPlan = (api: ApiFixture, storeId: string, body: object, key = api.adminKey) =>
  api.call(`/v1/stores/${storeId}/plan`, { method: 'PUT', key, body });

describe('usage', () => {
  test('of a store that nobody gave a plan has no limits, and shows every meter and day', async ({ api }) => {
    const { id, key } = await api.newStore();
    const period = await used(api, id, [{ channel: 'sms', country: 'AT', quantity: 3 }, { channel: 'email' }]);
    const { status, json } = await api.call(`/v1/usage?period=${period}`, { key });
    expect([status, json.plan, json.period]).toEqual([200, 'unlimited', period]);
    const [messages] = json.meters.filter(({ meter }: { meter: string }) => meter === 'messages');
    expect(messages).toMatchObject({ quantity: 4, limit: null, state: 'under' });
    expect(messages.parts).toEqual([
      { channel: 'sms', country: 'AT', quantity: 3 },
      { channel: 'email', country: null, quantity: 1 },
    ]);
    expect(messages.days.reduce((sum: number, day: { quantity: number }) => sum + day.quantity, 0)).toBe(4);
  });

  test.for([
    ['/v1/usage?period=2026-13', 400],
    ['/v1/usage?period=2099-01', 422],
    ['/v1/usage/invoice?format=xml', 400],
    ['/v1/usage/events?cursor=none', 400],
  ] as const)('is not read from %s: %i', async ([path, status], { api }) => {
    const { key } = await api.newStore();
    expect((await api.call(path, { key })).status).toBe(status);
  });

  test('is told as CloudEvents page by page, each row once', async ({ api }) => {
    const { id, key } = await api.newStore();
    await used(api, id, [{ channel: 'sms' }, { channel: 'email' }, { meter: 'events', quantity: 9 }]);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { json } = await api.call(`/v1/usage/events?limit=1${cursor && `&cursor=${cursor}`}`, { key });
      seen.push(...json.items.map((one: { id: string }) => one.id));
      cursor = json.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([3, 3]);
  });
});

describe('a plan', () => {
  test('is given by the operator, and kept with who gave it', async ({ api }) => {
    const { id, key } = await api.newStore();
    const limits = { messages: { included: 5, hard: true } };
    expect((await setPlan(api, id, { name: 'custom', limits }, key)).status).toBe(403);
    expect((await setPlan(api, randomUUID(), { name: 'free' })).status).toBe(404);
    expect((await setPlan(api, id, { name: 'free', limits })).status).toBe(422);
    const given = { name: 'custom', limits, next: null, billingCustomer: null };
    expect((await setPlan(api, id, { name: 'custom', limits })).json).toEqual(given);
    expect((await api.call(`/v1/stores/${id}/plan`, { key: api.adminKey })).json).toEqual(given);
    expect((await setPlan(api, id, { name: 'custom', billingCustomer: 'Ada' })).status).toBe(422);
    const [row] = await withEngine(api.database, (tx) =>
      tx.select().from(auditLog).orderBy(desc(auditLog.id)).limit(1),
    );
    expect(row).toMatchObject({
      ...{ action: 'plans:write', storeId: null, subjectId: id, actorKind: 'operator' },
      change: { plan: { before: 'unlimited', after: 'custom' }, limits: { after: ['messages 5 hard'] } },
    });
    const period = await used(api, id, [{ quantity: 4 }]);
    const { json } = await api.call(`/v1/usage?period=${period}`, { key });
    expect(json.meters.find(({ meter }: { meter: string }) => meter === 'messages')).toMatchObject({
      ...{ quantity: 4, limit: limits.messages, state: 'near' },
    });
  });
});

describe('prices', () => {
  test('are versions that are added, and an invoice names its own; its CSV adds up to its total', async ({ api }) => {
    const { id, key } = await api.newStore();
    const period = await used(api, id, [
      { channel: 'sms', country: 'AT', quantity: 33 },
      { channel: 'email', quantity: 7 },
    ]);
    const prices = [
      { meter: 'messages', channel: 'sms', country: null, tiers: [{ upTo: null, minor: 15, per: 2 }] },
      { meter: 'messages', channel: null, country: null, tiers: [{ upTo: null, minor: 1, per: 10 }] },
    ];
    const put = (body: object, by = api.adminKey) =>
      api.call('/v1/platform/price-versions', { method: 'PUT', key: by, body });
    const said = { validFrom: period, currency: 'EUR', prices };
    expect((await put(said, key)).status).toBe(403);
    expect((await put({ ...said, prices: [prices[0], prices[0]] })).json.error).toMatchObject({ path: 'prices.1' });
    const first = await put(said);
    const again = await put(said);
    expect([first.status, again.json]).toEqual([200, first.json]);
    expect((await withEngine(api.database, (tx) => tx.select().from(priceVersions))).length).toBe(first.json.version);
    const { json } = await api.call(`/v1/usage/invoice?period=${period}`, { key });
    // 247.5 and 0.7 minor units, each rounded by itself.
    expect(json).toMatchObject({ priceVersion: first.json.version, currency: 'EUR', totalMinor: 249 });
    const csv = await api.call(`/v1/usage/invoice?period=${period}&format=csv`, { key });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const amounts = csv.text
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => Number(row.split(',')[8]));
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(249);
  });
});

describe.for([
  { name: 'the app', open: (api: ApiFixture, change: object) => api.appWith(change) },
  { name: 'a server', open: (api: ApiFixture, change: object) => api.serve(change) },
])('events over a hard quota, at $name,', ({ open }) => {
  const closed = (api: ApiFixture) =>
    open(api, {
      eventLog: holdQuota(api.eventLog, { ...noQuotas, eventsOf: () => ({ isInRecovery: (id) => id === 'running' }) }),
    });

  test('are refused with what to do, and purchases and carts that are being won back are taken in', async ({ api }) => {
    const { key } = await api.newStore();
    const door = await closed(api);
    const post = (body: object) => door.call('/v1/events', { method: 'POST', key, body });
    const refused = await post(cartUpdate('new'));
    expect([refused.status, refused.json.error.code]).toEqual([429, 'quota_exceeded']);
    expect(refused.json.error.message).toMatch(/another plan/);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post(purchase())).status).toBe(202);
    expect((await post(cartUpdate('running'))).status).toBe(202);
  });

  test('are refused one by one in a batch, also where that is all of it', async ({ api }) => {
    const { key } = await api.newStore();
    const door = await closed(api);
    const send = (...events: object[]) => door.call('/v1/events', { method: 'POST', key, body: { events } });
    const mixed = await send(cartUpdate('new'), purchase(), cartUpdate('running'));
    expect([mixed.status, mixed.json.accepted, mixed.json.rejected]).toEqual([202, 2, 1]);
    expect(mixed.json.items[0]).toMatchObject({ status: 'rejected', error: { code: 'quota_exceeded' } });
    expect(mixed.json.items.slice(1).map((item: { status: string }) => item.status)).toEqual(['accepted', 'accepted']);
    const refused = await send(cartUpdate('new'), cartUpdate('other'));
    expect([refused.status, refused.json.accepted, refused.json.rejected]).toEqual([202, 0, 2]);
  });
});
