import { describe, expect } from 'vitest';
import { dayMs, minuteMs } from '../../../domain/duration.ts';
import { defaultSessionRules } from '../../../domain/session.ts';
import { createAccounts } from '../../../services/accounts/accounts.ts';
import { type ApiFixture, dashboardUrl, test, testSecret } from '../../../test/api-fixture.ts';
import { browserOf, newPerson, type SignedInPerson, testPassword } from '../../../test/sign-in.ts';

const refresh = (person: SignedInPerson) => person.call('/v1/auth/refresh', { method: 'POST' });

/** The same API with a clock that the test moves on. */
function atTime(api: ApiFixture) {
  const clock = { ms: Date.now() };
  const now = () => clock.ms;
  const accounts = createAccounts({ ...api.accounts, secret: testSecret, now });
  return { clock, ...api, accounts, ...api.appWith({ accounts, now }) };
}

describe('a session', () => {
  test('is over after its longest life, however much it is used, and its newest tokens with it', async ({
    api: plain,
  }) => {
    const api = atTime(plain);
    const person = await newPerson(api);
    const begun = api.clock.ms;
    for (let day = 5; day < 30; day += 5) {
      api.clock.ms = begun + day * dayMs;
      expect((await refresh(person)).status).toBe(204);
    }
    api.clock.ms = begun + defaultSessionRules.longestMs - minuteMs;
    expect((await refresh(person)).status).toBe(204);
    expect((await person.call('/v1/me')).status).toBe(200);
    api.clock.ms = begun + defaultSessionRules.longestMs;
    expect((await person.call('/v1/me')).status, 'by a token that is good by itself').toBe(401);
    expect((await refresh(person)).status).toBe(401);
  });

  test('that begins in a browser with one ends that one', async ({ api }) => {
    const person = await newPerson(api);
    const before = browserOf(api, person);
    for (const [name, value] of person.cookies) before.cookies.set(name, value);
    const body = { email: person.email, password: testPassword };
    expect((await person.call('/v1/auth/sign-in', { method: 'POST', body })).status).toBe(200);
    expect((await person.call('/v1/me/sessions')).json.items).toHaveLength(1);
    expect((await before.call('/v1/me')).status).toBe(401);
  });
});

describe('what changes how somebody signs in, or lets a program in', () => {
  const changes = [
    ['POST', '/v1/me/second-factors/totp'],
    ['DELETE', '/v1/me/second-factors/totp'],
    ['POST', '/v1/me/second-factors/passkey-options'],
    ['DELETE', '/v1/me/second-factors/passkeys/0199a3d5-1b2c-7d3e-8f40-5a6b7c8d9e0f'],
    ['POST', '/v1/me/identities'],
    ['DELETE', '/v1/me/identities/0199a3d5-1b2c-7d3e-8f40-5a6b7c8d9e0f'],
    ['POST', '/v1/api-keys'],
  ] as const;

  test('takes a session that began a moment ago, and one sign-in opens all of it again', async ({ api: plain }) => {
    const api = atTime(plain);
    const store = await api.newStore();
    const person = await newPerson(api, { roles: { [store.id]: 'store_owner' } });
    const answers = async () => {
      const found = [];
      for (const [method, path] of changes) {
        const body = path === '/v1/api-keys' ? { name: 'a program', scopes: ['carts:read'] } : undefined;
        const { status, json } = await person.call(path, { method, storeId: store.id, body });
        found.push(json?.error?.code ?? status);
      }
      return found;
    };
    api.clock.ms += defaultSessionRules.freshMs;
    await refresh(person);
    expect(await answers()).toEqual(changes.map(() => 'sign_in_again'));
    expect((await person.call('/v1/me')).status, 'all else goes on').toBe(200);
    const body = { email: person.email, password: testPassword };
    expect((await person.call('/v1/auth/sign-in', { method: 'POST', body })).status).toBe(200);
    expect(await answers()).not.toContain('sign_in_again');
  });

  test('asks keys and the operator for nothing more: they prove themselves each time', async ({ api: plain }) => {
    const api = atTime(plain);
    const store = await api.newStore();
    api.clock.ms += dayMs;
    const body = { name: 'a program', scopes: ['carts:read'] };
    expect((await api.call('/v1/api-keys', { method: 'POST', key: store.key, body })).status).toBe(201);
  });
});

describe('the cookies of a session', () => {
  test('under the names of before there was TLS are taken over once, and nobody is signed out', async ({ api }) => {
    const person = await newPerson(api);
    const old = browserOf(api, person);
    old.cookies.set('crk_access', person.cookies.get('__Host-crk_access') ?? '');
    old.cookies.set('crk_refresh', person.cookies.get('__Host-crk_refresh') ?? '');
    expect((await old.call('/v1/me')).status, 'a token that anybody could have set').toBe(401);
    expect((await refresh(old)).status).toBe(204);
    expect([...old.cookies.keys()].toSorted()).toEqual(['__Host-crk_access', '__Host-crk_refresh']);
    expect((await old.call('/v1/me')).status).toBe(200);
  });

  test('cannot be put in the place of others by a neighbouring name', async ({ api }) => {
    const [victim, attacker] = [await newPerson(api), await newPerson(api)];
    for (const kind of ['access', 'refresh'])
      victim.cookies.set(`crk_${kind}`, attacker.cookies.get(`__Host-crk_${kind}`) ?? '');
    expect((await refresh(victim)).status).toBe(204);
    expect((await victim.call('/v1/me')).json.user.id).toBe(victim.userId);
  });

  test('go by plain names and to few paths where there is no TLS', async ({ api }) => {
    const { email } = await newPerson(api);
    const url = 'http://localhost:3000';
    const accounts = { ...api.accounts, publicUrl: () => url };
    const plain = browserOf(api.appWith({ accounts }));
    const body = { email, password: testPassword };
    const { headers } = await plain.call('/v1/auth/sign-in', { method: 'POST', body, headers: { origin: url } });
    expect(headers.getSetCookie().map((line) => line.replace(/=[^;]*; Max-Age=\d+/, ''))).toEqual([
      'crk_access; Path=/; HttpOnly; SameSite=Lax',
      'crk_refresh; Path=/v1/auth; HttpOnly; SameSite=Lax',
    ]);
    expect((await plain.call('/v1/me', { headers: { origin: url } })).status).toBe(200);
    expect(dashboardUrl.startsWith('https:'), 'the other tests have TLS').toBe(true);
  });
});
