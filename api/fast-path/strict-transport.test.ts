import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { withStrictTransport } from './strict-transport.ts';

const publicUrl = 'https://recover.example.com';

/** What browsers are told under a host name, by a server that answers as the fast path and the app do: by `writeHead`. */
async function toldUnder(host: string, settings: Parameters<typeof withStrictTransport>[1]): Promise<unknown> {
  const before = withStrictTransport((_incoming, _outgoing, next) => next(), settings);
  const server = createServer((incoming, outgoing) =>
    before(incoming, outgoing, () => outgoing.writeHead(202, { 'content-type': 'application/json' }).end('{}')),
  ).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.headers['strict-transport-security']);
    })
      .once('error', reject)
      .end();
  });
}

describe('every answer of an installation under TLS', () => {
  test('has browsers come back over TLS for a year, under its own name and the names below', async () => {
    expect(await toldUnder('recover.example.com', { publicUrl, days: 365 })).toBe(
      'max-age=31536000; includeSubDomains',
    );
  });

  test('says so under the name of a store for that name alone: others may stand below it', async () => {
    expect(await toldUnder('looms.shop', { publicUrl, days: 365 })).toBe('max-age=31536000');
  });

  test('says nothing without TLS, or where the operator wants none', async () => {
    expect(await toldUnder('localhost:3000', { publicUrl: 'http://localhost:3000', days: 365 })).toBeUndefined();
    expect(await toldUnder('recover.example.com', { publicUrl, days: 0 })).toBeUndefined();
  });
});
