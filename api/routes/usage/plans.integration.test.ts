import { randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { auditLog, usage } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import { slotOf } from '../../../domain/metering/meter.ts';
import { periodKeyAt, usagePeriod } from '../../../domain/metering/usage-period.ts';
import { createQuotaKeeper } from '../../../services/state/usage/quotas.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';

/** Of stores that these tests open. */
const zone = 'UTC';
const thisMonth = () => usagePeriod(periodKeyAt(Date.now(), zone), zone);
const nextMonth = () => usagePeriod(periodKeyAt(thisMonth().toMs + dayMs, zone), zone);
const monthBefore = () => usagePeriod(periodKeyAt(thisMonth().fromMs - dayMs, zone), zone);
const hard = (included: number) => ({ messages: { included, hard: true } });
const newName = () => `plan-${randomUUID()}`.slice(0, 40);

const ask = (api: ApiFixture, method: string, path: string, body?: object, key = api.adminKey) =>
  api.call(path, { method, key, ...(body ? { body } : {}) });
const makePlan = (api: ApiFixture, body: object, key?: string) => ask(api, 'POST', '/v1/platform/plans', body, key);
const setPlan = (api: ApiFixture, id: string, body: object) => ask(api, 'PUT', `/v1/stores/${id}/plan`, body);
const preview = (api: ApiFixture, body: object) => ask(api, 'POST', '/v1/platform/plan-preview', body);

async function sent(api: ApiFixture, storeId: string, atMs: number, quantity: number): Promise<void> {
  const row = { storeId, meter: 'messages', slot: new Date(slotOf(atMs)), quantity } as const;
  await withEngine(api.database, (tx) => tx.insert(usage).values(row));
}

async function lastEntry(api: ApiFixture, subjectId: string) {
  const [row] = await withEngine(api.database, (tx) =>
    tx
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, 'plans:write'), eq(auditLog.subjectId, subjectId)))
      .orderBy(desc(auditLog.id))
      .limit(1),
  );
  return row;
}

describe('a plan that the operator makes', () => {
  test('can be given to stores by its name, and is never changed', async ({ api }) => {
    const { id, key } = await api.newStore();
    const name = newName();
    expect((await setPlan(api, id, { name })).json.error).toMatchObject({ code: 'invalid', path: 'name' });
    expect((await makePlan(api, { name, limits: hard(5) }, key)).status).toBe(403);
    const made = await makePlan(api, { name, limits: hard(5) });
    expect([made.status, made.json.limits]).toEqual([201, hard(5)]);
    expect((await makePlan(api, { name, limits: hard(5) })).json).toEqual(made.json);
    expect((await makePlan(api, { name, limits: hard(6) })).json.error.code).toBe('conflict');
    expect((await makePlan(api, { name: 'free', limits: hard(5) })).json.error.code).toBe('conflict');
    expect((await makePlan(api, { name: 'Not a name', limits: {} })).status).toBe(422);
    expect((await setPlan(api, id, { name, limits: hard(6) })).json.error).toMatchObject({ path: 'limits' });
    expect((await setPlan(api, id, { name })).json).toMatchObject({ name, limits: hard(5), next: null });
    expect(await lastEntry(api, name)).toMatchObject({
      storeId: null,
      change: { limits: { after: ['messages 5 hard'] } },
    });
    const { json } = await ask(api, 'GET', '/v1/platform/plans');
    expect(json.items.map((plan: { name: string }) => plan.name)).toEqual(
      expect.arrayContaining(['unlimited', 'free', 'standard', name]),
    );
    expect((await api.call('/v1/usage', { key })).json.plan).toBe(name);
  });
});

