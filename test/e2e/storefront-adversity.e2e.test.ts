import { describe, expect, vi } from 'vitest';
import { chromiumPath } from './launch-browser.ts';
import { calling, lampCart, readCarts, type TaggedShop, test, untilCart } from './shop-page.ts';

const lampInApi = { currency: 'EUR', valueMinor: 17_900, lines: [{ productId: 'lamp', quantity: 2 }] };
const patience = { timeout: 60_000, interval: 50 };
const sendsEvents = 'POST /v1/browser/events';

/** A page with the tag that tells its cart, and the same page without the cart. */
function serveCart(shop: TaggedShop): void {
  shop.serve(({ path }) => ({ html: `${path === '/later' ? '' : calling(['cart', lampCart])}${shop.tag}` }));
}

describe.skipIf(!chromiumPath)('a cart in the storefront snippet (Chromium)', () => {
  test('arrives although the page is left in the moment that it is told', async ({ openShop }) => {
    const shop = await openShop();
    shop.serve(({ path }) => ({ html: path === '/next' ? 'no snippet here' : shop.tag }));
    const { page, errors } = await shop.visit();
    await page.goto(shop.url, { waitUntil: 'networkidle' });
    await page.evaluate(`cartRecovery('cart', ${JSON.stringify(lampCart)}); location.href = '/next'`);
    await untilCart(shop.client, lampInApi);
    expect(errors).toEqual([]);
  });

  test('arrives when the network is back, without a reload', async ({ openShop }) => {
    const shop = await openShop();
    shop.serve(() => ({ html: shop.tag }));
    const { page, errors } = await shop.visit();
    await page.goto(shop.url, { waitUntil: 'networkidle' });
    await page.context().setOffline(true);
    const failed = page.waitForEvent('requestfailed');
    await page.evaluate(`cartRecovery('cart', ${JSON.stringify(lampCart)})`);
    await failed;
    await page.context().setOffline(false);
    await untilCart(shop.client, lampInApi);
    expect(errors).toEqual([]);
  });

  test('is not lost when its page is left without a network', async ({ openShop }) => {
    const shop = await openShop();
    shop.serve(() => ({ html: shop.tag }));
    const { page, errors } = await shop.visit();
    await page.goto(shop.url, { waitUntil: 'networkidle' });
    await page.context().setOffline(true);
    const failed = page.waitForEvent('requestfailed');
    await page.evaluate(`cartRecovery('cart', ${JSON.stringify(lampCart)})`);
    await failed;
    await page.goto('about:blank');
    await page.context().setOffline(false);
    await page.goto(shop.url);
    await untilCart(shop.client, lampInApi);
    expect(errors).toEqual([]);
  });

  test('that could not be sent on one page arrives from the next one, whose policy allows it', async ({ openShop }) => {
    const shop = await openShop();
    shop.serve(({ path }) => ({
      html: `${path === '/later' ? '' : calling(['cart', lampCart])}${shop.tag}`,
      ...(path !== '/later' && { policy: "connect-src 'none'" }),
    }));
    const { page, errors } = await shop.visit();
    const refused = page.waitForEvent('console', (message) => message.text().includes('connect-src'));
    await page.goto(shop.url);
    await refused;
    await page.goto(`${shop.url}/later`);
    await untilCart(shop.client, lampInApi);
    expect(errors).toEqual([]);
  });

  test('arrives although the browser allows no storage', async ({ openShop }) => {
    const shop = await openShop({ allowedOrigins: ['null'] });
    shop.serve(({ path }) => ({
      html:
        path === '/frame'
          ? `${calling(['cart', lampCart])}${shop.tag}`
          : '<iframe src="/frame" sandbox="allow-scripts">',
    }));
    const { page, errors } = await shop.visit();
    await page.goto(shop.url);
    await untilCart(shop.client, lampInApi);
    expect(errors).toEqual([]);
  });

  test('arrives from a page that throws and rejects, which sees its own errors and no other (I29)', async ({
    openShop,
  }) => {
    const shop = await openShop();
    shop.serve(() => ({
      html: `<script>addEventListener('submit', () => { throw new Error('own') }); Promise.reject(new Error('own')); setInterval(() => { throw new Error('own') }, 20)</script>${calling(['cart', lampCart], ['nonsense', 1], ['cart', null], ['add', { id: 'x', url: 'http://[' }], ['remove'], ['identify', 7], ['ready', 'no function'], ['onRestore', 5], ['product', []])}<script>throw new Error('own')</script>${shop.tag}`,
    }));
    const { page, errors } = await shop.visit();
    await page.goto(shop.url);
    await vi.waitFor(async () => expect(await readCarts(shop.client)).toHaveLength(1), patience);
    expect(new Set(errors)).toEqual(new Set(['own']));
  });

  test('arrives from a page that broke the language under it (I29)', async ({ openShop }) => {
    const shop = await openShop();
    serveCart(shop);
    const { page, errors } = await shop.visit({
      before: () => {
        const fail = () => {
          throw new Error('ours');
        };
        for (const name of [
          'push',
          'map',
          'forEach',
          'filter',
          'join',
          'sort',
          'slice',
          'splice',
          'concat',
          'includes',
        ])
          Object.defineProperty(Array.prototype, name, { value: fail });
        Object.defineProperty(Array.prototype, 'toJSON', { value: fail, enumerable: true });
        Object.defineProperty(Object.prototype, 'extra', { value: fail, enumerable: true });
        Object.defineProperty(globalThis, 'localStorage', { get: fail });
        Object.defineProperty(globalThis, 'sessionStorage', { get: fail });
        Object.defineProperty(navigator, 'sendBeacon', { value: fail });
        Object.assign(globalThis, { fetch: fail, Promise: fail, PerformanceObserver: fail, requestIdleCallback: fail });
        Object.assign(JSON, { stringify: fail });
        Object.assign(console, { log: fail, error: fail, warn: fail });
        for (const { prototype } of [Object, Array, String, Function, Event, EventTarget]) Object.freeze(prototype);
      },
    });
    await page.goto(shop.url);
    await untilCart(shop.client, lampInApi);
    expect(errors).toEqual([]);
  });
});

