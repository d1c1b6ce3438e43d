import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, onTestFinished, vi } from 'vitest';
import { auditLog } from '../../../db/postgres/schema/index.ts';
import { rawSql, withEngine } from '../../../db/postgres/tenancy.ts';
import { connectRedis } from '../../../db/redis/connect.ts';
import { createAccounts } from '../../../services/accounts/accounts.ts';
import { openAccountNews } from '../../../services/accounts/news/account-news.ts';
import { purgeOldSessions } from '../../../services/accounts/sessions/purge-old.ts';
import { type ApiFixture, dashboardUrl, test, testSecret } from '../../../test/api-fixture.ts';
import { browserOf, newPerson, type SignedInPerson, testPassword } from '../../../test/sign-in.ts';

const newPassword = 'another sentence that only tests know';

async function newLink(api: ApiFixture, body: object = {}): Promise<string> {
  const { json } = await api.call('/v1/account-links', { method: 'POST', key: api.adminKey, body });
  expect(json.url).toContain(`${dashboardUrl}/set-up#`);
  return json.url.split('#')[1];
}
const setUp = (browser: SignedInPerson, token: string, email = `${randomUUID()}@shop.example`) =>
  browser.call('/v1/auth/set-up', { method: 'POST', body: { token, email, name: 'Ada', password: testPassword } });
const signIn = (api: ApiFixture, email: string, password: string) =>
  browserOf(api).call('/v1/auth/sign-in', { method: 'POST', body: { email, password } });

function copyOf(api: Pick<ApiFixture, 'call'>, person: SignedInPerson): SignedInPerson {
  const copy = browserOf(api, person);
  for (const [name, value] of person.cookies) copy.cookies.set(name, value);
  return copy;
}

describe('the link that sets an installation up', () => {
  test('makes one admin, of two at once too, and is then used up', async ({ api }) => {
    const token = await newLink(api);
    const browsers = [browserOf(api), browserOf(api)];
    const answers = await Promise.all(browsers.map((browser) => setUp(browser, token)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410]);
    const winner = browsers[answers.findIndex(({ status }) => status === 200)];
    expect((await winner?.call('/v1/me'))?.json.admin).toBe(true);
    expect((await setUp(browserOf(api), token)).status).toBe(410);
  });

  test('is not used up by what fails, ends after a day, and without it nobody gets in', async ({ api }) => {
    const token = await newLink(api);
    const known = await newPerson(api);
    expect((await setUp(browserOf(api), token, known.email)).status, 'an address that has an account').toBe(409);
    expect((await setUp(browserOf(api), 'made-up')).status).toBe(410);
    expect((await browserOf(api).call('/v1/auth/set-up', { method: 'POST', body: { token } })).status).toBe(422);
    const now = () => Date.now() + 86_400_000;
    const late = api.appWith({ accounts: createAccounts({ ...api.accounts, secret: testSecret, now }), now });
    expect((await setUp(browserOf(late), token)).status).toBe(410);
    expect((await setUp(browserOf(api), token)).status).toBe(200);
  });

  test('replaces the one before, and is made by the operator and admins alone', async ({ api }) => {
    const [first, second] = [await newLink(api), await newLink(api)];
    expect((await setUp(browserOf(api), first)).status).toBe(410);
    expect((await setUp(browserOf(api), second)).status).toBe(200);
    const store = await api.newStore();
    const owner = await newPerson(api, { roles: { [store.id]: 'store_owner' } });
    const asked = await owner.call('/v1/account-links', { method: 'POST', storeId: store.id, body: {} });
    expect(asked.status).toBe(403);
  });

  test.for([{}, { headers: { 'content-type': 'text/plain' }, body: '{"email":"ada@shop.example"}' }])(
    'is made by JSON only, so that nobody believes to have named an account: %o',
    async (sent, { api }) => {
      const { status, json } = await api.call('/v1/account-links', { method: 'POST', key: api.adminKey, ...sent });
      expect([status, json.error.code]).toEqual([415, 'unsupported_media_type']);
    },
  );

  test('for an account sets its password, removes its second factors and ends its sessions', async ({ api }) => {
    const person = await newPerson(api);
    const token = await newLink(api, { email: person.email });
    expect((await setUp(browserOf(api), token)).json.error, 'another address').toMatchObject({ path: 'email' });
    expect((await setUp(browserOf(api), token, person.email)).status).toBe(200);
    expect((await person.call('/v1/me')).status).toBe(401);
  });
});

