import { pino } from 'pino';
import { describe, expect, inject, onTestFinished } from 'vitest';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { createHealth } from '../../runtime/health.ts';
import { noIdentity } from '../../runtime/identity/identity.ts';
import { createMetrics } from '../../runtime/metrics.ts';
import { createLiveSecrets } from '../../runtime/secrets/live-secrets.ts';
import { createVaultLogins } from '../../runtime/secrets/vault-logins.ts';
import { createVaultSource } from '../../runtime/secrets/vault-source.ts';
import { loadInstallation } from '../../workers/installation.ts';
import { openPool } from '../../workers/postgres-pools.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { createWaitingRoom } from '../../workers/wait-for-secrets.ts';
import { checkSecrets, watchSecrets } from '../../workers/watch-secrets.ts';
import { test as base } from '../fixtures.ts';
import { secretsOf } from '../secrets-of.ts';
import { setUpVault } from './installation.ts';
import { startVault, type VaultServer } from './vault-server.ts';

const log = pino({ level: 'silent' });
const names = new Set(['LINK_SECRET', 'ADMIN_API_KEY', 'POSTGRES_URL']);
const linkSecret = 'the link secret that the vault holds';
const operatorKey = 'the-operator-key-in-the-vault';

const test = base.extend('vault', { scope: 'file' }, async ({}, { onCleanup }): Promise<VaultServer> => {
  const vault = await startVault();
  onCleanup(() => vault.stop());
  return vault;
});

const keep = (vault: VaultServer, data: Readonly<Record<string, string>>) =>
  vault.call('POST', 'secret/data/cart-recovery', { data });

describe('secrets in a vault', () => {
  test('are read as one document, and turned there with the version that was read', async ({ vault }) => {
    await keep(vault, { LINK_SECRET: linkSecret, ADMIN_API_KEY: operatorKey, NOTE: 'no secret' });
    const { newClient } = await setUpVault(vault);
    const source = createVaultSource({ client: newClient(), mount: 'secret', path: 'cart-recovery', names });
    const secrets = createLiveSecrets({ sources: [source], stored: await source.read() });
    expect(secrets.keys.current().secret).toBe(linkSecret);
    expect(await secrets.turn('LINK_SECRET', { publishMs: 0 })).toBe(true);
    expect(secrets.keys.all().map(({ secret }) => secret)).toContain(linkSecret);
    expect(secrets.operatorKey()).toBe(operatorKey);
    const changing = [1, 2].map(() => secrets.turn('ADMIN_API_KEY', { publishMs: 0 }));
    const done = await Promise.allSettled(changing);
    const refused = done.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(refused.every((code) => code === 'conflict')).toBe(true);
    expect(secrets.operatorKeys()).toHaveLength(1 + done.length - refused.length);
  });

  test('are not taken for written because the vault says so: they are read back (operations T4)', async ({ vault }) => {
    await keep(vault, { LINK_SECRET: linkSecret });
    const { newClient } = await setUpVault(vault);
    const client = newClient();
    const deaf = {
      ...client,
      call: (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
        method === 'POST' ? Promise.resolve(null) : client.call(method, path, body),
    };
    const source = createVaultSource({ client: deaf, mount: 'secret', path: 'cart-recovery', names });
    await expect(source.change?.('LINK_SECRET', () => 'another')).rejects.toMatchObject({ code: 'conflict' });
    expect((await source.read()).get('LINK_SECRET')?.text).toBe(linkSecret);
  });

  test('can be read for longer than any token lives, and after it was revoked (operations T1)', async ({ vault }) => {
    await keep(vault, { LINK_SECRET: linkSecret });
    const { newClient } = await setUpVault(vault, { tokenSeconds: 1, tokenSecondsMax: 2 });
    const client = newClient();
    const source = createVaultSource({ client, mount: 'secret', path: 'cart-recovery', names });
    const endsMs = Date.now() + 4_000;
    let reads = 0;
    while (Date.now() < endsMs) {
      expect((await source.read()).get('LINK_SECRET')?.text).toBe(linkSecret);
      reads += 1;
    }
    expect(reads).toBeGreaterThan(10);
    await vault.call('POST', 'sys/leases/revoke-prefix/auth/approle').catch(() => undefined);
    expect((await source.read()).size).toBe(1);
  });

  test('a wrong secret of the role is refused by name, without it', async ({ vault }) => {
    const { env } = await setUpVault(vault);
    const failure = await loadInstallation({ ...env, VAULT_SECRET_ID: 'a-wrong-one' }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'denied' });
    expect(String(failure)).not.toContain('a-wrong-one');
  });
});

