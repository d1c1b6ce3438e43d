import { expect, inject } from 'vitest';
import { pollUntil } from '../../runtime/poll-until.ts';
import { addressHasher } from '../../test/address-hasher.ts';
import { test as base } from '../../test/fixtures.ts';
import { connectPostgres } from './connect.ts';
import { openTransactional } from './transaction.ts';
import { dropLogin, makeLoginLike } from './turn-login.ts';
import { createTurningPool } from './turning-pool.ts';

interface Logins {
  /** Another login beside that of the address, as an address. */
  another(url: string): Promise<string>;
  drop(url: string): Promise<number>;
}

const test = base.extend('logins', { scope: 'file' }, async ({}, { onCleanup }): Promise<Logins> => {
  const admin = connectPostgres(inject('servers').postgres.superuserUrl, {
    maxConnections: 1,
    applicationName: 'test',
  });
  const made: string[] = [];
  onCleanup(async () => {
    for (const login of made)
      await pollUntil(async () => (await dropLogin(admin, login)) === 0, AbortSignal.timeout(10_000));
    await admin.end({ timeout: 5 });
  });
  return {
    async another(url) {
      const { login, password } = await makeLoginLike(admin, new URL(url).username);
      made.push(login);
      return Object.assign(new URL(url), { username: login, password }).href;
    },
    drop: (url) => dropLogin(admin, new URL(url).username),
  };
});

const opening =
  (url: string, maxConnections = 2) =>
  () =>
    connectPostgres(url, { maxConnections, applicationName: 'test-turning-pool' });

test('another login takes over what begins, and what is in hand and in line is finished with the old one', async ({
  database,
  logins,
}) => {
  const pool = createTurningPool(opening(database.appUrl, 1));
  const who = () => pool.sql<{ login: string }[]>`select session_user as login, pg_sleep(0.02)`;
  const before = Array.from({ length: 10 }, who);
  const next = await logins.another(database.appUrl);
  // Those above wait in line for the one connection.
  const { retired } = await pool.turn(opening(next), { graceMs: 1_000 });
  const after = await Promise.all(Array.from({ length: 3 }, who));
  expect(new Set(after.flat().map(({ login }) => login))).toEqual(new Set([new URL(next).username]));
  expect((await Promise.all(before)).flat().map(({ login }) => login)).toEqual(Array(10).fill('cart_app_login'));
  await retired;
  await pool.sql.end({ timeout: 5 });
});

test('its rights are those of the login before, and a transaction reads rows as it did', async ({
  database,
  logins,
}) => {
  const pool = createTurningPool(opening(database.engineUrl));
  const drizzled = openTransactional(pool.sql, addressHasher);
  const read = () =>
    drizzled.transaction(async (tx) => {
      const [row] = await tx.sql`select set_config('role', 'cart_pipeline', true) as role, now() as at`;
      return { role: row?.['role'], at: typeof row?.['at'] };
    });
  const before = await read();
  const { retired } = await pool.turn(opening(await logins.another(database.engineUrl)), { graceMs: 10 });
  expect(await read()).toEqual(before);
  await retired;
  await pool.sql.end({ timeout: 5 });
});

test('whoever listens goes on listening, and is told to look, as something may have been missed', async ({
  database,
  logins,
}) => {
  const pool = createTurningPool(opening(database.engineUrl));
  let [heard, looks] = [0, 0];
  const { unlisten } = await pool.sql.listen(
    'test_turning',
    () => (heard += 1),
    () => (looks += 1),
  );
  const { retired } = await pool.turn(opening(await logins.another(database.engineUrl)), { graceMs: 10 });
  await retired;
  await expect.poll(() => looks).toBe(2);
  await pool.sql`select pg_notify('test_turning', '')`;
  await expect.poll(() => heard).toBe(1);
  await unlisten();
  await pool.sql.end({ timeout: 5 });
});

test('a login that does not work never takes the place of one that does', async ({ database }) => {
  const pool = createTurningPool(opening(database.appUrl));
  const wrong = Object.assign(new URL(database.appUrl), { password: 'wrong' }).href;
  await expect(pool.turn(opening(wrong), { graceMs: 10 })).rejects.toMatchObject({ code: '28P01' });
  expect(await pool.sql`select session_user as login`).toMatchObject([{ login: 'cart_app_login' }]);
  await pool.sql.end({ timeout: 5 });
});

test('a login is dropped only when nobody is connected with it, and then opens nothing', async ({
  database,
  logins,
}) => {
  const url = await logins.another(database.appUrl);
  const sql = opening(url)();
  await sql`select 1`;
  expect(await logins.drop(url)).toBe(1);
  await sql.end({ timeout: 5 });
  await expect.poll(() => logins.drop(url)).toBe(0);
  const late = opening(url)();
  await expect(late`select 1`).rejects.toMatchObject({ code: '28P01' });
  await late.end({ timeout: 1 });
});
