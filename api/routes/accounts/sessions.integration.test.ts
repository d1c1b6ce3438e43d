import { describe, expect } from 'vitest';
import { system } from '../../../domain/actor.ts';
import { refreshGraceMs, refreshTokenMs } from '../../../domain/session.ts';
import { createAccounts } from '../../../services/accounts/accounts.ts';
import { accessTokenSeconds } from '../../../services/accounts/tokens/access-token.ts';
import { setUserActive } from '../../../services/accounts/users/deactivate.ts';
import { type ApiFixture, dashboardUrl, test, testSecret } from '../../../test/api-fixture.ts';
import { browserOf, newPerson, type SignedInPerson, testPassword } from '../../../test/sign-in.ts';

const refresh = (person: SignedInPerson) => person.call('/v1/auth/refresh', { method: 'POST' });
const attributesOf = (lines: readonly string[]) => lines.map((line) => line.replace(/=[^;]*/, '=…').split('; '));

/** The same API at another time. */
function later(api: ApiFixture, ms: () => number) {
  const now = () => Date.now() + ms();
  const accounts = createAccounts({ ...api.accounts, secret: testSecret, now });
  return { accounts, ...api.appWith({ accounts, now }) };
}

describe('signing in', () => {
  test('sets two cookies that no script reads and no other host can set', async ({ api }) => {
    const { email } = await newPerson(api);
    const answer = await browserOf(api).call('/v1/auth/sign-in', {
      method: 'POST',
      body: { email: ` ${email.toUpperCase()} `, password: testPassword },
    });
    expect([answer.status, answer.json]).toEqual([200, { status: 'signed_in' }]);
    expect(attributesOf(answer.headers.getSetCookie())).toEqual([
      ['__Host-crk_access=…', `Max-Age=…`, 'Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax'].map((part) =>
        part.replace('Max-Age=…', `Max-Age=${accessTokenSeconds}`),
      ),
      ['__Host-crk_refresh=…', `Max-Age=${refreshTokenMs / 1_000}`, 'Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax'],
    ]);
  });

  test('without TLS sets no cookie that the browser would drop', async ({ api }) => {
    const { email } = await newPerson(api);
    const accounts = { ...api.accounts, publicUrl: () => 'http://192.168.1.5:3000' };
    const { headers } = await api.appWith({ accounts }).call('/v1/auth/sign-in', {
      method: 'POST',
      headers: { origin: 'http://192.168.1.5:3000' },
      body: { email, password: testPassword },
    });
    expect(headers.getSetCookie().join()).not.toContain('Secure');
  });

  test('says the same of a wrong password, an unknown address and a deactivated account', async ({ api }) => {
    const [known, gone] = [await newPerson(api), await newPerson(api)];
    await setUserActive(api.accounts, { actor: system, userId: gone.userId, active: false });
    const answers = [];
    for (const body of [
      { email: known.email, password: 'not the right one' },
      { email: 'nobody@shop.example', password: testPassword },
      { email: gone.email, password: testPassword },
    ]) {
      const { status, json } = await browserOf(api).call('/v1/auth/sign-in', { method: 'POST', body });
      answers.push([status, json.error.code, json.error.message]);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.slice(0, 2)).toEqual([401, 'unauthenticated']);
  });

  test('refuses a password that is longer than any before it looks for an account', async ({ api }) => {
    const { status, json } = await browserOf(api).call('/v1/auth/sign-in', {
      method: 'POST',
      body: { email: 'ada@shop.example', password: 'x'.repeat(100_000) },
    });
    expect([status, json.error.path]).toEqual([422, 'password']);
  });

  test('is limited by account, whether there is one or not, and the right password is refused then too', async ({
    api,
  }) => {
    const { email } = await newPerson(api);
    for (const each of [email, 'still.nobody@shop.example']) {
      const statuses = [];
      for (let tries = 0; tries < 11; tries++) {
        const body = { email: each, password: 'a guess' };
        statuses.push((await browserOf(api).call('/v1/auth/sign-in', { method: 'POST', body })).status);
      }
      expect(statuses).toEqual([...Array(10).fill(401), 429]);
    }
    const locked = await browserOf(api).call('/v1/auth/sign-in', {
      method: 'POST',
      body: { email, password: testPassword },
    });
    expect([locked.status, Number(locked.headers.get('retry-after')) > 0]).toEqual([429, true]);
    const again = later(api, () => 16 * 60_000);
    const open = await browserOf(again).call('/v1/auth/sign-in', {
      method: 'POST',
      body: { email, password: testPassword },
    });
    expect(open.status).toBe(200);
  });

  test('is refused from a page of another origin, naming what was expected and what came', async ({ api }) => {
    const { email } = await newPerson(api);
    const { status, json } = await browserOf(api).call('/v1/auth/sign-in', {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: { email, password: testPassword },
    });
    expect([status, json.error.code]).toEqual([403, 'origin_mismatch']);
    expect(json.error.message).toContain(dashboardUrl);
    expect(json.error.message).toContain('https://evil.example');
  });
});

