import { describe, expect } from 'vitest';
import { test } from '../../../test/api-fixture.ts';
import { newPerson } from '../../../test/sign-in.ts';

describe('a store', () => {
  test('is made by the operator with a key that works at once and an active campaign for carts, unpaid orders and browsing', async ({
    api,
  }) => {
    const { status, json } = await api.call('/v1/stores', {
      method: 'POST',
      key: api.adminKey,
      body: { name: 'Lamp Shop', url: 'https://lamps.example', timeZone: 'Europe/Vienna', timeScale: 60 },
    });
    expect(status).toBe(201);
    expect(json.store).toMatchObject({ name: 'Lamp Shop', timeZone: 'Europe/Vienna', timeScale: 60, status: 'active' });
    expect(json.campaign).toMatchObject({
      status: 'active',
      rules: [
        { channel: 'email', delayMs: 3_600_000 },
        { channel: 'sms', delayMs: 86_400_000 },
        { channel: 'push', delayMs: 259_200_000 },
        { channel: 'email', delayMs: 86_400_000, conditions: { stages: ['payment'] } },
        { channel: 'email', delayMs: 0, conditions: { stages: ['browsing'] } },
      ],
    });
    const own = await api.call('/v1/store', { key: json.apiKey.key });
    expect(own.json.id).toBe(json.store.id);
  });

  test('that a person makes begins with quiet hours, the rules of countries and a holdout; a program gets what it says', async ({
    api,
  }) => {
    const made = { name: 'Lamp Shop', url: 'https://lamps.example' };
    const admin = await newPerson(api, { admin: true });
    const byPerson = (more: object) => admin.call('/v1/stores', { method: 'POST', body: { ...made, ...more } });
    const careful = {
      store: { quietHours: { from: '21:00', until: '08:00', channels: ['sms', 'push'] }, countryRules: 'by_country' },
      campaign: { holdoutPercent: 10 },
    };
    expect((await byPerson({})).json).toMatchObject(careful);
    const plain = { quietHours: null, countryRules: 'off' };
    expect((await byPerson({ timeScale: 60 })).json.store).toMatchObject(plain);
    const byProgram = (more: object) =>
      api.call('/v1/stores', { method: 'POST', key: api.adminKey, body: { ...made, ...more } });
    expect((await byProgram({})).json).toMatchObject({ store: plain, campaign: { holdoutPercent: 0 } });
    expect((await byProgram({ countryRules: 'by_country', holdoutPercent: 20 })).json).toMatchObject({
      store: { countryRules: 'by_country' },
      campaign: { holdoutPercent: 20 },
    });
  });

  test.for([
    ['that are the whole day', { from: '08:00', until: '08:00', channels: ['sms'] }, 'quietHours.until'],
    ['of no time of the day', { from: '24:00', until: '08:00', channels: ['sms'] }, 'quietHours.from'],
    ['of no channel', { from: '21:00', until: '08:00', channels: [] }, 'quietHours.channels'],
    ['of a channel twice', { from: '21:00', until: '08:00', channels: ['sms', 'sms'] }, 'quietHours.channels'],
  ] as const)('takes no quiet hours %s', async ([, quietHours, path], { api }) => {
    const store = await api.newStore();
    const { status, json } = await api.call('/v1/store', { method: 'PATCH', key: store.key, body: { quietHours } });
    expect([status, json.error.path]).toEqual([422, path]);
  });

  test('changes its quiet hours, which the audit log shows', async ({ api }) => {
    const store = await api.newStore();
    const quietHours = { from: '22:00', until: '07:00', channels: ['email'] };
    const changed = await api.call('/v1/store', { method: 'PATCH', key: store.key, body: { quietHours } });
    expect(changed.json).toMatchObject({ quietHours });
    const log = await api.call('/v1/audit', { key: store.key });
    expect(log.json.items[0].change.quietHours.after).toEqual(['22:00-07:00', 'email']);
  });

  test.for([
    ['no name', { url: 'https://x.example' }, 'name'],
    ['no address, to which its links could lead', { name: 'x' }, 'url'],
    ['the address null', { name: 'x', url: null }, 'url'],
    ['a name with which no SMS could be sent', { name: 'Ж'.repeat(42), url: 'https://x.example' }, 'name'],
    ['a time zone that does not exist', { name: 'x', url: 'https://x.example', timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['an idle threshold of nothing', { name: 'x', url: 'https://x.example', cartIdleMs: 0 }, 'cartIdleMs'],
    [
      'a sender name that breaks a header',
      { name: 'x', url: 'https://x.example', senderName: 'a\r\nBcc: b@c.de' },
      'senderName',
    ],
    [
      'a sender name that is an address',
      { name: 'x', url: 'https://x.example', senderName: 'help@bank.example' },
      'senderName',
    ],
    ['an address that is none', { name: 'x', url: 'javascript:alert(1)' }, 'url'],
    ['an address with a password', { name: 'x', url: 'https://ada:secret@loom.example' }, 'url'],
    ['an address with signs of a content policy', { name: 'x', url: 'https://loom.example;img-src' }, 'url'],
    ['a clock that stands still', { name: 'x', url: 'https://x.example', timeScale: 0 }, 'timeScale'],
    ['a name with the NUL character', { name: 'a\0b', url: 'https://x.example' }, 'name'],
  ] as const)('with %s is refused with its path', async ([, body, path], { api }) => {
    const { status, json } = await api.call('/v1/stores', { method: 'POST', key: api.adminKey, body });
    expect([status, json.error.path]).toEqual([422, path]);
  });

  test('keeps a name that is too long for SMS where its sender’s name fits, and neither goes without the other', async ({
    api,
  }) => {
    const store = await api.newStore();
    const change = (body: object) => api.call('/v1/store', { method: 'PATCH', key: store.key, body });
    const name = 'Ж'.repeat(42);
    expect((await change({ name })).json.error).toMatchObject({
      path: 'name',
      message: expect.stringContaining('senderName'),
    });
    expect((await change({ name, senderName: 'Жук' })).status).toBe(200);
    expect((await change({ senderName: null })).status).toBe(422);
    expect((await api.call('/v1/store', { key: store.key })).json).toMatchObject({ name, senderName: 'Жук' });
  });

  test('cannot be left without an address', async ({ api }) => {
    const store = await api.newStore();
    const { status, json } = await api.call('/v1/store', { method: 'PATCH', key: store.key, body: { url: null } });
    expect([status, json.error.path]).toEqual([422, 'url']);
  });

  test('changes only what is given', async ({ api }) => {
    const store = await api.newStore();
    const { json: read } = await api.call('/v1/store', { key: store.key });
    const { eventFlow: _observed, configuredProviders: _configured, takesMail: _taken, ...before } = read;
    const { json: after } = await api.call('/v1/store', {
      method: 'PATCH',
      key: store.key,
      body: { cartIdleMs: 60_000, status: 'paused' },
    });
    expect(after).toEqual({ ...before, cartIdleMs: 60_000, status: 'paused' });
    expect((await api.call('/v1/store', { method: 'PATCH', key: store.key, body: {} })).status).toBe(422);
  });

  test('picks a provider for a channel, keeps the picks of the others, and gives a pick back with null', async ({
    api,
  }) => {
    const store = await api.newStore();
    const pick = async (providers: object) =>
      (await api.call('/v1/store', { method: 'PATCH', key: store.key, body: { providers } })).json.providers;
    expect((await api.call('/v1/store', { key: store.key })).json.providers).toEqual({});
    expect(await pick({ email: 'resend' })).toEqual({ email: 'resend' });
    expect(await pick({ sms: 'outbox' })).toEqual({ email: 'resend', sms: 'outbox' });
    expect(await pick({ email: null })).toEqual({ sms: 'outbox' });
    const renamed = await api.call('/v1/store', { method: 'PATCH', key: store.key, body: { name: 'Other' } });
    expect(renamed.json.providers).toEqual({ sms: 'outbox' });
  });

  test.for([
    ['that does not exist', { email: 'pigeon' }, 'providers.email'],
    ['of another channel', { sms: 'resend' }, 'providers.sms'],
    ['that is not configured', { push: 'firebase' }, 'providers.push'],
    ['without a name', { email: '' }, 'providers.email'],
    ['for a channel that does not exist', { fax: 'outbox' }, 'providers'],
  ] as const)('cannot pick a provider %s', async ([, providers, path], { api }) => {
    const store = await api.newStore();
    const { status, json } = await api.call('/v1/store', { method: 'PATCH', key: store.key, body: { providers } });
    expect([status, json.error.path]).toEqual([422, path]);
    expect((await api.call('/v1/store', { key: store.key })).json.providers).toEqual({});
  });

  test('is reached by the operator through X-Store-Id, and by nobody else', async ({ api }) => {
    const [one, other] = [await api.newStore(), await api.newStore()];
    const asOperator = (headers: Record<string, string>) => api.call('/v1/store', { key: api.adminKey, headers });
    expect((await asOperator({ 'x-store-id': one.id })).json.id).toBe(one.id);
    expect((await asOperator({})).status).toBe(400);
    expect((await asOperator({ 'x-store-id': '*' })).json.error.path).toBe('x-store-id');
    expect((await asOperator({ 'x-store-id': '01890000-0000-7000-8000-000000000000' })).status).toBe(404);
    expect((await api.call('/v1/store', { key: other.key, headers: { 'x-store-id': one.id } })).json.id).toBe(other.id);
  });

  test('is listed for the operator in pages that hold every store once', async ({ api }) => {
    const made = [await api.newStore(), await api.newStore(), await api.newStore()].map(({ id }) => id);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { json } = await api.call(`/v1/stores?limit=2${cursor && `&cursor=${cursor}`}`, { key: api.adminKey });
      seen.push(...json.items.map(({ id }: { id: string }) => id));
      cursor = json.nextCursor;
    } while (cursor);
    expect(seen.filter((id) => made.includes(id))).toEqual(made.toReversed());
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('a key', () => {
  test('is shown once and listed without its secret', async ({ api }) => {
    const store = await api.newStore();
    const { status, json: created } = await api.call('/v1/api-keys', {
      method: 'POST',
      key: store.key,
      body: { name: 'storefront', scopes: ['events:write'] },
    });
    expect([status, created.key.startsWith(created.prefix)]).toEqual([201, true]);
    const { json, text } = await api.call('/v1/api-keys', { key: store.key });
    expect(json.items[0]).toMatchObject({
      id: created.id,
      name: 'storefront',
      scopes: ['events:write'],
      revokedAt: null,
    });
    expect(text).not.toContain(created.key);
  });

  test('that was revoked stops working within seconds, and cannot be brought back', async ({ api }) => {
    const store = await api.newStore();
    let nowMs = Date.now();
    const { call } = api.appWith({ now: () => nowMs });
    const { json: created } = await call('/v1/api-keys', {
      method: 'POST',
      key: store.key,
      body: { name: 'x', scopes: ['carts:read'] },
    });
    expect((await call('/v1/carts', { key: created.key })).status).toBe(200);
    expect((await call(`/v1/api-keys/${created.id}`, { method: 'DELETE', key: store.key })).status).toBe(204);
    expect((await call(`/v1/api-keys/${created.id}`, { method: 'DELETE', key: store.key })).status).toBe(204);
    nowMs += 3_000;
    expect((await call('/v1/carts', { key: created.key })).status).toBe(401);
  });

  test('of one store cannot be revoked or seen by another', async ({ api }) => {
    const [one, other] = [await api.newStore(), await api.newStore()];
    const { json } = await api.call('/v1/api-keys', { key: one.key });
    expect((await api.call(`/v1/api-keys/${json.items[0].id}`, { method: 'DELETE', key: other.key })).status).toBe(404);
    const { text } = await api.call('/v1/api-keys', { key: other.key });
    expect(text).not.toContain(json.items[0].id);
  });
});