describe('a vault that is sealed', () => {
  const external = { POSTGRES_URL: 'postgres://app@db/cart', POSTGRES_ENGINE_URL: 'postgres://engine@db/cart' };

  test('a process that is started meanwhile waits, is alive, says why, and goes on by itself (operations T3)', async ({
    vault,
  }) => {
    await keep(vault, { LINK_SECRET: linkSecret, ADMIN_API_KEY: operatorKey });
    const { env } = await setUpVault(vault);
    await vault.seal();
    const port = await anyFreePort();
    const said: unknown[] = [];
    const telling = pino({ level: 'warn' }, { write: (line) => said.push(JSON.parse(line)) });
    const waiting = createWaitingRoom({ log: telling, address: { host: '127.0.0.1', port } });
    const loading = loadInstallation({ ...external, ...env }, { onAway: waiting.onAway });
    const at = async (path: string) =>
      fetch(`http://127.0.0.1:${port}${path}`).then(
        async (answer) => [answer.status, await answer.json()] as const,
        () => [0, null] as const,
      );
    await expect.poll(async () => (await at('/healthz'))[0]).toBe(200);
    const [ready, report] = await at('/readyz');
    expect([ready, report]).toMatchObject([503, { status: 'unavailable', checks: { secrets: { ok: false } } }]);
    const [other, refusal] = await at('/v1/store');
    expect([other, refusal]).toMatchObject([503, { error: { code: 'unavailable' } }]);
    expect(said).toMatchObject([{ code: 'sealed', msg: 'waiting for the secrets' }]);
    await vault.unseal();
    const { secrets } = await loading;
    await waiting.close();
    expect(secrets.operatorKey()).toBe(operatorKey);
    expect(await at('/healthz'), 'the port is free for the API').toEqual([0, null]);
  });

  test('a process that runs goes on with what it holds, and is degraded until the vault is back', async ({ vault }) => {
    await keep(vault, { LINK_SECRET: linkSecret, ADMIN_API_KEY: operatorKey });
    const { env } = await setUpVault(vault);
    const { secrets } = await loadInstallation({ ...external, ...env });
    const metrics = createMetrics({ role: 'test' });
    const watching = watchSecrets({ ...{ secrets, log, metrics }, rereadMs: 50 });
    onTestFinished(() => watching.stop());
    const statusNow = async () =>
      (await createHealth({ secrets: () => checkSecrets(secrets) }, { goesOnWithout: ['secrets'] }).report()).status;
    const isUp = async () => (await metrics.render()).body.match(/secrets_source_up\{[^}]*\} (\d)/)?.[1];
    expect([await statusNow(), await isUp()]).toEqual(['ok', '1']);
    await vault.seal();
    await expect.poll(statusNow).toBe('degraded');
    await expect.poll(isUp).toBe('0');
    expect(secrets.source()).toMatchObject({ ok: false, error: 'sealed' });
    expect([secrets.operatorKey(), secrets.keys.current().secret]).toEqual([operatorKey, linkSecret]);
    await vault.unseal();
    await expect.poll(statusNow).toBe('ok');
    await expect.poll(isUp).toBe('1');
  });
});