describe('a session', () => {
  test('shows who is signed in, and what they may do where', async ({ api }) => {
    const [one, other] = [await api.newStore(), await api.newStore()];
    const person = await newPerson(api, { roles: { [one.id]: 'analyst' } });
    const { status, json } = await person.call('/v1/me');
    expect([status, json.user, json.admin]).toEqual([
      200,
      { id: person.userId, email: person.email, name: 'Ada', locale: 'en' },
      false,
    ]);
    expect(json.stores).toMatchObject([{ id: one.id, role: 'analyst' }]);
    expect(json.stores[0].permissions).toContain('carts:read');
    const read = async (storeId?: string) => (await person.call('/v1/carts', { storeId })).status;
    expect([await read(one.id), await read(other.id), await read()]).toEqual([200, 403, 400]);
  });

  test('of an admin acts in every store and in the installation', async ({ api }) => {
    const store = await api.newStore();
    const admin = await newPerson(api, { admin: true });
    expect((await admin.call('/v1/carts', { storeId: store.id })).status).toBe(200);
    expect((await admin.call('/v1/stores')).status).toBe(200);
    expect((await admin.call('/v1/me')).json.stores.map(({ id }: { id: string }) => id)).toContain(store.id);
    expect((await (await newPerson(api)).call('/v1/stores')).status).toBe(403);
  });

  test('changes something only from the dashboard’s own pages, and a key needs no origin (I30)', async ({ api }) => {
    const store = await api.newStore();
    const owner = await newPerson(api, { roles: { [store.id]: 'store_owner' } });
    const change = (headers: Record<string, string>) =>
      owner.call('/v1/store', { method: 'PATCH', storeId: store.id, body: { name: 'New' }, headers });
    for (const origin of ['https://evil.example', `${dashboardUrl}.evil.example`, 'null', 'nonsense', '']) {
      const { status, json } = await change({ origin });
      expect([origin, status, json.error?.code]).toEqual([origin, 403, 'origin_mismatch']);
    }
    // A proxy may write any Host.
    expect((await change({ host: 'internal:8080' })).status).toBe(200);
    const { status } = await owner.call('/v1/store', {
      method: 'PATCH',
      body: { name: 'By key' },
      headers: { authorization: `Bearer ${store.key}`, origin: 'https://evil.example' },
    });
    expect(status).toBe(200);
  });

  test('ends at sign-out for both tokens at once, on an instance that has just seen it too', async ({ api }) => {
    const store = await api.newStore();
    const person = await newPerson(api, { roles: { [store.id]: 'analyst' } });
    const second = api.appWith({});
    const stolen = new Map(person.cookies);
    const onSecond = browserOf(second);
    for (const [name, value] of stolen) onSecond.cookies.set(name, value);
    expect((await onSecond.call('/v1/me')).status).toBe(200);
    expect((await person.call('/v1/auth/sign-out', { method: 'POST' })).status).toBe(204);
    expect(person.cookies.size).toBe(0);
    const after = await onSecond.call('/v1/me');
    expect([after.status, after.json.error.code]).toEqual([401, 'unauthenticated']);
    expect((await refresh(onSecond)).status).toBe(401);
  });

  test('is over when the access token is, until it is refreshed', async ({ api }) => {
    const person = await newPerson(api);
    let ms = 0;
    const then = later(api, () => ms);
    const browser = browserOf(then);
    for (const [name, value] of person.cookies) browser.cookies.set(name, value);
    ms = (accessTokenSeconds + 1) * 1_000;
    expect((await browser.call('/v1/me')).status).toBe(401);
    expect((await refresh(browser)).status).toBe(204);
    expect((await browser.call('/v1/me')).status).toBe(200);
  });

  test('does not pass with a token that was changed', async ({ api }) => {
    const person = await newPerson(api);
    const token = person.cookies.get('__Host-crk_access') ?? '';
    for (const wrong of [
      `${token.slice(0, -2)}AA`,
      token.replace('v4.public', 'v3.public'),
      'x'.repeat(5_000),
      'v4.public.',
    ]) {
      person.cookies.set('__Host-crk_access', wrong);
      expect((await person.call('/v1/me')).status).toBe(401);
    }
  });
});

