import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { describe, expect, inject, onTestFinished } from 'vitest';
import { connectClickhouse } from '../../db/clickhouse/connect.ts';
import { connectPostgres } from '../../db/postgres/connect.ts';
import { connectRedis } from '../../db/redis/connect.ts';
import { openIdentity, type TlsOptions } from '../../runtime/identity/identity.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { serverPaths } from '../../workers/stack/server-paths.ts';
import { startTemporal } from '../../workers/stack/temporal.ts';
import { serveClickhouse } from '../clickhouse-over-http.ts';
import { test as base } from '../fixtures.ts';
import { startVault } from '../vault/vault-server.ts';
import { startEnvoy } from './envoy-server.ts';
import { startGuardedPostgres } from './guarded-servers.ts';
import { startEngine } from './running-engine.ts';
import { setUpAuthority, type WorkloadAuthority } from './workload-authority.ts';

const adminKey = 'the-operator-key-of-a-rehearsal';
const lifeSeconds = 20;
/** As agents do: at half of the life. */
const renewMs = (lifeSeconds * 1_000) / 2;
const livesMin = 3;
const askPauseMs = 20;
/** No test file has it. */
const valkeyDatabase = 1_999;
const temporalName = 'temporal.example.com';

const test = base
  .extend('authority', { scope: 'file' }, async ({}, { onCleanup }): Promise<WorkloadAuthority> => {
    const vault = await startVault();
    onCleanup(() => vault.stop());
    return setUpAuthority(vault, { lifeSeconds });
  })
  .extend('folder', { scope: 'file' }, async ({}, { onCleanup }): Promise<string> => {
    const folder = mkdtempSync(join(tmpdir(), 'cart-rehearsal-'));
    // PostgreSQL may run as a user of its own, who has to get to its folder.
    chmodSync(folder, 0o755);
    onCleanup(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  });

interface Answer {
  /** Of the answer, or the code of why there was none. */
  readonly status: number | string;
  readonly body: string;
}

function get(port: number, path: string, options: object = {}): Promise<Answer> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path, agent: false, ...options }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.once('error', (error: NodeJS.ErrnoException) => resolve({ status: error.code ?? error.message, body: '' }));
    asked.end();
  });
}

