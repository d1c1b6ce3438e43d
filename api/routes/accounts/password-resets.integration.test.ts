import { eq, inArray, type SQL } from 'drizzle-orm';
import { TOTP } from 'otpauth';
import { describe, expect } from 'vitest';
import { passwordResets } from '../../../db/postgres/schema/index.ts';
import { withEngine } from '../../../db/postgres/tenancy.ts';
import { system } from '../../../domain/actor.ts';
import { minuteMs } from '../../../domain/duration.ts';
import { createAccounts } from '../../../services/accounts/accounts.ts';
import type { AccountMail, Mailer } from '../../../services/accounts/mailer.ts';
import { resetLifeMs } from '../../../services/accounts/password-resets/request.ts';
import { sendDueResets } from '../../../services/accounts/password-resets/send-due.ts';
import { purgeOldSessions } from '../../../services/accounts/sessions/purge-old.ts';
import { setUserActive } from '../../../services/accounts/users/deactivate.ts';
import { type ApiAnswer, type ApiFixture, dashboardUrl, test, testSecret } from '../../../test/api-fixture.ts';
import { browserOf, newPerson, testPassword } from '../../../test/sign-in.ts';

const path = '/v1/auth/password-resets';
const newPassword = 'another sentence that only tests know';

/** The API with a mailer that keeps what it is given, at a time that can be moved. */
function world(api: ApiFixture, takes: (mail: AccountMail) => boolean = () => true) {
  const mails: AccountMail[] = [];
  const mailer: Mailer = {
    send: async () => false,
    async sendOrKeep(mail) {
      if (!takes(mail)) return false;
      mails.push(mail);
      return true;
    },
  };
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const accounts = createAccounts({ ...api.accounts, secret: testSecret, mailer, now });
  const there = { ...api, accounts, ...api.appWith({ accounts, now }) };
  return {
    api: there,
    accounts,
    /** Other tests of this file have people who wait for mail too. */
    mailsTo: (email: string) => mails.filter(({ to }) => to === email),
    goOn: (ms: number) => {
      aheadMs += ms;
    },
    send: () => sendDueResets(accounts, { limit: 100 }),
    ask: (email: string, headers: Readonly<Record<string, string>> = {}) =>
      browserOf(there).call(path, { method: 'POST', body: { email }, headers }),
    show: (token: string) => browserOf(there).call(`${path}/${token}`),
    set: (token: string, password = newPassword) =>
      browserOf(there).call(`${path}/${token}`, { method: 'POST', body: { password } }),
    signIn: (email: string, password: string) =>
      browserOf(there).call('/v1/auth/sign-in', { method: 'POST', body: { email, password } }),
  };
}

const tokenIn = (mail: AccountMail | undefined): string =>
  new URL(/https?:\S+/.exec(mail?.text ?? '')?.[0] ?? '').hash.slice(1);

/** Somebody in the team of a store, who asked for a link. */
async function forgetful(api: ApiFixture) {
  const there = world(api);
  const store = await api.newStore();
  const person = await newPerson(there.api, { roles: { [store.id]: 'marketer' } });
  expect((await there.ask(person.email)).status).toBe(202);
  await there.send();
  return { ...there, store, person, token: tokenIn(there.mailsTo(person.email)[0]) };
}

const rowsWhere = (api: ApiFixture, condition: SQL) =>
  withEngine(api.database, (tx) => tx.select().from(passwordResets).where(condition));

const codeOf = ({ status, json }: ApiAnswer) => [status, json?.error?.code];