describe('refreshing', () => {
  test('twenty times at once gives one successor, and nobody is signed out', async ({ api }) => {
    const person = await newPerson(api);
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(copyOf(api, person))));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(204));
    const successors = answers.map(({ headers }) =>
      headers.getSetCookie().find((line) => line.startsWith('__Host-crk_refresh')),
    );
    expect(new Set(successors).size).toBe(1);
    expect((await person.call('/v1/me/sessions')).json.items).toHaveLength(1);
  });

  test('again after a lost answer gives the same successor, however late, while that is unused', async ({ api }) => {
    const person = await newPerson(api);
    let ms = 0;
    const then = later(api, () => ms);
    const [lost, patient] = [copyOf(then, person), copyOf(then, person)];
    await refresh(lost);
    ms = refreshTokenMs / 2;
    expect((await refresh(patient)).status).toBe(204);
    expect(patient.cookies.get('__Host-crk_refresh')).toBe(lost.cookies.get('__Host-crk_refresh'));
  });

  test('with a token that was left behind ends the session for all who hold one, and is written down', async ({
    api,
  }) => {
    const person = await newPerson(api);
    let ms = 0;
    const then = later(api, () => ms);
    const [thief, owner] = [copyOf(then, person), copyOf(then, person)];
    await refresh(owner);
    await refresh(owner);
    const within = copyOf(then, person);
    expect((await refresh(within)).status, 'a tab that was slow').toBe(204);
    ms = refreshGraceMs + 1;
    const refused = await refresh(thief);
    expect([refused.status, thief.cookies.size]).toEqual([401, 0]);
    expect((await refresh(owner)).status).toBe(401);
    const { json } = await api.call(`/v1/audit/installation?actorId=${person.userId}`, { key: api.adminKey });
    expect(json.items).toMatchObject([
      { action: 'account:write', subjectKind: 'session', change: { ended: { after: 'token_reused' } } },
    ]);
  });

  test('without a cookie, with a made-up one and after a week is refused and clears the cookies', async ({ api }) => {
    const person = await newPerson(api);
    const made = browserOf(api);
    made.cookies.set('__Host-crk_refresh', 'A'.repeat(43));
    const late = copyOf(
      later(api, () => refreshTokenMs),
      person,
    );
    for (const browser of [browserOf(api), made, late]) {
      const { status, json, headers } = await refresh(browser);
      expect([status, json.error.code]).toEqual([401, 'unauthenticated']);
      expect(headers.getSetCookie().join()).toContain('Max-Age=0');
    }
  });

  test('needs the dashboard’s origin, and a refusal for that leaves the cookies alone', async ({ api }) => {
    const person = await newPerson(api);
    const { status, json, headers } = await person.call('/v1/auth/refresh', {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    });
    expect([status, json.error.code, headers.getSetCookie()]).toEqual([403, 'origin_mismatch', []]);
  });
});

function copyOf(api: Pick<ApiFixture, 'call'>, { userId, email, cookies }: SignedInPerson): SignedInPerson {
  const copy = browserOf(api, { userId, email });
  for (const [name, value] of cookies) copy.cookies.set(name, value);
  return copy;
}