describe('the engine among servers that let in whom they know', () => {
  test('goes on over three lives of its certificates without a request that fails', async ({ authority, folder }) => {
    const { idOf } = authority;
    const postgres = await startGuardedPostgres(folder, (prepare) =>
      authority.renew(join(folder, 'of-postgres'), 'postgres', { prepare }),
    );
    onTestFinished(() => postgres.stop());
    const temporal = await startTemporal({
      ...{ binary: inject('servers').temporalCliPath, paths: serverPaths(folder, 'temporal') },
      ...{ port: await anyFreePort(), uiPort: undefined, durable: false },
    });
    onTestFinished(() => temporal.stop());
    const [apiPort, guardedApi, guardedValkey, guardedTemporal] = (await Promise.all(
      Array.from({ length: 4 }, () => anyFreePort()),
    )) as [number, number, number, number];
    // One sidecar stands for those of three servers, so its certificate has the ids of none but the one it has.
    const sidecarFolder = join(folder, 'of-sidecar');
    const renewSidecar = () => authority.renew(sidecarFolder, 'sidecar', { hosts: [temporalName] });
    const envoy = await startEnvoy(folder, await renewSidecar(), [
      { name: 'api', port: guardedApi, upstreamPort: apiPort, callers: [idOf('ingress')] },
      {
        ...{ name: 'valkey', port: guardedValkey, upstreamPort: Number(new URL(inject('servers').redisUrl).port) },
        callers: [idOf('engine')],
      },
      {
        ...{ name: 'temporal', port: guardedTemporal, upstreamPort: Number(temporal.address.split(':')[1]) },
        ...{ callers: [idOf('engine')], alpn: ['h2'] },
      },
    ]);
    onTestFinished(() => envoy.stop());

    const ours = await authority.renew(join(folder, 'of-engine'), 'engine');
    const caller = openIdentity(await authority.renew(join(folder, 'of-ingress'), 'ingress'));
    const renewing = repeat(async () => {
      await delay(renewMs);
      await Promise.all([
        postgres.reload(),
        renewSidecar().then(() => envoy.reload()),
        authority.renew(join(folder, 'of-engine'), 'engine'),
        authority.renew(join(folder, 'of-ingress'), 'ingress'),
      ]);
      caller.reread();
    });
    onTestFinished(() => renewing.stop());
    const engine = await startEngine({
      ...{ DATA_DIR: join(folder, 'engine'), HOST: '127.0.0.1', PORT: String(apiPort), DEMO: 'false' },
      ...{ ADMIN_API_KEY: adminKey, LINK_SECRET: 'the-link-secret-of-a-rehearsal-of-identity' },
      ...{ TLS_CERT_FILE: ours.cert, TLS_KEY_FILE: ours.key, TLS_CA_FILE: ours.ca, TLS_REREAD_MS: '250' },
      ...{ POSTGRES_URL: postgres.urls.appUrl, POSTGRES_ENGINE_URL: postgres.urls.engineUrl },
      ...{ POSTGRES_SPIFFE_ID: idOf('postgres'), REDIS_SPIFFE_ID: idOf('sidecar') },
      ...{ REDIS_URL: `rediss://127.0.0.1:${guardedValkey}/${valkeyDatabase}` },
      ...{ TEMPORAL_ADDRESS: `127.0.0.1:${guardedTemporal}`, TEMPORAL_TLS: 'true' },
      ...{ TEMPORAL_TLS_SERVER_NAME: temporalName, RATE_REQUESTS_PER_SECOND: '1000' },
    });
    onTestFinished(() => engine.stop());

    const tls = caller.tlsFor({ spiffeIds: [idOf('sidecar')] });
    const headers = { authorization: `Bearer ${adminKey}` };
    const failed: unknown[] = [];
    const serials = new Set<string>();
    let asked = 0;
    const before = renewing.rounds();
    const valkey = connectRedis(inject('servers').redisUrl, { purpose: 'request' });
    onTestFinished(() => valkey.disconnect());
    const connections = async () => [
      ...(await postgres.callers()).map(({ pid }) => `postgres ${pid}`),
      ...(await engineClients(valkey)).map((id) => `valkey ${id}`),
    ];
    const atFirst = await connections();
    expect(atFirst.length).toBeGreaterThan(2);
    const asking = ['/readyz', '/v1/stores', '/v1/operations', '/v1/platform-flags'].map((path) =>
      repeat(async () => {
        const { status } = await get(guardedApi, path, { headers, ...tls });
        asked += 1;
        if (status !== 200) failed.push([path, status]);
        for (const { serial } of await postgres.callers()) serials.add(serial);
        await delay(askPauseMs);
      }),
    );
    // Each life is renewed at its half.
    while (renewing.rounds() < before + 2 * livesMin) await delay(renewMs / 4);
    await Promise.all(asking.map((one) => one.stop()));
    expect(failed).toEqual([]);
    expect(asked).toBeGreaterThan(100);
    expect((await connections()).filter((one) => atFirst.includes(one))).toEqual([]);
    // Whoever was connected with another certificate was seen by the server itself.
    expect(serials.size).toBeGreaterThanOrEqual(livesMin);
    for (const text of ['a newer certificate is used', 'connections to Temporal are made with the new certificate'])
      expect(engine.lines.filter((line) => line.includes(text)).length, text).toBeGreaterThanOrEqual(livesMin);
    // Nothing is away, and every queue has its workers.
    const { body } = await get(guardedApi, '/v1/operations', {
      headers,
      ...caller.tlsFor({ spiffeIds: [idOf('sidecar')] }),
    });
    expect(JSON.parse(body).problems).toEqual([]);
    expect(engine.lines.filter((line) => /"level":"(?:error|fatal)"/.test(line))).toEqual([]);
  });
});

