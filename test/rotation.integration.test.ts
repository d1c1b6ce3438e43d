import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { expect, inject } from 'vitest';
import { createPublicRoutes } from '../api/routes/public/index.ts';
import { connectPostgres } from '../db/postgres/connect.ts';
import { integrations, totpFactors, users } from '../db/postgres/schema/index.ts';
import { openDatabase, withEngine } from '../db/postgres/tenancy.ts';
import { dropLogin, makeLoginLike } from '../db/postgres/turn-login.ts';
import { createTurningPool, type TurningPool } from '../db/postgres/turning-pool.ts';
import { system } from '../domain/actor.ts';
import { overlapMs } from '../runtime/key-ring.ts';
import { pollUntil } from '../runtime/poll-until.ts';
import { createSealer, sealedWith } from '../runtime/sealer.ts';
import { createDataFolderSource } from '../runtime/secrets/data-folder.ts';
import { createLiveSecrets, type Secrets } from '../runtime/secrets/live-secrets.ts';
import { createAccounts } from '../services/accounts/accounts.ts';
import { noMailer } from '../services/accounts/mailer.ts';
import { createUser } from '../services/accounts/users/create.ts';
import { resealStores } from '../workers/key-loop.ts';
import { addressHasher } from './address-hasher.ts';
import { test as base, dashboardUrl, type Served } from './api-fixture.ts';
import { createSentMessage, type SentMessage } from './sent-message.ts';
import { newPerson, testPassword } from './sign-in.ts';

/** The real API on a port, whose keys and logins turn while it is asked. */
interface Turning {
  readonly secrets: Secrets;
  readonly served: Served;
  readonly database: ReturnType<typeof openDatabase>;
  readonly accounts: ReturnType<typeof createAccounts>;
  /** Another login takes the place of the one of now; the old one is dropped once nobody is connected with it. */
  turnLogins(): Promise<void>;
  /** Lets time pass, in milliseconds. */
  pass(ms: number): void;
}

const test = base.extend(
  'turning',
  { scope: 'file' },
  async ({ api, database: urls }, { onCleanup }): Promise<Turning> => {
    const folder = mkdtempSync(join(tmpdir(), 'cart-turning-'));
    let aheadMs = 0;
    const now = () => Date.now() + aheadMs;
    const source = createDataFolderSource(folder);
    const secrets = createLiveSecrets({ sources: [source], stored: await source.read(), now });
    const connect = (url: string, max: number) => () =>
      connectPostgres(url, { maxConnections: max, applicationName: 'test-turning' });
    const pools = {
      app: { pool: createTurningPool(connect(urls.appUrl, 4)), url: urls.appUrl },
      engine: { pool: createTurningPool(connect(urls.engineUrl, 3)), url: urls.engineUrl },
    };
    const database = openDatabase({ app: pools.app.pool.sql, engine: pools.engine.pool.sql, addressHasher });
    const sealer = createSealer(secrets.keys);
    const accounts = createAccounts({
      ...{ database, news: api.accounts.news, mailer: noMailer, now, publicUrl: () => dashboardUrl },
      secret: secrets.keys,
    });
    const served = await api.serve({
      ...{ database, operations: database, accounts, secrets, operatorKeys: secrets.operatorKeys, now },
      integrations: { ...api.integrations, database, sealer },
      publicRoutes: createPublicRoutes({
        ...{ database, operations: database, linkSecret: secrets.keys, eventLog: api.eventLog, now },
        ...{ showSandbox: false, reportError: () => {} },
      }),
    });
    const admin = connectPostgres(inject('servers').postgres.superuserUrl, {
      ...{ maxConnections: 1, applicationName: 'test-turning-admin' },
    });
    onCleanup(async () => {
      await served.stop(0);
      for (const { pool, url } of Object.values(pools)) {
        await pool.sql.end({ timeout: 1 });
        await pollUntil(async () => (await dropTurned(url)) === 0, AbortSignal.timeout(10_000));
      }
      await admin.end({ timeout: 5 });
      rmSync(folder, { recursive: true, force: true });
    });

    /** What the cluster shares with other tests stays. */
    const dropTurned = async (url: string): Promise<number> =>
      /_[0-9a-f]{8}$/.test(new URL(url).username) ? dropLogin(admin, new URL(url).username) : 0;

    async function turnLogin(each: { readonly pool: TurningPool; url: string }, max: number): Promise<void> {
      const old = each.url;
      const { login, password } = await makeLoginLike(admin, new URL(old).username);
      each.url = Object.assign(new URL(old), { username: login, password }).href;
      const { retired } = await each.pool.turn(connect(each.url, max), { graceMs: 100 });
      await retired;
      await expect.poll(() => dropTurned(old)).toBe(0);
    }
    return {
      ...{ secrets, served, database, accounts },
      turnLogins: async () => {
        await turnLogin(pools.app, 4);
        await turnLogin(pools.engine, 3);
      },
      pass: (ms) => {
        aheadMs += ms;
      },
    };
  },
);