describe('one’s own name and language', () => {
  test('are changed by oneself, and the log says what changed without the name', async ({ api }) => {
    const person = await newPerson(api);
    const change = (body: object) => person.call('/v1/me', { method: 'PATCH', body });
    expect((await change({ name: 'Grace Hopper', locale: 'de' })).status).toBe(204);
    expect((await person.call('/v1/me')).json.user).toMatchObject({ name: 'Grace Hopper', locale: 'de' });
    const rows = await withEngine(api.database, (tx) =>
      tx.select({ change: auditLog.change }).from(auditLog).where(eq(auditLog.actorId, person.userId)),
    );
    expect(rows).toEqual([{ change: { name: {}, locale: { before: 'en', after: 'de' } } }]);
  });

  test('are refused where they are none', async ({ api }) => {
    const person = await newPerson(api);
    for (const [body, path] of [
      [{ name: ' ' }, 'name'],
      [{ locale: 'tlh' }, 'locale'],
      [{}, undefined],
    ] as const) {
      const { status, json } = await person.call('/v1/me', { method: 'PATCH', body });
      expect([status, json.error.path]).toEqual([422, path]);
    }
  });
});

describe('a password', () => {
  test('is changed by who knows it, and every other session ends in the same moment', async ({ api }) => {
    const person = await newPerson(api);
    const { cookies } = person;
    await signIn(api, person.email, testPassword);
    const other = copyOf(api.appWith({}), person);
    const third = browserOf(api.appWith({}), person);
    await third.call('/v1/auth/sign-in', { method: 'POST', body: { email: person.email, password: testPassword } });
    expect((await third.call('/v1/me')).status).toBe(200);
    const change = (currentPassword: string) =>
      person.call('/v1/me/password', { method: 'POST', body: { currentPassword, newPassword } });
    expect((await change('not this one')).json.error).toMatchObject({ code: 'invalid', path: 'currentPassword' });
    expect((await change(testPassword)).status).toBe(204);
    expect((await third.call('/v1/me')).status, 'another session').toBe(401);
    expect((await third.call('/v1/auth/refresh', { method: 'POST' })).status).toBe(401);
    expect((await other.call('/v1/me')).status, 'an older token of this session').toBe(401);
    expect((await person.call('/v1/me')).status, 'this session').toBe(200);
    expect(cookies.size).toBe(2);
    expect((await signIn(api, person.email, testPassword)).status).toBe(401);
    expect((await signIn(api, person.email, newPassword)).status).toBe(200);
  });

  test('leaves an audit row without a word of it', async ({ api }) => {
    const person = await newPerson(api);
    await person.call('/v1/me/password', { method: 'POST', body: { currentPassword: testPassword, newPassword } });
    const { json } = await api.call(`/v1/audit/installation?actorId=${person.userId}`, { key: api.adminKey });
    expect(json.items).toMatchObject([{ action: 'account:write', subjectKind: 'user', change: { password: {} } }]);
    expect(JSON.stringify(json)).not.toContain(newPassword);
  });
});

describe('sessions of one person', () => {
  test('are listed with coarse names, and end one by one; nobody ends another’s', async ({ api }) => {
    const [person, stranger] = [await newPerson(api), await newPerson(api)];
    const phone = browserOf(api, person);
    await phone.call('/v1/auth/sign-in', {
      method: 'POST',
      headers: { 'user-agent': 'Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0' },
      body: { email: person.email, password: testPassword },
    });
    const { json } = await person.call('/v1/me/sessions');
    expect(json.items).toMatchObject([
      { agent: 'Firefox on Android', current: false },
      { agent: 'Unknown browser', current: true },
    ]);
    const end = (by: SignedInPerson) => by.call(`/v1/me/sessions/${json.items[0].id}`, { method: 'DELETE' });
    expect((await end(stranger)).status).toBe(404);
    expect((await end(person)).status).toBe(204);
    expect((await phone.call('/v1/me')).status).toBe(401);
    expect((await end(person)).status).toBe(204);
  });

  test('end with the account, and so do its keys; the last admin stays', async ({ api }) => {
    const store = await api.newStore();
    const admin = await newPerson(api, { admin: true });
    const person = await newPerson(api, { roles: { [store.id]: 'store_owner' } });
    const { json: made } = await person.call('/v1/api-keys', {
      ...{ method: 'POST', storeId: store.id },
      body: { name: 'mine', scopes: ['carts:read'] },
    });
    const elsewhere = api.appWith({});
    const works = async () => (await elsewhere.call('/v1/carts', { key: made.key })).status;
    expect(await works()).toBe(200);
    const command = (by: SignedInPerson, verb: string, id = person.userId) =>
      by.call(`/v1/users/${id}/${verb}`, { method: 'POST' });
    expect((await command(person, 'deactivate')).status).toBe(403);
    expect((await command(admin, 'deactivate')).status).toBe(204);
    expect([(await person.call('/v1/me')).status, await works()]).toEqual([401, 401]);
    expect((await signIn(api, person.email, testPassword)).status).toBe(401);
    expect((await command(admin, 'activate')).status).toBe(204);
    expect((await signIn(api, person.email, testPassword)).status).toBe(200);
    expect((await person.call('/v1/me')).status, 'a token of before').toBe(401);

    const { json: all } = await admin.call('/v1/users?limit=200');
    const admins = all.items.filter((one: { admin: boolean }) => one.admin && one);
    for (const { id } of admins) if (id !== admin.userId) await command(admin, 'deactivate', id);
    expect((await command(admin, 'deactivate', admin.userId)).status).toBe(409);
  });
});