describe('a peer that is not meant', () => {
  test('is refused by the sidecar before a request reaches the server', async ({ authority, folder: parent }) => {
    const { idOf } = authority;
    const folder = join(parent, 'peers');
    const reached: string[] = [];
    const server = createServer((asked, response) => {
      reached.push(asked.url ?? '');
      response.end('here');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const port = await anyFreePort();
    const envoy = await startEnvoy(folder, await authority.renew(join(folder, 'of-sidecar'), 'sidecar'), [
      { name: 'api', port, upstreamPort: (server.address() as AddressInfo).port, callers: [idOf('ingress')] },
    ]);
    onTestFinished(() => envoy.stop());
    const as = async (name: string, spiffeIds = [idOf('sidecar')]) =>
      openIdentity(await authority.renew(join(folder, name), name)).tlsFor({ spiffeIds });
    const ingress = await as('ingress');
    expect(await get(port, '/right', { ...ingress })).toEqual({ status: 200, body: 'here' });
    const { ca } = await authority.renew(join(folder, 'of-nobody'), 'nobody');
    const refused = [
      await get(port, '/another', { ...(await as('pipeline')) }),
      await get(port, '/none', { ca: readFileSync(ca), checkServerIdentity: () => undefined }),
      await get(port, '/not-meant', { ...(await as('ingress', [idOf('valkey')])) }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([
      expect.stringMatching(/^E/),
      expect.stringMatching(/^E/),
      'SERVER_IDENTITY_REFUSED',
    ]);
    expect(reached).toEqual(['/right']);
  });

  test('is refused by PostgreSQL without a certificate, and by us with that of another server', async ({
    authority,
    folder: parent,
  }) => {
    const folder = join(parent, 'postgres-alone');
    const postgres = await startGuardedPostgres(folder, (prepare) =>
      authority.renew(join(folder, 'of-postgres'), 'postgres', { prepare }),
    );
    onTestFinished(() => postgres.stop());
    const ours = openIdentity(await authority.renew(join(folder, 'of-engine'), 'engine'));
    const ask = async (tls: TlsOptions | undefined): Promise<unknown> => {
      const sql = connectPostgres(postgres.urls.appUrl, { maxConnections: 1, applicationName: 'rehearsal', tls });
      try {
        return await sql`select 1 as one`.then(
          ([row]) => row?.['one'],
          (error: { code?: string }) => error.code,
        );
      } finally {
        await sql.end({ timeout: 0 });
      }
    };
    expect(await ask(ours.tlsFor({ spiffeIds: [authority.idOf('postgres')] }))).toBe(1);
    expect(await ask(ours.tlsFor({ spiffeIds: [authority.idOf('valkey')] }))).toBe('SERVER_IDENTITY_REFUSED');
    expect(await ask(undefined)).toBe('28000');
  });

  test('is refused before a query reaches ClickHouse', async ({ authority, folder: parent, clickhouse }) => {
    const folder = join(parent, 'clickhouse-alone');
    const over = await serveClickhouse(clickhouse);
    onTestFinished(() => over.close());
    const port = await anyFreePort();
    const envoy = await startEnvoy(folder, await authority.renew(join(folder, 'of-sidecar'), 'clickhouse'), [
      { name: 'clickhouse', port, upstreamPort: over.port, callers: [authority.idOf('pipeline')] },
    ]);
    onTestFinished(() => envoy.stop());
    const ask = async (name: string, server: string): Promise<unknown> => {
      const identity = openIdentity(await authority.renew(join(folder, name), name));
      const tls = identity.tlsFor({ spiffeIds: [authority.idOf(server)] });
      const client = connectClickhouse(`https://127.0.0.1:${port}`, { applicationName: 'rehearsal', tls });
      try {
        return await (await client.query({ query: 'select 1 as one', format: 'JSONEachRow' })).json();
      } catch (error) {
        return (error as { code?: string }).code;
      } finally {
        await client.close();
      }
    };
    expect(await ask('pipeline', 'clickhouse')).toEqual([{ one: 1 }]);
    const asked = over.begun.length;
    expect(await ask('pipeline', 'valkey')).toBe('SERVER_IDENTITY_REFUSED');
    expect(await ask('delivery', 'clickhouse')).toMatch(/^E/);
    expect(over.begun).toHaveLength(asked);
  });
});

/** Ids of the connections to the database that the engine uses. */
async function engineClients(valkey: Redis): Promise<readonly string[]> {
  const lines = String(await valkey.client('LIST')).split('\n');
  return lines.filter((line) => line.includes(` db=${valkeyDatabase} `)).map((line) => line.split(' ', 1)[0] ?? '');
}

/** Does something again and again until it is stopped; a failure is thrown there. */
function repeat(round: () => Promise<void>): { rounds(): number; stop(): Promise<void> } {
  let [done, stopped] = [0, false];
  const running = (async () => {
    for (; !stopped; done += 1) await round();
  })();
  running.catch(() => {});
  return {
    rounds: () => done,
    stop() {
      stopped = true;
      return running;
    },
  };
}
