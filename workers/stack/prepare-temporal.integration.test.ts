import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { test as base, expect, inject } from 'vitest';
import '../../test/global-setup.ts';
import { loadConfig } from '../../runtime/config.ts';
import { createLogger } from '../../runtime/logging.ts';
import { quietTemporal } from '../../test/quiet-temporal.ts';
import { type TemporalConnection, temporalConnection } from '../temporal-connection.ts';
import { anyFreePort } from './choose-port.ts';
import { prepareTemporal } from './prepare-temporal.ts';
import { serverPaths } from './server-paths.ts';
import { StackError } from './stack-error.ts';
import { startTemporal } from './temporal.ts';

/** An authority and one certificate of it, for `temporal.test` and for clients; nothing outside of tests trusts them. */
const pem = (name: 'ca' | 'cert' | 'key'): string =>
  fileURLToPath(new URL(`../../test/tls/${name}.pem`, import.meta.url));
const namespace = 'shop-of-a-test';
const log = createLogger({ level: 'silent', role: 'test' });

/** The address of a Temporal server that lets in only who shows a certificate of the authority. */
const test = base.extend('address', { scope: 'file' }, async ({}, { onCleanup }): Promise<string> => {
  quietTemporal();
  const folder = mkdtempSync(join(tmpdir(), 'cart-temporal-'));
  const port = await anyFreePort();
  const server = await startTemporal({
    binary: inject('servers').temporalCliPath,
    paths: serverPaths(folder, 'temporal'),
    port,
    uiPort: undefined,
    namespace,
    durable: false,
  });
  const door = createServer(
    {
      ca: readFileSync(pem('ca')),
      cert: readFileSync(pem('cert')),
      key: readFileSync(pem('key')),
      requestCert: true,
      ALPNProtocols: ['h2'],
    },
    (outside) => {
      const inside = connect(port, '127.0.0.1');
      outside.on('error', () => inside.destroy());
      inside.on('error', () => outside.destroy());
      outside.pipe(inside).pipe(outside);
    },
  );
  door.on('tlsClientError', () => {});
  await new Promise<void>((listening) => door.listen(0, '127.0.0.1', listening));
  onCleanup(async () => {
    door.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return `127.0.0.1:${(door.address() as AddressInfo).port}`;
});

function configured(env: Readonly<Record<string, string>>): TemporalConnection {
  const connection = temporalConnection(loadConfig({ TEMPORAL_NAMESPACE: namespace, ...env }));
  if (!connection) throw new Error('no server is configured');
  return connection;
}

test('a server behind mTLS is made ready and reached by clients and workers alike, in its namespace', async ({
  address,
}) => {
  const temporal = configured({
    TEMPORAL_ADDRESS: address,
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: pem('ca'),
    TEMPORAL_TLS_SERVER_NAME: 'temporal.test',
    TEMPORAL_TLS_CLIENT_CERT_PATH: pem('cert'),
    TEMPORAL_TLS_CLIENT_KEY_PATH: pem('key'),
  });
  await prepareTemporal(temporal, log);
  const client = await Connection.connect(temporal.options);
  const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace: temporal.namespace });
  await client.close();
  expect(namespaceInfo?.name).toBe(namespace);
  const worker = await NativeConnection.connect(temporal.options);
  await worker.close();
});

test('a server that cannot be reached with the settings ends the start with its address', async ({ address }) => {
  const withoutCertificate = configured({
    TEMPORAL_ADDRESS: address,
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: pem('ca'),
    TEMPORAL_TLS_SERVER_NAME: 'temporal.test',
  });
  for (const temporal of [withoutCertificate, configured({ TEMPORAL_ADDRESS: address })]) {
    const failure = prepareTemporal(temporal, log);
    await expect(failure).rejects.toThrow(StackError);
    await expect(failure).rejects.toThrow(`Temporal at ${address} cannot be used (namespace ${namespace}): `);
  }
});
