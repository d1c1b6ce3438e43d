import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { auditLog, scheduledReports } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import type { MemberRole } from '../../../domain/permission.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { newPerson } from '../../../test/sign-in.ts';

const path = '/v1/reports/scheduled';
const report = { name: 'Monday numbers', frequency: 'weekly', timeOfDay: '08:00' } as const;

/** Somebody of a store's team, who is also who reports can go to. */
async function newMember(api: ApiFixture, role: MemberRole = 'analyst') {
  const store = await api.newStore();
  const person = await newPerson(api, { roles: { [store.id]: role } });
  const email = { kind: 'email', recipientIds: [person.userId] } as const;
  const call = (to: string, method = 'GET', body?: unknown, headers: Record<string, string> = {}) =>
    person.call(to, { method, storeId: store.id, body, headers });
  return { store, person, email, call };
}

describe('scheduled reports', () => {
  test('are made, read, changed, tested and deleted by whoever may, and each of it is written down', async ({
    api,
  }) => {
    const { store, person, email, call } = await newMember(api);
    const made = await call(path, 'POST', { ...report, delivery: email });
    expect([made.status, made.json]).toMatchObject([
      201,
      {
        report: {
          ...{ ...report, status: 'active', revision: 1, queries: null, timeZone: 'UTC', lastRun: null },
          delivery: { kind: 'email', recipients: [{ id: person.userId, name: 'Ada' }] },
        },
        secret: null,
      },
    ]);
    expect(new Date(made.json.report.nextRunAt).getUTCDay()).toBe(1);
    const its = `${path}/${made.json.report.id}`;
    const changed = await call(its, 'PATCH', { timeOfDay: '07:30' }, { 'if-match': '"1"' });
    expect(changed.json).toMatchObject({ revision: 2, timeOfDay: '07:30', name: 'Monday numbers' });
    expect((await call(its, 'PATCH', { name: 'Mine' }, { 'if-match': '"1"' })).status).toBe(412);
    const tried = await call(`${its}/runs`, 'POST');
    expect([tried.status, tried.json]).toMatchObject([202, { kind: 'test', state: 'preparing' }]);
    expect((await call(`${its}/runs`)).json.items).toMatchObject([{ id: tried.json.id }]);
    expect((await call(path)).json.items).toMatchObject([{ lastRun: { kind: 'test' } }]);
    expect((await call(its, 'PATCH', { status: 'paused' })).json).toMatchObject({ status: 'paused', nextRunAt: null });
    expect((await call(its, 'DELETE')).status).toBe(204);
    expect([(await call(its, 'DELETE')).status, (await call(`${its}/runs`)).status]).toEqual([404, 404]);
    expect((await call(path)).json).toEqual({ items: [] });
    const rows = await withEngine(api.database, (tx) =>
      tx
        .select({ change: auditLog.change, actorId: auditLog.actorId })
        .from(auditLog)
        .where(and(eq(auditLog.storeId, store.id), eq(auditLog.action, 'reports:write'))),
    );
    expect(rows).toHaveLength(5);
    expect(new Set(rows.map(({ actorId }) => actorId))).toEqual(new Set([person.userId]));
  });

  test('to a webhook tell their secret once, and keep it sealed', async ({ api }) => {
    const { store, call } = await newMember(api);
    const url = 'https://reports.example/in?source=engine';
    const made = await call(path, 'POST', { ...report, delivery: { kind: 'webhook', url } });
    expect(made.json.secret).toMatch(/^whsec_/);
    expect(made.json.report.delivery).toEqual({ kind: 'webhook', url });
    expect((await call(path)).text).not.toContain(made.json.secret);
    const [row] = await withEngine(api.database, (tx) =>
      tx.select().from(scheduledReports).where(eq(scheduledReports.storeId, store.id)),
    );
    expect(row?.webhookSecret).not.toContain(made.json.secret);
  });

  test.for([
    ['a time that is none', { timeOfDay: '25:00' }, 'timeOfDay'],
    ['a frequency that is none', { frequency: 'hourly' }, 'frequency'],
    [
      'a recipient who is no member',
      { delivery: { kind: 'email', recipientIds: [randomUUID()] } },
      'delivery.recipientIds.0',
    ],
    ['an address of a private network', { delivery: { kind: 'webhook', url: 'https://10.1.2.3/' } }, 'delivery.url'],
    [
      'the address of a cloud’s own data',
      { delivery: { kind: 'webhook', url: 'https://169.254.169.254/' } },
      'delivery.url',
    ],
    ['an address with a password', { delivery: { kind: 'webhook', url: 'https://a:b@shop.example/' } }, 'delivery.url'],
    ['a metric that there is not', { queries: [{ metric: 'profit' }] }, 'queries.0.metric'],
    [
      'a dimension that the metric has not',
      { queries: [{ metric: 'messages' }, { metric: 'messages', dimensions: ['reason'] }] },
      'queries.1.dimensions.0',
    ],
    [
      'a filter that the metric has not',
      { queries: [{ metric: 'refunds', filters: { stage: ['cart'] } }] },
      'queries.0.filters.stage',
    ],
    ['no question at all', { queries: [] }, 'queries'],
    ['a part that nobody knows', { cron: '* * * * *' }, ''],
  ] as const)('with %s are refused', async ([, part, where], { api }) => {
    const { email, call } = await newMember(api);
    const { status, json } = await call(path, 'POST', { ...report, delivery: email, ...part });
    expect([status, json.error.code, json.error.path]).toEqual([422, 'invalid', where]);
  });

  test('stay by e-mail or by webhook as they were made', async ({ api }) => {
    const { email, call } = await newMember(api);
    const made = await call(path, 'POST', { ...report, delivery: email });
    const delivery = { kind: 'webhook', url: 'https://reports.example/' };
    const { status, json } = await call(`${path}/${made.json.report.id}`, 'PATCH', { delivery });
    expect([status, json.error.path]).toEqual([422, 'delivery.kind']);
  });

  test('are at most fifty in a store, also when many are made at once', async ({ api }) => {
    const { email, call } = await newMember(api);
    const answers = await Promise.all(
      Array.from({ length: 55 }, (_, index) =>
        call(path, 'POST', { ...report, name: `No. ${index}`, delivery: email }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(50);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(5);
  });

  test('are tested at most twenty times an hour', async ({ api }) => {
    const { email, call } = await newMember(api);
    const made = await call(path, 'POST', { ...report, delivery: email });
    const tests = Array.from({ length: 22 }, () => call(`${path}/${made.json.report.id}/runs`, 'POST'));
    const answers = await Promise.all(tests);
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(20);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
  });

  test('are read by whoever reads numbers and changed by whoever may, in their own store', async ({ api }) => {
    const { email, call } = await newMember(api, 'marketer');
    const made = await call(path, 'POST', { ...report, delivery: email });
    const other = await newMember(api, 'support');
    expect((await other.call(path)).json).toEqual({ items: [] });
    expect((await other.call(path, 'POST', { ...report, delivery: other.email })).status).toBe(403);
    expect((await other.call('/v1/reports/recipients')).status).toBe(403);
    const its = `${path}/${made.json.report.id}`;
    const stranger = await newMember(api, 'store_owner');
    for (const [to, method, body] of [
      [its, 'PATCH', { name: 'Mine' }],
      [its, 'DELETE', undefined],
      [`${its}/runs`, 'POST', undefined],
      [`${its}/runs`, 'GET', undefined],
    ] as const)
      expect((await stranger.call(to, method, body)).status).toBe(404);
  });

  test('can go to members by name, whose addresses are shown to nobody here', async ({ api }) => {
    const { person, call } = await newMember(api);
    const { json, text } = await call('/v1/reports/recipients');
    expect(json).toEqual({ items: [{ id: person.userId, name: 'Ada' }] });
    expect(text).not.toContain(person.email);
  });
});