describe('another instance', () => {
  test('hears by the channel in Redis that a session ended, and refuses it', async ({ api, redis: { url } }) => {
    const person = await newPerson(api);
    const [publisher, subscriber] = [
      connectRedis(url, { purpose: 'request' }),
      connectRedis(url, { purpose: 'blocking' }),
    ];
    const news = openAccountNews({ redis: publisher, subscriber, onFailure: () => {} });
    onTestFinished(async () => {
      news.close();
      await publisher.quit();
    });
    await vi.waitFor(() => expect(news.connected).toBe(true));
    const accounts = createAccounts({ ...api.accounts, news, secret: testSecret });
    const there = copyOf(api.appWith({ accounts }), person);
    // Others share the channel.
    const heard = new Promise((resolve) => news.onChange((change) => change?.kind === 'session' && resolve(change)));
    expect((await there.call('/v1/me')).status).toBe(200);
    await copyOf(api, person).call('/v1/auth/sign-out', { method: 'POST' });
    await heard;
    expect((await there.call('/v1/me')).status).toBe(401);
  });
});

describe('what is left of sessions', () => {
  test('goes once nobody can go on with it, and what goes on stays', async ({ api }) => {
    const person = await newPerson(api);
    const { database } = api.accounts;
    const purgeAt = (days: number) =>
      purgeOldSessions(database, { nowMs: Date.now() + days * 86_400_000, limit: 1_000 });
    await purgeAt(6);
    expect((await copyOf(api, person).call('/v1/auth/refresh', { method: 'POST' })).status).toBe(204);
    await purgeAt(100);
    const left = await withEngine(database, (tx) => rawSql(tx)`select from sessions where user_id = ${person.userId}`);
    expect(left).toHaveLength(0);
    expect((await person.call('/v1/auth/refresh', { method: 'POST' })).status).toBe(401);
  });
});

describe('while a server is away', () => {
  test('a session is judged by a copy of at most five seconds, and is then refused, never believed', async ({
    api,
  }) => {
    const person = await newPerson(api);
    const clock = { ms: Date.now() };
    const now = () => clock.ms;
    let away = false;
    const { database } = api.accounts;
    // A pool whose server is gone: every question of it fails.
    const client = new Proxy(database.app.$client, {
      apply: (target, self, args) =>
        away
          ? Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }))
          : Reflect.apply(target, self, args),
    });
    const app = new Proxy(database.app, {
      get: (target, name) => (name === '$client' ? client : Reflect.get(target, name)),
    });
    const accounts = createAccounts({ ...api.accounts, database: { ...database, app }, secret: testSecret, now });
    const there = copyOf(api.appWith({ accounts, now }), person);
    const me = async () => {
      const { status, json } = await there.call('/v1/me');
      return [status, json.error?.code];
    };
    expect(await me()).toEqual([200, undefined]);
    away = true;
    clock.ms += 4_900;
    expect(await me()).toEqual([200, undefined]);
    clock.ms += 200;
    expect(await me()).toEqual([503, 'unavailable']);
    away = false;
    expect(await me()).toEqual([200, undefined]);
  });

  test('news that are lost cost half a second, not a session that goes on', async ({ api }) => {
    const person = await newPerson(api);
    const clock = { ms: Date.now() };
    const now = () => clock.ms;
    const deaf = { ...api.accounts.news, connected: false, onChange: () => {}, tell: async () => {} };
    const accounts = createAccounts({ ...api.accounts, news: deaf, secret: testSecret, now });
    const there = copyOf(api.appWith({ accounts, now }), person);
    expect((await there.call('/v1/me')).status).toBe(200);
    await copyOf(api, person).call('/v1/auth/sign-out', { method: 'POST' });
    clock.ms += 500;
    expect((await there.call('/v1/me')).status).toBe(401);
  });
});
