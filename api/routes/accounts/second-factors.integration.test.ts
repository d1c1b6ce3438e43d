import { TOTP } from 'otpauth';
import { describe, expect } from 'vitest';
import { createAccounts } from '../../../services/accounts/accounts.ts';
import { countStrandedPasskeys } from '../../../services/accounts/second-factors/stranded-passkeys.ts';
import { type ApiFixture, dashboardUrl, test, testSecret } from '../../../test/api-fixture.ts';
import { createAuthenticator } from '../../../test/authenticator.ts';
import { browserOf, newPerson, type SignedInPerson, testPassword } from '../../../test/sign-in.ts';

const factors = '/v1/me/second-factors';
const codeAt = (secret: string, ms: number) => new TOTP({ secret }).generate({ timestamp: ms });

/** The same API at a time that the test moves on. */
function atTime(api: ApiFixture) {
  const clock = { ms: Date.now() };
  const now = () => clock.ms;
  const accounts = createAccounts({ ...api.accounts, secret: testSecret, now });
  return { clock, ...api, accounts, ...api.appWith({ accounts, now }) };
}

type Timed = ReturnType<typeof atTime>;

async function begin(api: Pick<ApiFixture, 'call'>, { email }: Pick<SignedInPerson, 'email'>) {
  const browser = browserOf(api);
  const { json } = await browser.call('/v1/auth/sign-in', { method: 'POST', body: { email, password: testPassword } });
  const answer = (body: object) =>
    browser.call('/v1/auth/second-factor', { method: 'POST', body: { challenge: json.challenge, ...body } });
  return { ...browser, json, answer };
}

async function withApp(api: Timed): Promise<SignedInPerson & { readonly secret: string }> {
  const person = await newPerson(api);
  const { json } = await person.call(`${factors}/totp`, { method: 'POST' });
  const { status } = await person.call(`${factors}/totp/confirm`, {
    method: 'POST',
    body: { code: codeAt(json.secret, api.clock.ms) },
  });
  if (status !== 204) throw new Error('the app was not enrolled');
  api.clock.ms += 30_000;
  return { ...person, secret: json.secret };
}