describe('a plan from a month on', () => {
  test('changes nothing before, refuses from then on, and is taken back by a plan for now', async ({ api }) => {
    const { id, key } = await api.newStore();
    const [now, next] = [thisMonth(), nextMonth()];
    await sent(api, id, next.fromMs, 7);
    await setPlan(api, id, { name: 'standard' });
    const { json } = await setPlan(api, id, { name: 'custom', limits: hard(5), from: next.key });
    expect(json).toMatchObject({ name: 'standard', next: { name: 'custom', limits: hard(5), from: next.key } });
    expect((await api.call('/v1/usage', { key })).json).toMatchObject({
      ...{ plan: 'standard', nextPlan: { name: 'custom', from: next.key } },
    });
    expect(await lastEntry(api, id)).toMatchObject({
      change: { next: { before: [], after: [`custom from ${next.key}`, 'messages 5 hard'] } },
    });
    const quotas = createQuotaKeeper(api.database);
    await quotas.refresh(now.toMs - 1);
    expect(quotas.startsNone(id)).toBe(false);
    await quotas.refresh(next.fromMs + dayMs);
    expect(quotas.startsNone(id)).toBe(true);
    expect((await setPlan(api, id, { name: 'free' })).json).toMatchObject({ name: 'free', next: null });
    await quotas.refresh(next.fromMs + dayMs);
    expect(quotas.startsNone(id)).toBe(false);
  });

  test.for([
    ['is over', '2026-01'],
    ['is too far away', '2099-01'],
    ['is none', '2026-13'],
  ] as const)('is refused where the month %s', async ([, from], { api }) => {
    const { id } = await api.newStore();
    const { status, json } = await setPlan(api, id, { name: 'free', from });
    expect([status, json.error.path]).toEqual([422, 'from']);
  });
});

describe('a preview', () => {
  test('says of a store whether it would be over, by this month and the one before, and changes nothing', async ({
    api,
  }) => {
    const { id } = await api.newStore();
    await sent(api, id, thisMonth().fromMs, 4);
    await sent(api, id, monthBefore().fromMs, 5);
    const { status, json } = await preview(api, { name: 'custom', limits: hard(5), storeId: id });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      ...{ stores: 1, near: 0, over: 1, isCut: false },
      items: [
        {
          ...{ storeId: id, plan: 'unlimited' },
          now: { period: thisMonth().key, state: 'near', startsNone: false },
          before: { period: monthBefore().key, state: 'over', startsNone: true },
        },
      ],
    });
    expect((await ask(api, 'GET', `/v1/stores/${id}/plan`)).json.name).toBe('unlimited');
    const open = await preview(api, {
      name: 'custom',
      limits: { messages: { included: 5, hard: false } },
      storeId: id,
    });
    expect(open.json.items[0].before).toMatchObject({ state: 'over', startsNone: false });
  });

  test('of all stores names those that would be near or over, the worst first', async ({ api }) => {
    const [over, near, under] = [await api.newStore(), await api.newStore(), await api.newStore()];
    await sent(api, over.id, thisMonth().fromMs, 1_000_000_000);
    await sent(api, near.id, thisMonth().fromMs, 900_000_000);
    await sent(api, under.id, thisMonth().fromMs, 1);
    const { json } = await preview(api, { name: 'custom', limits: hard(1_000_000_000) });
    const ids = json.items.map(({ storeId }: { storeId: string }) => storeId);
    expect(ids.filter((id: string) => [over.id, near.id, under.id].includes(id))).toEqual([over.id, near.id]);
    expect(json.stores).toBeGreaterThanOrEqual(3);
  });

  test('of a store or a plan that is not there is refused', async ({ api }) => {
    expect((await preview(api, { name: 'free', storeId: randomUUID() })).status).toBe(404);
    expect((await preview(api, { name: newName() })).json.error).toMatchObject({ code: 'invalid', path: 'name' });
  });
});

test('stores are listed with their plan and what they used of it, page by page', async ({ api }) => {
  const [one, other] = [await api.newStore(), await api.newStore()];
  await setPlan(api, one.id, { name: 'free' });
  await sent(api, one.id, thisMonth().fromMs, 450);
  const first = await ask(api, 'GET', '/v1/platform/store-plans?limit=1');
  expect(first.json.items).toMatchObject([{ storeId: other.id, plan: { name: 'unlimited', limits: {} }, next: null }]);
  const second = await ask(api, 'GET', `/v1/platform/store-plans?limit=1&cursor=${first.json.nextCursor}`);
  expect(second.json.items).toMatchObject([{ storeId: one.id, plan: { name: 'free' }, period: thisMonth().key }]);
  const messages = second.json.items[0].meters.find(({ meter }: { meter: string }) => meter === 'messages');
  expect(messages).toEqual({ meter: 'messages', used: 450, limit: { included: 500, hard: true }, state: 'near' });
});