describe('logins of PostgreSQL that are leased', () => {
  test('are replaced before they end, without a query that fails; as many are left as leases (operations T1)', async ({
    vault,
    database,
  }) => {
    const { superuserUrl } = inject('servers').postgres;
    const name = new URL(database.appUrl).pathname.slice(1);
    // The third part of what the field has seen, in the same proportion: a lease is shorter than the token, which has a cap.
    const { newClient } = await setUpVault(vault, {
      ...{ tokenSeconds: 8, tokenSecondsMax: 12 },
      database: { superuserUrl, name, leaseSeconds: 4 },
    });
    const client = newClient();
    const withoutUser = Object.assign(new URL(database.appUrl), { username: '', password: '' }).href;
    const secrets = secretsOf({ POSTGRES_URL: withoutUser });
    const pool = await openPool(
      {
        ...{ setting: 'POSTGRES_URL', url: withoutUser, maxConnections: 4, applicationName: 'leased' },
        takeLogin: createVaultLogins(client, { mount: 'database', role: 'cart-app' }),
      },
      { secrets, identity: noIdentity, log },
    );
    const admin = connectPostgres(superuserUrl, { maxConnections: 1, applicationName: 'leased-admin' });
    onTestFinished(() => admin.end({ timeout: 5 }));
    const leasedLogins = async () =>
      (
        await admin<
          { login: string }[]
        >`select rolname as login from pg_roles where rolname like 'v-approle-cart-app-%'`
      ).length;
    const users = new Set<string>();
    const failed: unknown[] = [];
    let asked = 0;
    const endsMs = Date.now() + 20_000;
    const askers = [1, 2, 3, 4, 5, 6].map(async () => {
      while (Date.now() < endsMs) {
        const rows = await pool.sql<{ login: string }[]>`select session_user as login, pg_sleep(0.01)`.catch(
          (error: unknown) => {
            failed.push(error);
            return [];
          },
        );
        for (const { login } of rows) users.add(login);
        asked += 1;
      }
    });
    let most = 0;
    while (Date.now() < endsMs) most = Math.max(most, await leasedLogins());
    await Promise.all(askers);
    expect(failed).toEqual([]);
    expect(asked).toBeGreaterThan(500);
    expect(users.size, 'each was used for half of its life').toBeGreaterThan(6);
    expect(most, 'the one of now, and the one before it').toBeLessThanOrEqual(3);
    const [state] = await secrets.describe();
    expect(state).toMatchObject({ name: 'POSTGRES_URL', turnedBy: 'lease', provider: 'vault' });
    await pool.close();
    await expect.poll(leasedLogins).toBe(0);
  });

  test('are refused once their lease has ended, and what is connected with them is ended (operations T2)', async ({
    vault,
    database,
  }) => {
    const { superuserUrl } = inject('servers').postgres;
    const name = new URL(database.appUrl).pathname.slice(1);
    const { newClient } = await setUpVault(vault, {
      database: { superuserUrl, name, leaseSeconds: 2 },
    });
    const login = await createVaultLogins(newClient(), { mount: 'database', role: 'cart-engine' })();
    const url = Object.assign(new URL(database.engineUrl), { username: login.user, password: login.password }).href;
    const connected = connectPostgres(url, { maxConnections: 1, applicationName: 'ended' });
    onTestFinished(() => connected.end({ timeout: 1 }));
    expect(await connected`select pg_has_role('cart_engine', 'usage') as rights`).toMatchObject([{ rights: true }]);
    const admin = connectPostgres(superuserUrl, { maxConnections: 1, applicationName: 'ended-admin' });
    onTestFinished(() => admin.end({ timeout: 5 }));
    const connections = async () => (await admin`select from pg_stat_activity where usename = ${login.user}`).length;
    await expect.poll(connections).toBe(0);
    const late = connectPostgres(url, { maxConnections: 1, applicationName: 'late' });
    onTestFinished(() => late.end({ timeout: 1 }));
    expect(await late`select 1`.then(() => null, codeOf)).toBe('28P01');
  });

  test('are taken with a token that outlives them: one near its end takes none (operations T1)', async ({
    vault,
    database,
  }) => {
    const { superuserUrl } = inject('servers').postgres;
    const name = new URL(database.appUrl).pathname.slice(1);
    const { newClient } = await setUpVault(vault, {
      ...{ tokenSeconds: 5, tokenSecondsMax: 5 },
      database: { superuserUrl, name, leaseSeconds: 4 },
    });
    const client = newClient();
    const take = createVaultLogins(client, { mount: 'database', role: 'cart-app' });
    await take();
    const endsMs = client.tokenEndsMs();
    await expect.poll(() => Date.now() > endsMs - 3_000).toBe(true);
    const { endsMs: leaseEndsMs, giveBack } = await take();
    expect(leaseEndsMs - Date.now()).toBeGreaterThan(3_000);
    expect(client.tokenEndsMs()).toBeGreaterThanOrEqual(leaseEndsMs);
    await giveBack();
  });
});

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