describe('an authenticator app', () => {
  test('counts once a code of it was confirmed, and then signing in asks for the next', async ({ api: plain }) => {
    const api = atTime(plain);
    const person = await newPerson(api);
    const { json } = await person.call(`${factors}/totp`, { method: 'POST' });
    expect((await begin(api, person)).json, 'begun only').toEqual({ status: 'signed_in' });
    const confirm = (code: string) => person.call(`${factors}/totp/confirm`, { method: 'POST', body: { code } });
    expect((await confirm('000000')).json.error).toMatchObject({ code: 'invalid', path: 'code' });
    expect((await confirm(codeAt(json.secret, api.clock.ms))).status).toBe(204);
    const asked = await begin(api, person);
    expect(asked.json).toMatchObject({ status: 'second_factor', methods: ['totp'] });
    expect(asked.cookies.size, 'no session yet').toBe(0);
    const used = await asked.answer({ code: codeAt(json.secret, api.clock.ms) });
    expect([used.status, used.json.error.message]).toEqual([401, expect.stringContaining('Wait for the next code')]);
    api.clock.ms += 30_000;
    expect((await asked.answer({ code: codeAt(json.secret, api.clock.ms) })).status).toBe(200);
    expect((await asked.call('/v1/me')).json.user.id).toBe(person.userId);
  });

  test('accepts one code once, of two sign-ins at the same moment too', async ({ api: plain }) => {
    const api = atTime(plain);
    const person = await withApp(api);
    const both = await Promise.all([begin(api, person), begin(api, person)]);
    const code = codeAt(person.secret, api.clock.ms);
    const statuses = await Promise.all(both.map(async ({ answer }) => (await answer({ code })).status));
    expect(statuses.toSorted()).toEqual([200, 401]);
  });

  test('bears five wrong codes of an account, however many sign-ins they are spread over', async ({ api: plain }) => {
    const api = atTime(plain);
    const person = await withApp(api);
    const statuses = [];
    for (let tries = 0; tries < 6; tries++)
      statuses.push((await (await begin(api, person)).answer({ code: '000000' })).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    const right = await (await begin(api, person)).answer({ code: codeAt(person.secret, api.clock.ms) });
    expect(right.status).toBe(429);
    api.clock.ms += 15 * 60_000;
    const later = await begin(api, person);
    expect((await later.answer({ code: codeAt(person.secret, api.clock.ms) })).status).toBe(200);
  });

  test('is not asked for once it is removed, and a sign-in is not finished after five minutes', async ({
    api: plain,
  }) => {
    const api = atTime(plain);
    const person = await withApp(api);
    const slow = await begin(api, person);
    api.clock.ms += 5 * 60_000;
    const answer = await slow.answer({ code: codeAt(person.secret, api.clock.ms) });
    expect([answer.status, answer.json.error.code]).toEqual([410, 'gone']);
    expect((await person.call(`${factors}/totp`, { method: 'DELETE' })).status).toBe(204);
    expect((await begin(api, person)).json).toEqual({ status: 'signed_in' });
  });
});

describe('a passkey', () => {
  async function enrol(api: Pick<ApiFixture, 'call'>, person: SignedInPerson, origin = dashboardUrl) {
    const authenticator = createAuthenticator();
    const { json } = await person.call(`${factors}/passkey-options`, { method: 'POST', headers: { origin } });
    const kept = await person.call(`${factors}/passkeys`, {
      method: 'POST',
      headers: { origin },
      body: { challenge: json.challenge, name: 'Laptop', response: authenticator.create(json.options, origin) },
    });
    return { authenticator, kept, api };
  }

  async function askedFor(api: Pick<ApiFixture, 'call'>, person: SignedInPerson) {
    const asked = await begin(api, person);
    const { json: options } = await asked.call('/v1/auth/second-factor/passkey', {
      method: 'POST',
      body: { challenge: asked.json.challenge },
    });
    return { ...asked, options };
  }

  test('finishes a sign-in by what it signs', async ({ api }) => {
    const person = await newPerson(api);
    const { authenticator, kept } = await enrol(api, person);
    expect(kept.status).toBe(201);
    const asked = await askedFor(api, person);
    expect(asked.json.methods).toEqual(['passkey']);
    expect((await asked.answer({ passkey: authenticator.get(asked.options, dashboardUrl) })).status).toBe(200);
    const { json } = await person.call(factors);
    expect(json.passkeys).toMatchObject([{ name: 'Laptop', rpId: 'engine.example', usable: true }]);
  });

  test('that never counts, or counts backwards, is accepted and only written down', async ({ api }) => {
    const person = await newPerson(api);
    const { authenticator } = await enrol(api, person);
    for (const counter of [0, 7, 3, 0]) {
      const asked = await askedFor(api, person);
      const { status } = await asked.answer({ passkey: authenticator.get(asked.options, dashboardUrl, { counter }) });
      expect([counter, status]).toEqual([counter, 200]);
    }
    const { json } = await api.call(`/v1/audit/installation?actorId=${person.userId}&subjectKind=second_factor`, {
      key: api.adminKey,
    });
    const changes = json.items.flatMap(({ change }: { change: { counter?: object } }) => change.counter ?? []);
    expect(changes).toEqual([
      { before: 3, after: 0 },
      { before: 7, after: 3 },
    ]);
  });

  test('is refused without the person, for another page, for another sign-in, and when it is another’s', async ({
    api,
  }) => {
    const person = await newPerson(api);
    const { authenticator } = await enrol(api, person);
    const asked = await askedFor(api, person);
    const [other, strange] = [await askedFor(api, person), createAuthenticator()];
    for (const passkey of [
      authenticator.get(asked.options, dashboardUrl, { verified: false }),
      authenticator.get(asked.options, 'https://evil.example'),
      authenticator.get({ ...asked.options, rpId: 'evil.example' }, dashboardUrl),
      authenticator.get(other.options, dashboardUrl),
      strange.get(asked.options, dashboardUrl),
    ]) {
      const { status, json } = await asked.answer({ passkey });
      expect([status, json.error.code]).toEqual([401, 'unauthenticated']);
    }
  });

  test('stays with the address it was made under: another factor is left, or a sentence says what to do', async ({
    api: plain,
  }) => {
    const api = atTime(plain);
    const [both, alone] = [await withApp(api), await newPerson(api)];
    await enrol(api, both);
    await enrol(api, alone);
    const moved = { ...api.accounts, publicUrl: () => 'https://moved.example' };
    const there = api.appWith({ accounts: moved, now: () => api.clock.ms });
    const signIn = ({ email }: SignedInPerson) =>
      browserOf(there).call('/v1/auth/sign-in', {
        method: 'POST',
        headers: { origin: 'https://moved.example' },
        body: { email, password: testPassword },
      });
    expect((await signIn(both)).json).toMatchObject({ status: 'second_factor', methods: ['totp'] });
    const { status, json } = await signIn(alone);
    expect([status, json.error.message]).toEqual([403, expect.stringContaining('another address')]);
    const stranded = await countStrandedPasskeys(moved);
    expect(stranded).toMatchObject({ host: 'moved.example' });
    expect(stranded?.accounts).toBeGreaterThanOrEqual(2);
  });
});