describe('asking for a new password', () => {
  test('is answered alike whether there is an account or not, before anybody looked', async ({ api }) => {
    const { ask, send, mailsTo, api: there } = world(api);
    const store = await api.newStore();
    const person = await newPerson(there, { roles: { [store.id]: 'analyst' } });
    const gone = await newPerson(there, { roles: { [store.id]: 'analyst' } });
    await setUserActive(api.accounts, { actor: system, userId: gone.userId, active: false });
    const emails = [person.email, 'nobody-at-all@shop.example', gone.email];
    const answers = [];
    for (const email of emails) {
      const { status, text, headers } = await ask(email);
      answers.push(JSON.stringify([status, text, [...headers.keys()].sort(), headers.getSetCookie()]));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('202');
    // The same was written for all three, and nothing that says who has an account.
    const rows = await rowsWhere(api, inArray(passwordResets.email, emails));
    expect(rows.map(({ userId, tokenHash, attempts }) => [userId, tokenHash, attempts])).toEqual(
      Array(3).fill([null, null, 0]),
    );
    await send();
    expect(emails.map((email) => mailsTo(email).length)).toEqual([1, 0, 0]);
    expect(await rowsWhere(api, inArray(passwordResets.email, emails))).toEqual([]);
    expect(await rowsWhere(api, eq(passwordResets.userId, person.userId))).toHaveLength(1);
  });

  test('sends a link of the configured address, whatever host the request names', async ({ api }) => {
    const { ask, send, mailsTo, api: there } = world(api);
    const store = await api.newStore();
    const { email } = await newPerson(there, { roles: { [store.id]: 'analyst' } });
    const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
    expect((await ask(email, forged)).status).toBe(202);
    await send();
    const [mail] = mailsTo(email);
    expect(mail?.text).toContain(`${dashboardUrl}/reset-password#`);
    expect(JSON.stringify(mail)).not.toContain('evil.example');
    expect(mail?.storeId).toBe(store.id);
    expect(codeOf(await ask(email, { origin: 'https://evil.example' }))).toEqual([403, 'origin_mismatch']);
  });

  test('is limited by address of the account, whether there is one or not, and by where it comes from', async ({
    api,
  }) => {
    const { ask, goOn, api: there } = world(api);
    const { email } = await newPerson(there);
    for (const each of [email, 'still-nobody@shop.example']) {
      const statuses = [];
      for (let tries = 0; tries < 4; tries++) statuses.push((await ask(each)).status);
      expect(statuses).toEqual([202, 202, 202, 429]);
    }
    goOn(16 * minuteMs);
    expect((await ask(email)).status).toBe(202);

    const few = await there.serve({
      accounts: there.accounts,
      limitsPerAddress: { sign_ins: { points: 2, windowMs: 60_000 } },
    });
    const statuses = [];
    for (const number of [1, 2, 3]) {
      const answer = await few.call(path, { method: 'POST', body: { email: `number-${number}@shop.example` } });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([202, 202, 429]);
    await few.stop(0);
  });

  test('of an admin without a store sends too, in the language of the account', async ({ api }) => {
    const { ask, send, mailsTo, api: there } = world(api);
    await api.newStore();
    const admin = await newPerson(there, { admin: true });
    await admin.call('/v1/me', { method: 'PATCH', body: { locale: 'de' } });
    await ask(` ${admin.email.toUpperCase()} `);
    await send();
    expect(mailsTo(admin.email).map(({ subject }) => subject)).toEqual(['Ein neues Passwort für Ihr Konto']);
  });

  test('is tried again with the same link where no provider took it, five times and no more', async ({ api }) => {
    const tried: AccountMail[] = [];
    const {
      send,
      goOn,
      api: there,
      ask,
    } = world(api, (mail) => {
      tried.push(mail);
      return false;
    });
    const store = await api.newStore();
    const person = await newPerson(there, { roles: { [store.id]: 'analyst' } });
    await ask(person.email);
    for (let round = 0; round < 8; round++) {
      await send();
      goOn(2 * minuteMs);
    }
    const links = tried.filter(({ to }) => to === person.email).map(tokenIn);
    expect([links.length, new Set(links).size]).toEqual([5, 1]);
    const [row] = await rowsWhere(api, eq(passwordResets.userId, person.userId));
    expect(row?.email).toBeNull();
  });
});

describe('a link to a new password', () => {
  test('sets it once, ends every session, and signs nobody in', async ({ api }) => {
    const { person, token, set, show, signIn, api: there } = await forgetful(api);
    expect((await person.call('/v1/me')).status).toBe(200);
    const before = await api.call('/v1/audit/installation?limit=200', { key: api.adminKey });
    for (let looks = 0; looks < 3; looks++) expect((await show(token)).status).toBe(200);
    expect(codeOf(await set(token, 'short'))).toEqual([422, 'invalid']);
    const answer = await set(token);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([204, []]);
    expect((await person.call('/v1/me')).status).toBe(401);
    expect((await person.call('/v1/auth/refresh', { method: 'POST' })).status).toBe(401);
    expect([
      (await signIn(person.email, testPassword)).status,
      (await signIn(person.email, newPassword)).status,
    ]).toEqual([401, 200]);
    for (const again of [await set(token), await show(token)]) expect(codeOf(again)).toEqual([410, 'gone']);
    const known = new Set(before.json.items.map(({ id }: { id: string }) => id));
    const after = await there.call('/v1/audit/installation?limit=200', { key: api.adminKey });
    expect(after.json.items.filter(({ id }: { id: string }) => !known.has(id))).toMatchObject([
      {
        actorKind: 'user',
        actorId: person.userId,
        action: 'account:write',
        subjectKind: 'user',
        change: { password: {} },
      },
    ]);
    expect(before.json.items).toContainEqual(
      expect.objectContaining({
        subjectId: person.userId,
        change: { link: { before: null, after: 'password_reset' } },
      }),
    );
    expect(JSON.stringify([before.json, after.json])).not.toContain(token);
  });

  test('of two at once sets one password', async ({ api }) => {
    const { token, set } = await forgetful(api);
    const answers = await Promise.all([set(token), set(token, `${newPassword}!`)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
  });

  test('works for half an hour, and is deleted after it', async ({ api }) => {
    const { person, token, show, set, goOn, accounts } = await forgetful(api);
    goOn(resetLifeMs - minuteMs);
    expect((await show(token)).status).toBe(200);
    goOn(2 * minuteMs);
    for (const late of [await show(token), await set(token)]) expect(codeOf(late)).toEqual([410, 'gone']);
    await purgeOldSessions(api.database, { nowMs: accounts.now(), limit: 100 });
    expect(await rowsWhere(api, eq(passwordResets.userId, person.userId))).toEqual([]);
  });

  test('is dead once a newer one was sent, the password was changed, or the account was deactivated', async ({
    api,
  }) => {
    const { person, ask, send, mailsTo, show } = await forgetful(api);
    await ask(person.email);
    await send();
    const [first, second] = mailsTo(person.email).map(tokenIn);
    expect(first).not.toBe(second);
    expect([(await show(first ?? '')).status, (await show(second ?? '')).status]).toEqual([410, 200]);
    const body = { currentPassword: testPassword, newPassword };
    expect((await person.call('/v1/me/password', { method: 'POST', body })).status).toBeLessThan(300);
    expect((await show(second ?? '')).status).toBe(410);

    const other = await forgetful(api);
    await setUserActive(api.accounts, { actor: system, userId: other.person.userId, active: false });
    expect(codeOf(await other.set(other.token))).toEqual([410, 'gone']);
  });

  test('leaves the second factor in its place', async ({ api }) => {
    const { person, token, set, signIn } = await forgetful(api);
    const { json } = await person.call('/v1/me/second-factors/totp', { method: 'POST' });
    const code = new TOTP({ secret: json.secret }).generate();
    await person.call('/v1/me/second-factors/totp/confirm', { method: 'POST', body: { code } });
    expect((await set(token)).status).toBe(204);
    expect((await signIn(person.email, newPassword)).json.status).toBe('second_factor');
  });

  test('opens an account again that too many wrong passwords had closed', async ({ api }) => {
    const { person, token, set, signIn } = await forgetful(api);
    for (let tries = 0; tries < 11; tries++) await signIn(person.email, 'a guess');
    expect((await signIn(person.email, testPassword)).status).toBe(429);
    expect((await set(token)).status).toBe(204);
    expect((await signIn(person.email, newPassword)).status).toBe(200);
  });

  test.for(['a-made-up-token', '%00', 'x'.repeat(100)])('that nobody sent is gone: %s', async (token, { api }) => {
    const { show, set } = world(api);
    for (const answer of [await show(token), await set(token)]) expect([400, 410, 422]).toContain(answer.status);
  });
});
