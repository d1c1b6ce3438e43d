import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished } from 'vitest';
import { type ApiFixture, test } from '../../../test/api-fixture.ts';

/** A shop of one page on this machine, and the store that it belongs to. */
async function openShop(api: ApiFixture, pageOf: (tag: string) => string) {
  const store = await api.newStore();
  const { json: snippet } = await api.call('/v1/snippet', { key: store.key });
  const tag = `<script async src="${api.integrations.publicUrl}/snippet.js?key=${snippet.publishableKey}"></script>`;
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf(tag)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await api.call('/v1/store', { method: 'PATCH', key: store.key, body: { url } });
  const check = (address = url, app: Pick<ApiFixture, 'call'> = api) =>
    app.call('/v1/snippet/check', { method: 'POST', key: store.key, body: { url: address } });
  return { url, check };
}

describe('the check of a shop’s page', () => {
  test('says of each thing that the snippet needs whether it is there', async ({ api }) => {
    const shop = await openShop(
      api,
      (tag) => `<html><head>${tag}<body itemscope itemtype="https://schema.org/Product">`,
    );
    const { status, json } = await shop.check();
    expect([status, json.status, json.url]).toEqual([200, 'checked', `${shop.url}/`]);
    expect(json.findings.map(({ check, outcome, code }: Record<string, string>) => [check, outcome, code])).toEqual([
      ['switch', 'ok', 'switched_on'],
      ['tag', 'ok', 'tag_found'],
      ['policy', 'ok', 'policy_allows'],
      ['origin', 'ok', 'origin_allowed'],
      ['product', 'ok', 'product_found'],
    ]);
  });

  test('says what is missing', async ({ api }) => {
    const shop = await openShop(
      api,
      () => `<meta http-equiv="content-security-policy" content="script-src 'self'"><h1>Lamps</h1>`,
    );
    const { json } = await shop.check();
    expect(json.findings).toEqual(
      expect.arrayContaining([
        { check: 'tag', outcome: 'problem', code: 'tag_missing', detail: null },
        { check: 'policy', outcome: 'problem', code: 'policy_refuses_script', detail: 'script-src' },
        { check: 'product', outcome: 'note', code: 'product_not_found', detail: null },
      ]),
    );
  });

  test('asks no address that a server must not be talked into asking', async ({ api }) => {
    const shop = await openShop(api, () => '');
    const strict = api.appWith({ integrations: { ...api.integrations, allowLoopbackApis: false } });
    for (const address of [shop.url, 'http://169.254.169.254/latest/meta-data', 'http://[::1]/', 'http://localhost'])
      expect((await shop.check(address, strict)).json, address).toEqual({
        status: 'not_loaded',
        problem: 'forbidden_address',
        httpStatus: null,
      });
    for (const address of ['file:///etc/passwd', 'https://user:pass@shop.example', 'shop'])
      expect((await shop.check(address)).json.error, address).toMatchObject({ code: 'invalid', path: 'url' });
  });
});
