import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { openIdentity } from '../../runtime/identity/identity.ts';
import { createAuthority, spiffe, writeCertificate } from '../../test/certificates.ts';
import { connectClickhouse } from './connect.ts';

const server = 'spiffe://example.com/ns/data/sa/clickhouse';
const ours = 'spiffe://example.com/ns/shop/sa/pipeline';

test('requests go on over connections that are kept, and after a new certificate over others that were made with it', async () => {
  const root = await createAuthority('root');
  const folder = mkdtempSync(join(tmpdir(), 'cart-agent-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const serials: string[] = [];
  let connections = 0;
  const over = createServer(
    { ...(await root.issue({ names: [spiffe(server)] })), ca: root.cert, requestCert: true },
    (request, response) => {
      serials.push((request.socket as TLSSocket).getPeerCertificate().serialNumber);
      response.end('Ok.\n');
    },
  );
  over.on('secureConnection', () => {
    connections += 1;
  });
  over.listen(0, '127.0.0.1');
  await once(over, 'listening');
  onTestFinished(() => {
    over.closeAllConnections();
    over.close();
  });
  const identity = openIdentity(writeCertificate(folder, await root.issue({ names: [spiffe(ours)] }), root.cert));
  const address = `https://127.0.0.1:${(over.address() as AddressInfo).port}`;
  const client = connectClickhouse(address, {
    applicationName: 'test',
    tls: identity.tlsFor({ spiffeIds: [server] }),
  });
  onTestFinished(() => client.close());
  const ask = async (): Promise<string | undefined> => {
    expect(await client.ping()).toMatchObject({ success: true });
    return serials.at(-1);
  };

  const first = await ask();
  expect(await ask()).toBe(first);
  expect(connections).toBe(1);
  writeCertificate(folder, await root.issue({ names: [spiffe(ours)] }), root.cert);
  identity.reread();
  await ask();
  const second = await ask();
  expect(second).not.toBe(first);
  expect(await ask()).toBe(second);
  expect(connections).toBe(2);

  const stranger = connectClickhouse(address, {
    applicationName: 'test',
    tls: identity.tlsFor({ spiffeIds: [`${server}-2`] }),
  });
  onTestFinished(() => stranger.close());
  expect(await stranger.ping()).toMatchObject({ success: false, error: { code: 'SERVER_IDENTITY_REFUSED' } });
});