describe.skipIf(!chromiumPath)('the will of visitors and merchants (Chromium)', () => {
  const kept = "Object.keys(localStorage).filter((name) => name.startsWith('cart_recovery')).length";

  test('without consent nothing is stored or sent, and what happened before it is not lost (I21)', async ({
    openShop,
  }) => {
    const shop = await openShop({ consentRequired: true });
    serveCart(shop);
    const { page, requests } = await shop.visit();
    await page.goto(shop.url, { waitUntil: 'networkidle' });
    expect([await page.evaluate(kept), requests]).toEqual([0, ['GET /snippet.js']]);
    await page.evaluate("cartRecovery('consent', 'granted')");
    await untilCart(shop.client, lampInApi);
    expect(await page.evaluate(kept)).not.toBe(0);
  });

  test('a refusal deletes what was stored and ends it for this page (I21)', async ({ openShop }) => {
    const shop = await openShop({ consentRequired: true });
    serveCart(shop);
    const { page, requests } = await shop.visit();
    await page.goto(shop.url, { waitUntil: 'networkidle' });
    await page.evaluate("cartRecovery('consent', 'granted')");
    await untilCart(shop.client, lampInApi);
    const before = requests.length;
    await page.evaluate(`cartRecovery('consent', 'denied'); cartRecovery('cart', { lines: [{ id: 'rug' }] })`);
    await page.goto(`${shop.url}/later`, { waitUntil: 'networkidle' });
    expect(await page.evaluate(kept)).toBe(0);
    expect(requests.slice(before).filter((request) => request === sendsEvents)).toEqual([]);
  });

  test('only what a visitor said is remembered: a yes nobody gave is none when the store begins to ask, a no lasts', async ({
    openShop,
  }) => {
    const shop = await openShop();
    serveCart(shop);
    const { page, requests } = await shop.visit();
    await page.goto(shop.url);
    await untilCart(shop.client, lampInApi);
    expect(await page.evaluate("localStorage['cart_recovery:granted']")).toBeUndefined();
    await page.evaluate("cartRecovery('consent', 'denied')");
    const before = requests.length;
    await page.goto(shop.url, { waitUntil: 'networkidle' });
    expect(requests.slice(before)).not.toContain(sendsEvents);
    await page.evaluate(`cartRecovery('consent', 'granted'); cartRecovery('cart', { lines: [{ id: 'rug' }] })`);
    await vi.waitFor(async () => expect(await readCarts(shop.client)).toHaveLength(2), patience);
  });

  test('Global Privacy Control outranks every consent, where the store honours it', async ({ openShop }) => {
    const shop = await openShop();
    serveCart(shop);
    const { page, requests } = await shop.visit({
      before: () => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }),
    });
    await page.goto(shop.url, { waitUntil: 'networkidle' });
    await page.evaluate(`cartRecovery('consent', 'granted'); cartRecovery('cart', ${JSON.stringify(lampCart)})`);
    await page.goto(`${shop.url}/later`, { waitUntil: 'networkidle' });
    expect(requests.filter((request) => request === sendsEvents)).toEqual([]);
  });

  test('the kill switch stops open pages at their next event, and new ones at once', async ({ openShop }) => {
    const shop = await openShop();
    shop.serve(() => ({ html: shop.tag }));
    const { page, requests, errors } = await shop.visit();
    await page.goto(shop.url, { waitUntil: 'networkidle' });
    await shop.client.patch('/v1/snippet', { enabled: false });
    const stopped = page.waitForResponse((response) => response.status() === 410, patience);
    // The key is trusted for a few seconds more.
    const telling = setInterval(() => {
      page.evaluate("cartRecovery('add', { id: 'lamp' })").catch(() => {});
    }, 500);
    await stopped;
    clearInterval(telling);
    const before = requests.length;
    await page.evaluate("cartRecovery('add', { id: 'rug' })");
    const { page: next } = await shop.visit();
    await next.goto(shop.url, { waitUntil: 'networkidle' });
    expect(await next.evaluate('typeof window.cartRecovery')).toBe('undefined');
    expect(requests.slice(before)).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('a mark in the browser’s storage keeps the script away', async ({ openShop }) => {
    const shop = await openShop();
    serveCart(shop);
    const { page, requests } = await shop.visit({ before: () => localStorage.setItem('cart_recovery:off', '1') });
    await page.goto(shop.url, { waitUntil: 'networkidle' });
    expect(requests).toEqual(['GET /snippet.js']);
  });

  test('a page of another site is not served', async ({ openShop }) => {
    const shop = await openShop();
    serveCart(shop);
    const { page, errors } = await shop.visit();
    const refused = page.waitForResponse((response) => response.status() === 403);
    await page.goto(shop.url.replace('127.0.0.1', 'localhost'));
    await refused;
    expect(await readCarts(shop.client)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
