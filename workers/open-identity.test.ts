import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../runtime/config.ts';
import { noIdentity } from '../runtime/identity/identity.ts';
import type { Environment } from '../runtime/setting.ts';
import { createAuthority, spiffe, writeCertificate } from '../test/certificates.ts';
import { identityOf, serverTls } from './open-identity.ts';
import { temporalConnection } from './temporal-connection.ts';

const id = 'spiffe://example.com/ns/shop/sa/api';
const folder = mkdtempSync(join(tmpdir(), 'cart-identity-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files: Environment = {};
beforeAll(async () => {
  const root = await createAuthority('root');
  const { cert, key, ca } = writeCertificate(folder, await root.issue({ names: [spiffe(id)] }), root.cert);
  files = { TLS_CERT_FILE: cert, TLS_KEY_FILE: key, TLS_CA_FILE: ca };
});

const elsewhere = {
  POSTGRES_URL: 'postgres://app:hunter2@db/shop',
  POSTGRES_ENGINE_URL: 'postgres://engine:hunter2@db/shop',
  REDIS_URL: 'rediss://valkey/0',
  CLICKHOUSE_URL: 'https://clickhouse/shop',
  TEMPORAL_ADDRESS: 'temporal:7233',
  ADMIN_API_KEY: 'a-random-text-of-at-least-24-characters',
  LINK_SECRET: 'a-random-text-of-at-least-32-characters',
};

function complaintAbout(env: Environment): string {
  try {
    identityOf(loadConfig(env));
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

test('without files there is no certificate, and connections are as their addresses say', () => {
  const config = loadConfig(elsewhere);
  expect(identityOf(config)).toBe(noIdentity);
  expect(Object.values(serverTls(config, noIdentity))).toEqual([undefined, undefined, undefined, undefined]);
});

test('with them, every server whose address says so is connected to with the certificate', () => {
  const config = loadConfig({ ...elsewhere, ...files, KAFKA_BROKERS: 'kafka:9092', KAFKA_TLS: 'true' });
  const identity = identityOf(config);
  expect(identity.state()?.spiffeId).toBe(id);
  expect(Object.values(serverTls(config, identity)).every((tls) => tls !== undefined)).toBe(true);
  const inTheClear = loadConfig({
    ...{ ...elsewhere, ...files, REDIS_URL: 'redis://127.0.0.1/0', CLICKHOUSE_URL: 'http://127.0.0.1/shop' },
    ...{ POSTGRES_URL: 'postgres://app:hunter2@127.0.0.1/shop?sslmode=disable' },
  });
  expect(Object.values(serverTls(inTheClear, identity))).toEqual([undefined, undefined, undefined, undefined]);
});

test('embedded servers are connected to without a certificate', () => {
  const config = loadConfig(files);
  expect(Object.values(serverTls(config, identityOf(config)))).toEqual([undefined, undefined, undefined, undefined]);
});

test('Temporal is connected to with the certificate where TEMPORAL_TLS alone says that it is encrypted', () => {
  const env = { ...elsewhere, ...files, TEMPORAL_TLS: 'true' };
  const identity = identityOf(loadConfig(env));
  const tlsOf = (more: Environment) => temporalConnection(loadConfig({ ...env, ...more }), identity)?.options.tls;
  expect(tlsOf({})).toMatchObject({
    clientCertPair: { crt: expect.any(Buffer) },
    serverRootCACertificate: expect.any(Buffer),
  });
  expect(tlsOf({ TEMPORAL_TLS_SERVER_NAME: 'temporal.test' })).toMatchObject({ serverNameOverride: 'temporal.test' });
  // A managed server knows its callers by their keys, and is known by the well-known authorities.
  expect(tlsOf({ TEMPORAL_API_KEY: 'hunter2' })).not.toMatchObject({ clientCertPair: expect.anything() });
  expect(tlsOf({ TEMPORAL_TLS: 'false' })).toBeFalsy();
});

test('each mistake is told by the name of its variable, and with no secret', () => {
  const cases: readonly [Environment, string][] = [
    [{ TLS_CERT_FILE: files['TLS_CERT_FILE'] }, 'TLS_KEY_FILE: not set, but needed with TLS_CERT_FILE'],
    [{ TLS_CA_FILE: files['TLS_CA_FILE'] }, 'TLS_CERT_FILE: not set, but needed with the other TLS_ files'],
    [{ ...files, TLS_KEY_FILE: '/nowhere/key' }, 'TLS_KEY_FILE: /nowhere/key cannot be read (ENOENT)'],
    [{ ...files, TLS_KEY_FILE: files['TLS_CERT_FILE'] }, 'TLS_KEY_FILE: '],
    [{ ...elsewhere, REDIS_SPIFFE_ID: id }, 'TLS_CERT_FILE: not set, but needed with REDIS_SPIFFE_ID'],
    [
      { ...elsewhere, ...files, REDIS_SPIFFE_ID: 'valkey' },
      'REDIS_SPIFFE_ID: given "valkey"; expected at most 8 SPIFFE ids',
    ],
    [
      { ...elsewhere, ...files, REDIS_SPIFFE_ID: id, REDIS_URL: 'redis://valkey/0' },
      'REDIS_URL: not of an encrypted server',
    ],
    [
      { ...elsewhere, ...files, CLICKHOUSE_SPIFFE_ID: id, CLICKHOUSE_URL: 'http://clickhouse/shop' },
      'CLICKHOUSE_URL: not of',
    ],
    [
      { ...elsewhere, ...files, POSTGRES_SPIFFE_ID: id, POSTGRES_URL: `${elsewhere.POSTGRES_URL}?sslmode=disable` },
      'POSTGRES_URL: not of an encrypted server with POSTGRES_SPIFFE_ID as its certificate',
    ],
    [{ ...elsewhere, ...files, KAFKA_SPIFFE_ID: id }, 'KAFKA_TLS: not of an encrypted server'],
  ];
  for (const [env, complaint] of cases) {
    expect(complaintAbout(env)).toContain(complaint);
    expect(complaintAbout(env)).not.toContain('hunter2');
  }
});
