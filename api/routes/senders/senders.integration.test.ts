import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { auditLog, senderAccounts, senderLists } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { hourMs } from '../../../domain/duration.ts';
import { addressHash } from '../../../test/address-hasher.ts';
import { test } from '../../../test/api-fixture.ts';

const path = '/v1/senders/email/resend';

test('an account is listed with its state, and its operator closes the breaker by hand, which is written down', async ({
  api,
}) => {
  const { call, database, adminKey: key } = api;
  const nowMs = Date.now();
  const until = nowMs + hourMs;
  await withEngine(database, (tx) =>
    tx.insert(senderAccounts).values({
      ...{ channel: 'email', provider: 'resend', breaker: { kind: 'open', until, openings: 1 } },
      trouble: { kind: 'day_quota', code: 'daily_quota_exceeded', sinceMs: nowMs },
    }),
  );
  const resend = async () =>
    (await call('/v1/senders', { key })).json.items.find((one: { provider: string }) => one.provider === 'resend');
  expect(await resend()).toMatchObject({
    ...{ state: 'stopped', trouble: 'day_quota', code: 'daily_quota_exceeded', until: new Date(until).toISOString() },
  });
  expect((await call(`${path}/reopen`, { method: 'POST', key })).json).toMatchObject({ state: 'ok', trouble: null });
  expect((await call(`${path}/reopen`, { method: 'POST', key })).status).toBe(409);
  const [entry] = await withEngine(database, (tx) =>
    tx.select().from(auditLog).where(eq(auditLog.subjectId, 'email/resend')),
  );
  expect(entry).toMatchObject({
    ...{
      action: 'senders:write',
      subjectKind: 'sender_account',
      change: { trouble: { before: 'day_quota', after: null } },
    },
  });
});

test('an account is set up to stand in once its list is known: declared empty, or imported as its provider exports it', async ({
  api,
}) => {
  const { call, database, adminKey: key } = api;
  const setUp = { standsIn: 2, domains: ['Shop.Example'] };
  expect((await call(path, { method: 'PUT', key, body: setUp })).json).toMatchObject({
    ...{ standsIn: 2, domains: ['shop.example'], list: 'unknown' },
  });
  expect((await call(path, { method: 'PUT', key, body: { ...setUp, listIsEmpty: true } })).json.list).toBe('empty');
  const file = 'email,reason\nAda@Example.com,"550 5.1.1 no"\nbob@example.com,"550 5.1.1, no"\n';
  const list = (body: object) => call(`${path}/list`, { method: 'PUT', key, body });
  expect((await list({ file, cause: 'bounce' })).json).toEqual({ entries: 2 });
  expect((await list({ file: 'email\nada@example.com\n', cause: 'bounce' })).json).toEqual({ entries: 1 });
  expect((await list({ file: 'email\nann@example.com\n', cause: 'complaint' })).json).toEqual({ entries: 1 });
  const rows = await withEngine(database, (tx) => tx.select().from(senderLists));
  expect(new Map(rows.map((row) => [row.addressHash, row.cause]))).toEqual(
    new Map([
      [addressHash('ada@example.com'), 'bounce'],
      [addressHash('ann@example.com'), 'complaint'],
    ]),
  );
  const shown = (await call('/v1/senders', { key })).json.items;
  expect(shown.find((one: { provider: string }) => one.provider === 'resend')).toMatchObject({
    ...{ list: 'imported', listed: 2 },
  });
});

test('a file that is no list, an unknown account and a key of a store are refused', async ({ api }) => {
  const { call, adminKey: key } = api;
  const { key: storeKey } = await api.newStore();
  const bad = await call(`${path}/list`, { method: 'PUT', key, body: { file: 'name\nAda\n' } });
  expect([bad.status, bad.json.error.code, bad.text.includes('Ada')]).toEqual([422, 'invalid', false]);
  const unknown = { method: 'PUT', key, body: { standsIn: null, domains: [] } };
  expect((await call('/v1/senders/email/pigeon', unknown)).status).toBe(404);
  expect((await call('/v1/senders', { key: storeKey })).status).toBe(403);
  expect((await call(path, { ...unknown, key: storeKey })).status).toBe(403);
});
