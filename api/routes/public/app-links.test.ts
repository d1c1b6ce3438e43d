import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../../../runtime/config.ts';
import { appLinksRoute } from './app-links.ts';

const fingerprint = Array.from({ length: 32 }, (_, n) => n.toString(16).padStart(2, '0')).join(':');
const other = fingerprint.replaceAll('0', 'f');

function routesOf(env: Readonly<Record<string, string>>): Hono {
  const { appLinksIos: apple, appLinksAndroid: android } = loadConfig(env);
  const routes = new Hono();
  appLinksRoute(routes, { apple, android });
  return routes;
}

describe('an app that belongs to the domain of the links', () => {
  test('is named for iOS, as JSON and without a redirect, for links to carts alone (field 53)', async () => {
    const answer = await routesOf({
      APP_LINKS_IOS: 'ABCDE12345.com.example.shop, ABCDE12345.com.example.beta',
    }).request('/.well-known/apple-app-site-association');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await answer.json()).toEqual({
      applinks: {
        details: [
          { appIDs: ['ABCDE12345.com.example.shop', 'ABCDE12345.com.example.beta'], components: [{ '/': '/r/*' }] },
        ],
      },
    });
  });

  test('is named for Android with each of its certificates (field 53)', async () => {
    const apps = `com.example.shop=${fingerprint},com.example.beta=${fingerprint},com.example.shop=${other}`;
    const answer = await routesOf({ APP_LINKS_ANDROID: apps }).request('/.well-known/assetlinks.json');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await answer.json()).toMatchObject([
      {
        relation: ['delegate_permission/common.handle_all_urls'],
        target: {
          namespace: 'android_app',
          package_name: 'com.example.shop',
          sha256_cert_fingerprints: [fingerprint.toUpperCase(), other.toUpperCase()],
        },
      },
      { target: { package_name: 'com.example.beta' } },
    ]);
  });

  test('is not there where none is set', async () => {
    for (const path of ['/.well-known/apple-app-site-association', '/.well-known/assetlinks.json'])
      expect((await routesOf({}).request(path)).status).toBe(404);
  });

  test.for([
    { APP_LINKS_IOS: 'com.example.shop' },
    { APP_LINKS_IOS: 'ABCDE12345.com.example.shop"' },
    { APP_LINKS_IOS: 'ABCDE12345.a,'.repeat(21) },
    { APP_LINKS_ANDROID: 'com.example.shop' },
    { APP_LINKS_ANDROID: `com.example.shop=${fingerprint}:00` },
  ])('stops the start where it is written wrong: %j', (env) => {
    expect(() => loadConfig(env)).toThrow(ConfigError);
  });
});
