import { randomUUID } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { auditLog, flags } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { withIntakeSwitch } from '../../../services/ingest/events/intake-switch.ts';
import { shedLoad } from '../../../services/ingest/events/shed-load.ts';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';
import { flagsOf } from '../../../test/flags-fixture.ts';

const off = { kind: 'off' } as const;
const pageView = () => ({
  ...{ type: 'product_viewed', id: randomUUID(), occurredAt: new Date().toISOString(), productId: 'lamp' },
  who: { anonymousId: 'visitor-1' },
});

async function openStore(api: ApiFixture) {
  const store = await api.newStore();
  onTestFinished(() => withEngine(api.database, (tx) => tx.delete(flags)).then(() => undefined));
  const listed = async (name: string, path = '/v1/flags', key = store.key) =>
    (await api.call(path, { key })).json.items.find((one: { name: string }) => one.name === name);
  return { ...store, listed };
}

test('a store stops its own sending, sees who stopped it and why, and takes it back (operations T22)', async ({
  api,
}) => {
  const { key, listed } = await openStore(api);
  expect(await listed('sending')).toMatchObject({
    kind: 'switch',
    isOn: true,
    by: 'default',
    since: null,
    store: null,
  });
  const stopped = await api.call('/v1/flags/sending', {
    method: 'PUT',
    key,
    body: { rule: off, reason: 'wrong prices' },
  });
  expect(stopped.status).toBe(200);
  expect(stopped.json).toMatchObject({ isOn: false, by: 'store', store: { rule: off, reason: 'wrong prices' } });
  expect(await listed('sending')).toEqual(stopped.json);
  const back = await api.call('/v1/flags/sending?reason=mended', { method: 'DELETE', key });
  expect(back.json).toMatchObject({ isOn: true, by: 'default', store: null });
  expect((await api.call('/v1/flags/sending?reason=mended', { method: 'DELETE', key })).status).toBe(200);
  const { items } = (await api.call('/v1/flag-changes', { key })).json;
  expect(items).toMatchObject([
    { name: 'sending', scope: 'store', before: off, after: null, reason: 'mended', actorKind: 'api_key' },
    { name: 'sending', scope: 'store', before: null, after: off, reason: 'wrong prices' },
  ]);
});

test('what the platform stops every store sees, and none starts', async ({ api }) => {
  const { key, listed } = await openStore(api);
  const [path, platformPath] = ['/v1/flags/sending_by_resend', '/v1/platform-flags/sending_by_resend'];
  const body = { rule: off, reason: 'the provider sends twice' };
  const stopped = await api.call(platformPath, { method: 'PUT', key: api.adminKey, body });
  expect(stopped.json).toMatchObject({
    ...{ isOn: false, by: 'platform', platform: { reason: body.reason, actorKind: 'operator', actorId: null } },
  });
  expect(await listed('sending_by_resend', '/v1/platform-flags', api.adminKey)).toEqual(stopped.json);
  const own = { rule: { kind: 'on' }, reason: 'we want to' };
  expect((await api.call(path, { method: 'PUT', key, body: own })).json).toMatchObject({ isOn: false, by: 'platform' });
  const other = await openStore(api);
  expect(await other.listed('sending_by_resend')).toMatchObject({ isOn: false, by: 'platform', store: null });
  const lifted = await api.call(`${platformPath}?reason=mended`, { method: 'DELETE', key: api.adminKey });
  expect(lifted.json).toMatchObject({ isOn: true, by: 'default' });
  const audited = await withEngine(api.database, (tx) => tx.select().from(auditLog));
  expect(audited.filter(({ storeId, subjectKind }) => storeId === null && subjectKind === 'flag')).toMatchObject([
    { action: 'platform-flags:write', subjectId: 'sending_by_resend', actorKind: 'operator' },
    { action: 'platform-flags:write', subjectId: 'sending_by_resend', actorKind: 'operator' },
  ]);
});

test('the platform’s word is the operator’s, and a store’s that of who may switch there', async ({ api }) => {
  const { id, key } = await openStore(api);
  const body = { rule: off, reason: 'no' };
  expect((await api.call('/v1/platform-flags', { key })).status).toBe(403);
  expect((await api.call('/v1/platform-flags/sending', { method: 'PUT', key, body })).status).toBe(403);
  expect((await api.call('/v1/platform-flags/sending?reason=no', { method: 'DELETE', key })).status).toBe(403);
  const reader = await api.newKey(id, 'flags:read');
  expect((await api.call('/v1/flags', { key: reader })).status).toBe(200);
  expect((await api.call('/v1/flags/sending', { method: 'PUT', key: reader, body })).status).toBe(403);
});

test.for([
  ['sending', { kind: 'percentage', percent: 50 }],
  ['predictions', { kind: 'percentage', percent: 0 }],
  ['predictions', { kind: 'maybe' }],
  ['predictions', null],
  ['sending', { kind: 'schedule', state: 'off', from: null, until: null }],
  ['sending', { kind: 'schedule', state: 'off', from: '2026-11-28T10:00:00Z', until: '2026-11-28T09:00:00Z' }],
] as const)('a rule that %s cannot have is refused: %o (operations T22)', async ([name, rule], { api }) => {
  const { key, listed } = await openStore(api);
  const refused = await api.call(`/v1/flags/${name}`, { method: 'PUT', key, body: { rule, reason: 'a test' } });
  expect([refused.status, refused.json.error.code]).toEqual([422, 'invalid']);
  expect(await listed(name)).toMatchObject({ isOn: true, store: null });
});

test('a name that is no flag is not found', async ({ api }) => {
  const { key } = await openStore(api);
  const body = { rule: off, reason: 'a test' };
  for (const name of ['nothing', 'sending_by_pigeon', 'toString', 'a%00b'])
    expect((await api.call(`/v1/flags/${name}`, { method: 'PUT', key, body })).status).toBe(404);
});

test('events of a store whose intake is off are refused with a time to come back, and no others are', async ({
  api,
}) => {
  const [closed, open] = [await openStore(api), await openStore(api)];
  const switches = flagsOf();
  switches.say('event_intake', off, { storeId: closed.id });
  const doors = withIntakeSwitch({ refusal: () => null, took: () => {} }, switches.flags);
  const app = api.appWith({ eventLog: shedLoad(api.eventLog, doors) });
  const post = (key: string) => app.call('/v1/events', { method: 'POST', key, body: pageView() });
  const refused = await post(closed.key);
  expect([refused.status, refused.json.error.code, refused.headers.get('retry-after')]).toEqual([
    503,
    'overloaded',
    '60',
  ]);
  expect((await post(open.key)).status).toBe(202);
  switches.takeBack('event_intake', closed.id);
  expect((await post(closed.key)).status).toBe(202);
});
