import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import {
  createAuthority,
  type IssuedCertificate,
  spiffe,
  type TestAuthority,
  writeCertificate,
} from '../../test/certificates.ts';
import { openIdentity, type TlsOptions } from './identity.ts';

const api = 'spiffe://example.com/ns/shop/sa/api';
const postgres = 'spiffe://example.com/ns/data/sa/postgres';
const valkey = 'spiffe://example.com/ns/data/sa/valkey';

let root: TestAuthority;
let foreign: TestAuthority;
beforeAll(async () => {
  [root, foreign] = await Promise.all([createAuthority('root'), createAuthority('another root')]);
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cart-identity-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

/** A server that wants a certificate of everybody, and answers with the serial number of it. */
async function serve({ cert, key }: IssuedCertificate): Promise<number> {
  const server = createServer({ cert, key, ca: root.cert, requestCert: true, rejectUnauthorized: true }, (socket) => {
    socket.end(socket.getPeerCertificate().serialNumber);
  });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** What the server answers, or the code of the reason why there was no connection. */
async function ask(port: number, tls: TlsOptions | undefined): Promise<string> {
  const socket: TLSSocket = connect({ host: '127.0.0.1', port, ...tls });
  try {
    const [chunk]: unknown[] = await once(socket, 'data');
    return String(chunk);
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'failed';
  } finally {
    socket.destroy();
  }
}

async function openOurs(names = [spiffe(api)]) {
  const files = writeCertificate(folder, await root.issue({ names }), root.cert);
  return { files, identity: openIdentity(files) };
}

test('the server that is meant is connected to, and no other (operations T7)', async () => {
  const { identity } = await openOurs();
  const tls = identity.tlsFor({ spiffeIds: [postgres] });
  expect(await ask(await serve(await root.issue({ names: [spiffe(postgres)] })), tls)).toMatch(/^[0-9A-F]+$/);
  const refused = 'SERVER_IDENTITY_REFUSED';
  const cases = [
    [await root.issue({ names: [spiffe(valkey)] }), refused],
    [await root.issue({ names: [spiffe(postgres), spiffe(valkey)] }), refused],
    [await root.issue({ names: [spiffe(postgres.replace('example.com', 'example.org'))] }), refused],
    [await root.issue({ names: [{ type: 'dns', value: `a, URI:${postgres}` }] }), refused],
    // The name of the host is no substitute for the id.
    [await root.issue({ names: [{ type: 'ip', value: '127.0.0.1' }] }), refused],
    [await root.issue({ names: [spiffe(postgres)], endsMs: -1_000 }), 'CERT_HAS_EXPIRED'],
    [await foreign.issue({ names: [spiffe(postgres)] }), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ] as const;
  for (const [issued, code] of cases) expect(await ask(await serve(issued), tls)).toBe(code);
});

test('a server of which no id is expected is known by the name of its host', async () => {
  const { identity } = await openOurs();
  const tls = identity.tlsFor({ spiffeIds: [] });
  expect(await ask(await serve(await root.issue({ names: [{ type: 'ip', value: '127.0.0.1' }] })), tls)).toMatch(
    /^[0-9A-F]+$/,
  );
  const other = await serve(await root.issue({ names: [{ type: 'dns', value: 'db.example.com' }, spiffe(postgres)] }));
  expect(await ask(other, tls)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  expect(await ask(other, identity.tlsFor({ spiffeIds: [], host: 'db.example.com' }))).toMatch(/^[0-9A-F]+$/);
});

test('a connection is made with the newest certificate, and whoever listens is told of it once', async () => {
  const { files, identity } = await openOurs();
  const tls = identity.tlsFor({ spiffeIds: [postgres] });
  const port = await serve(await root.issue({ names: [spiffe(postgres)] }));
  let told = 0;
  const stop = identity.onChange(() => {
    told += 1;
  });
  const first = await ask(port, tls);
  identity.reread();
  expect(told).toBe(0);
  writeCertificate(folder, await root.issue({ names: [spiffe(api)] }), root.cert);
  expect(identity.reread()).toMatchObject({ error: null, spiffeId: api });
  expect(told).toBe(1);
  expect(await ask(port, tls)).not.toBe(first);
  // Another authority is another identity too: connections that it would not let be made are not kept.
  writeFileSync(files.ca, root.cert + foreign.cert);
  identity.reread();
  expect(told).toBe(2);
  expect(await ask(await serve(await foreign.issue({ names: [spiffe(postgres)] })), tls)).toMatch(/^[0-9A-F]+$/);
  stop();
  writeFileSync(files.ca, root.cert);
  identity.reread();
  expect(told).toBe(2);
});

test('files that do not fit each other are not taken in, and what was good counts on', async () => {
  const { files, identity } = await openOurs();
  const tls = identity.tlsFor({ spiffeIds: [postgres] });
  const port = await serve(await root.issue({ names: [spiffe(postgres)] }));
  const before = await ask(port, tls);
  const next = await root.issue({ names: [spiffe(api)] });
  writeFileSync(files.cert, next.cert);
  expect(identity.reread()?.error).toContain('is the key of another certificate');
  expect(await ask(port, tls)).toBe(before);
  writeFileSync(files.key, next.key);
  expect(identity.reread()?.error).toBeNull();
  expect(await ask(port, tls)).not.toBe(before);
});