test('every secret turns while requests run: none fails, and no link is dead', async ({ turning }) => {
  const { secrets, served, database, accounts, turnLogins } = turning;
  const links = { secret: secrets.keys, publicUrl: dashboardUrl };
  const sent: SentMessage[] = [await createSentMessage(database, { links })];
  const store = await served.call('/v1/stores', {
    ...{ method: 'POST', key: secrets.operatorKey(), body: { name: 'Turning shop', url: 'https://turning.example' } },
  });
  expect(store.status).toBe(201);
  const integration = await served.call('/v1/integrations', {
    ...{ method: 'POST', key: store.json.apiKey.key, body: { platform: 'woocommerce' } },
  });
  expect(integration.status).toBe(201);
  const person = await newPerson({ accounts, call: served.call }, { admin: true });

  const failed: string[] = [];
  let [asked, running] = [0, true];
  const ask = async (what: string, path: string, key?: string): Promise<void> => {
    const answer = key === undefined ? await served.call(path) : await served.call(path, { key });
    asked += 1;
    if (answer.status !== 200) failed.push(`${what}: ${answer.status} ${answer.text.slice(0, 200)}`);
  };
  const firstOperatorKey = secrets.operatorKey();
  const askers = [0, 1, 2].map(async () => {
    while (running) {
      const message = sent[asked % sent.length];
      await ask('store key', '/v1/store', store.json.apiKey.key);
      await ask('operator key', '/v1/stores', secrets.operatorKey());
      await ask('operator key of before', '/v1/stores', firstOperatorKey);
      if (message) await ask('restore link', `/r/${message.restoreToken}`);
      if (message) await ask('way out', `/u/${message.unsubscribeToken}`);
      const seen = await person.call('/v1/me');
      if (seen.status !== 200) failed.push(`person: ${seen.status} ${seen.text.slice(0, 200)}`);
    }
  });
  for (let round = 0; round < 3; round++) {
    for (const name of ['LINK_SECRET', 'ADMIN_API_KEY'] as const)
      expect(await secrets.turn(name, { publishMs: 0 })).toBe(true);
    await turnLogins();
    sent.push(await createSentMessage(database, { links }));
    const refreshed = await person.call('/v1/auth/refresh', { method: 'POST' });
    if (refreshed.status >= 300) failed.push(`refresh: ${refreshed.status} ${refreshed.text}`);
    await resealStores({ database, sealer: createSealer(secrets.keys), keyId: () => secrets.keys.current().id });
  }
  running = false;
  await Promise.all(askers);
  expect(failed).toEqual([]);
  expect(asked).toBeGreaterThan(50);
  expect(secrets.keys.all()).toHaveLength(4);
});

test('what is sealed at rest is sealed anew when the key turns, and the old key is forgotten only after that', async ({
  turning,
}) => {
  const { secrets, served, database, pass } = turning;
  const sealer = createSealer(secrets.keys);
  const deps = { database, sealer, keyId: () => secrets.keys.current().id };
  const store = await served.call('/v1/stores', {
    ...{ method: 'POST', key: secrets.operatorKey(), body: { name: 'Sealed shop', url: 'https://sealed.example' } },
  });
  const key = store.json.apiKey.key;
  const made = await served.call('/v1/integrations', { method: 'POST', key, body: { platform: 'woocommerce' } });
  const id: string = made.json.integration.id;
  const sealedNow = async () => {
    const [row] = await withEngine(database, (tx) =>
      tx.select({ secrets: integrations.secrets }).from(integrations).where(eq(integrations.id, id)),
    );
    return sealedWith(row?.secrets ?? '');
  };
  const userId = randomUUID();
  await withEngine(database, async (tx) => {
    await tx.insert(users).values({ id: userId, email: `${userId}@shop.example`, name: 'Ada', passwordHash: '-' });
    await tx.insert(totpFactors).values({ userId, secret: sealer.seal('a seed', `totp_factors/${userId}/secret`) });
  });
  const before = secrets.keys.current();
  await secrets.turn('LINK_SECRET', { publishMs: 0 });
  pass(overlapMs + 1);
  expect(await sealedNow()).toBe(before.id);
  const none = await secrets.forgetKeys(Date.now() + overlapMs * 2, new Set([before.id]));
  expect([
    none,
    secrets.keys
      .all()
      .map(({ id: each }) => each)
      .includes(before.id),
  ]).toEqual([true, true]);
  const done = await resealStores(deps);
  expect(done).toMatchObject({ lost: 0 });
  expect(await sealedNow()).toBe(secrets.keys.current().id);
  expect([...done.sealing]).toEqual([secrets.keys.current().id]);
  expect(await secrets.forgetKeys(Date.now() + overlapMs * 2, done.sealing)).toBe(true);
  expect(secrets.keys.all()).toHaveLength(1);
  const [factor] = await withEngine(database, (tx) =>
    tx.select().from(totpFactors).where(eq(totpFactors.userId, userId)),
  );
  expect(sealer.open(factor?.secret ?? '', `totp_factors/${userId}/secret`)).toBe('a seed');
  expect(await resealStores(deps)).toMatchObject({ resealed: 0, lost: 0 });
});

test('a text whose key nobody has is counted, and never touched', async ({ turning }) => {
  const { secrets, database, accounts } = turning;
  const { id: userId } = await createUser(accounts, {
    ...{ actor: system, email: `${randomUUID()}@shop.example`, name: 'Ada', password: testPassword, admin: false },
  });
  const lost = createSealer('a key that nobody has').seal('a seed', `totp_factors/${userId}/secret`);
  await withEngine(database, (tx) => tx.insert(totpFactors).values({ userId, secret: lost }));
  const deps = { database, sealer: createSealer(secrets.keys), keyId: () => secrets.keys.current().id };
  expect(await resealStores(deps)).toMatchObject({ lost: 1 });
  const [kept] = await withEngine(database, (tx) =>
    tx.select().from(totpFactors).where(eq(totpFactors.userId, userId)),
  );
  expect(kept?.secret).toBe(lost);
});
