import { Hono } from 'hono';
import { describe, expect } from 'vitest';
import { test } from '../../test/api-fixture.ts';
import { browserOf, newPerson } from '../../test/sign-in.ts';

const publicRoutes = new Hono();
for (const path of ['/outbox', '/outbox/m-1', '/demo', '/demo/shop']) publicRoutes.get(path, (c) => c.text('shown'));
const ofInstallation = ['/outbox', '/outbox/m-1', '/metrics'];
const ofKnown = ['/docs', '/docs/page.js', '/openapi.json', '/demo', '/demo/shop'];
const metricsToken = 'a-token-for-the-metrics-alone';

describe('pages beside the API, where others can ask too', () => {
  test('are for the operator, admins and, where they show nothing of stores, everybody who is known', async ({
    api,
  }) => {
    const closed = api.appWith({ pagesAreClosed: true, publicRoutes });
    const store = await api.newStore();
    const there = async (who: Parameters<typeof newPerson>[1]) => {
      const browser = browserOf(closed);
      for (const [name, value] of (await newPerson(api, who)).cookies) browser.cookies.set(name, value);
      return browser;
    };
    const [admin, owner] = [await there({ admin: true }), await there({ roles: { [store.id]: 'store_owner' } })];
    for (const path of [...ofInstallation, ...ofKnown]) {
      const known = ofKnown.includes(path);
      const statuses = [
        (await closed.call(path)).status,
        (await closed.call(path, { key: api.adminKey })).status,
        (await admin.call(path)).status,
        (await owner.call(path)).status,
        (await closed.call(path, { key: store.key })).status,
      ];
      expect([path, ...statuses]).toEqual([path, 401, 200, 200, ...Array(2).fill(known ? 200 : 403)]);
    }
  });

  test('lead a browser to sign in, and back', async ({ api }) => {
    const closed = api.appWith({ pagesAreClosed: true });
    const { status, headers } = await closed.call('/docs', { headers: { accept: 'text/html' } });
    expect([status, headers.get('location')]).toEqual([302, '/sign-in?return=%2Fdocs']);
  });

  test('show metrics to a token of their own, which opens nothing else', async ({ api }) => {
    const closed = api.appWith({ pagesAreClosed: true, metricsTokens: () => [metricsToken], publicRoutes });
    const statuses = [];
    for (const path of ['/metrics', '/outbox', '/docs', '/v1/stores'])
      statuses.push((await closed.call(path, { key: metricsToken })).status);
    expect(statuses).toEqual([200, 401, 401, 401]);
    expect((await closed.call('/metrics', { key: `${metricsToken}x` })).status).toBe(401);
  });

  test('stay open where this machine alone can ask', async ({ api }) => {
    const open = api.appWith({ publicRoutes });
    for (const path of [...ofInstallation, ...ofKnown])
      expect([path, (await open.call(path)).status]).toEqual([path, 200]);
  });
});

describe('a browser at 127.0.0.1', () => {
  test('is led to localhost, with its path, and no other host is', async ({ api }) => {
    const accounts = { ...api.accounts, publicUrl: () => 'http://localhost:3000' };
    const ask = async (host: string, accept = 'text/html', change = accounts) => {
      const { headers } = await api
        .appWith({ accounts: change })
        .call('/sign-in?return=%2Fstores', { headers: { host, accept } });
      return headers.get('location');
    };
    for (const host of ['127.0.0.1:3000', '[::1]:3000'])
      expect(await ask(host)).toBe('http://localhost:3000/sign-in?return=%2Fstores');
    expect(await ask('localhost:3000')).toBeNull();
    expect(await ask('127.0.0.1.evil.example')).toBeNull();
    expect(await ask('127.0.0.1:3000', 'application/json')).toBeNull();
    expect(await ask('127.0.0.1:3000', 'text/html', api.accounts)).toBeNull();
  });
});
