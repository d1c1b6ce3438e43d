import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, inject, onTestFinished } from 'vitest';
import { openIdentity } from '../../runtime/identity/identity.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { serverPaths } from '../../workers/stack/server-paths.ts';
import { startTemporal } from '../../workers/stack/temporal.ts';
import { test as base } from '../fixtures.ts';
import { startVault } from '../vault/vault-server.ts';
import { startEnvoy } from './envoy-server.ts';
import { startGuardedPostgres } from './guarded-servers.ts';
import { startEngine } from './running-engine.ts';
import { setUpAuthority, type WorkloadAuthority } from './workload-authority.ts';

const adminKey = 'the-operator-key-of-a-rehearsal';
const lifeSeconds = 12;
/** As agents do: at half of the life. */
const renewMs = (lifeSeconds * 1_000) / 2;
const livesMin = 3;
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

/** Status of one request, or the code of why there was no connection. */
function get(port: number, path: string, options: object): Promise<number | string> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path, agent: false, ...options }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    asked.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
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
      ...{ REDIS_URL: `rediss://127.0.0.1:${guardedValkey}/1999` },
      ...{ TEMPORAL_ADDRESS: `127.0.0.1:${guardedTemporal}`, TEMPORAL_TLS: 'true' },
      TEMPORAL_TLS_SERVER_NAME: temporalName,
    });
    onTestFinished(() => engine.stop());

    const tls = caller.tlsFor({ spiffeIds: [idOf('sidecar')] });
    const failed: unknown[] = [];
    const serials = new Set<string>();
    let asked = 0;
    const before = renewing.rounds();
    const asking = ['/readyz', '/v1/stores', '/v1/operations', '/v1/platform-flags'].map((path) =>
      repeat(async () => {
        const status = await get(guardedApi, path, { headers: { authorization: `Bearer ${adminKey}` }, ...tls });
        asked += 1;
        if (status !== 200) failed.push([path, status]);
        for (const serial of await postgres.callers()) serials.add(serial);
      }),
    );
    // Each life is renewed at its half.
    while (renewing.rounds() < before + 2 * livesMin) await delay(renewMs / 4);
    await Promise.all(asking.map((one) => one.stop()));
    expect(failed).toEqual([]);
    expect(asked).toBeGreaterThan(100);
    expect(serials.size).toBeGreaterThanOrEqual(livesMin);
    expect(engine.lines.filter((line) => /"level":"(?:error|fatal)"/.test(line))).toEqual([]);
  });
});

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
