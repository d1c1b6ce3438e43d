import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import {
  carts,
  integrations,
  links,
  messageOffers,
  offerCodes,
  snippets,
  stores,
} from '../../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../../db/postgres/tenancy.ts';
import { dayMs } from '../../../domain/duration.ts';
import { restoreLinkMs } from '../../../services/messaging/links/issue.ts';
import { linkToken } from '../../../services/state/links/link-token.ts';
import { test } from '../../../test/fixtures.ts';
import { createSentMessage, linkSettings, openTestDatabase, type SentMessage } from '../../../test/sent-message.ts';
import { silentLog } from '../../../test/silent-log.ts';
import { createPublicRoutes } from './index.ts';

const routesOf = (database: Database, now: () => number = Date.now) =>
  createPublicRoutes({
    database,
    operations: database,
    linkSecret: linkSettings.secret,
    eventLog: silentLog,
    now,
    showSandbox: false,
    reportError: (error) => {
      throw error;
    },
  });
const redeemedAt = async (database: Database, { storeId, messageId }: Pick<SentMessage, 'storeId' | 'messageId'>) => {
  const rows = await withStore(database, storeId, (tx) =>
    tx.select().from(links).where(eq(links.messageId, messageId)),
  );
  return rows.find(({ kind }) => kind === 'restore')?.redeemedAt ?? null;
};

const connect = (database: Database, { storeId, siteUrl }: { readonly storeId: string; readonly siteUrl: string }) =>
  withStore(database, storeId, (tx) =>
    tx.insert(integrations).values({
      storeId,
      id: randomUUID(),
      platform: 'shopify',
      secrets: 'sealed',
      settings: { currency: null, orderStatuses: {}, siteUrl },
    }),
  );

const issuedAt = 1_800_000_000_000;

describe('recovery link', () => {
  test('shows exactly that cart, with its prices, to whoever holds the link', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const { restoreToken } = await createSentMessage(database, { restoreUrl: 'https://shop.example/cart/1' });
    const response = await routesOf(database).request(`/r/${restoreToken}`);
    expect(response.status).toBe(200);
    const page = await response.text();
    for (const text of [
      'Linen shirt',
      '2 × $49.99',
      '$99.98',
      'Canvas bag',
      '$59.49',
      '$159.47',
      'Continue to checkout',
    ])
      expect(page).toContain(text);
  });

  test('shows nothing of the person, sets no cookie and leaks no address (I7)', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const { restoreToken, email } = await createSentMessage(database);
    const response = await routesOf(database).request(`/r/${restoreToken}`);
    const page = await response.text();
    expect(page).not.toContain(email);
    expect(page).not.toContain('Ada');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('followed by a program it leads on, is noted as such, and counts as no click (field 53)', async ({
    database: urls,
  }) => {
    const database = openTestDatabase(urls);
    const sent = await createSentMessage(database, { restoreUrl: 'https://shop.example/cart/1' });
    const go = (headers: Record<string, string>) =>
      routesOf(database).request(`/r/${sent.restoreToken}/go`, { method: 'POST', headers });
    const phone = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Safari/604.1' };
    for (const headers of [
      { 'user-agent': 'Mozilla/5.0 (compatible; Mimecast)' },
      { ...phone, 'sec-purpose': 'prefetch' },
    ])
      expect((await go(headers)).status).toBe(303);
    const noted = async () => {
      const rows = await withStore(database, sent.storeId, (tx) =>
        tx.select().from(links).where(eq(links.messageId, sent.messageId)),
      );
      const link = rows.find(({ kind }) => kind === 'restore');
      return [link?.redeemedAt != null, link?.machineAt != null];
    };
    expect(await noted()).toEqual([false, true]);
    await go(phone);
    expect(await noted()).toEqual([true, true]);
  });

  test('is followed without a note where the store wants none (field 53)', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const sent = await createSentMessage(database, { restoreUrl: 'https://shop.example/cart/1' });
    await withStore(database, sent.storeId, (tx) => tx.update(stores).set({ clickTracking: false }));
    const answer = await routesOf(database).request(`/r/${sent.restoreToken}/go`, { method: 'POST' });
    expect([answer.status, await redeemedAt(database, sent)]).toEqual([303, null]);
  });

  test('when it has expired, it leads to the shop and to the way out of the same message, which still works (field 41)', async ({
    database: urls,
  }) => {
    const database = openTestDatabase(urls);
    const sent = await createSentMessage(database, { now: issuedAt });
    const routes = routesOf(database, () => issuedAt + restoreLinkMs + 1);
    const expired = await routes.request(`/r/${sent.restoreToken}`);
    const page = await expired.text();
    expect([expired.status, page.includes('https://shop.example')]).toEqual([410, true]);
    const [, way] = /href="(\/u\/[^"]+)"/.exec(page) ?? [];
    expect(way).toBe(`/u/${sent.unsubscribeToken}`);
    // Twenty days, two years, without the cart, the template or a working link into it.
    await withStore(database, sent.storeId, (tx) => tx.delete(carts).where(eq(carts.storeId, sent.storeId)));
    const later = routesOf(database, () => issuedAt + 730 * dayMs);
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    const done = await later.request(`/u/${sent.unsubscribeToken}/one-click`, { method: 'POST', body });
    expect([done.status, done.headers.get('location'), await done.text()]).toEqual([200, null, 'Unsubscribed.\n']);
  });

  test('opening it, twice or by HEAD, changes nothing (I8)', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const { storeId, restoreToken, messageId } = await createSentMessage(database);
    for (const method of ['GET', 'GET', 'HEAD'])
      expect((await routesOf(database).request(`/r/${restoreToken}`, { method })).status).toBe(200);
    expect(await redeemedAt(database, { storeId, messageId })).toBeNull();
  });

  test('going on leads to the cart at the shop and is noted the first time only', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const { storeId, restoreToken, messageId } = await createSentMessage(database, {
      restoreUrl: 'https://checkout.shop.example/c/1?x=1',
      now: issuedAt,
    });
    const first = await routesOf(database, () => issuedAt + 1_000).request(`/r/${restoreToken}/go`, { method: 'POST' });
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('https://checkout.shop.example/c/1?x=1');
    expect(
      (await routesOf(database, () => issuedAt + 2_000).request(`/r/${restoreToken}/go`, { method: 'POST' })).status,
    ).toBe(303);
    expect(await redeemedAt(database, { storeId, messageId })).toEqual(new Date(issuedAt + 1_000));
  });

  test.for([
    'https://evil.example/c/1',
    'https://shop.example.evil.example/',
    'https://shop.example@evil.example/',
    'http://shop.example/c/1',
    'https://shop.example:8443/',
    'javascript:alert(1)//shop.example',
  ])('never leads outside the registered shop: %s', async (restoreUrl, { database: urls }) => {
    const database = openTestDatabase(urls);
    const { restoreToken } = await createSentMessage(database, { restoreUrl });
    const response = await routesOf(database).request(`/r/${restoreToken}/go`, { method: 'POST' });
    expect(response.headers.get('location')).toBe('https://shop.example');
  });

  test.for([
    ['https://lamp-shop.myshopify.com/cart/42:1', 'https://shop.example'],
    ['https://lamp-shop.myshopify.com/cart/42:1', null],
    ['https://shop.example/cart/7', 'https://shop.example'],
  ] as const)(
    'leads to %s also when the store’s own address is %s',
    async ([restoreUrl, storeUrl], { database: urls }) => {
      const database = openTestDatabase(urls);
      const { storeId, restoreToken } = await createSentMessage(database, { restoreUrl, storeUrl });
      await connect(database, { storeId, siteUrl: 'https://lamp-shop.myshopify.com' });
      const page = await routesOf(database).request(`/r/${restoreToken}`);
      expect(page.headers.get('content-security-policy')).toContain(new URL(restoreUrl).origin);
      const response = await routesOf(database).request(`/r/${restoreToken}/go`, { method: 'POST' });
      expect(response.headers.get('location')).toBe(restoreUrl);
    },
  );

  test('never leads to another shop of the same platform', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const { storeId, restoreToken } = await createSentMessage(database, {
      restoreUrl: 'https://other.myshopify.com/cart/42:1',
    });
    await connect(database, { storeId, siteUrl: 'https://lamp-shop.myshopify.com' });
    const response = await routesOf(database).request(`/r/${restoreToken}/go`, { method: 'POST' });
    expect(response.headers.get('location')).toBe('https://shop.example');
  });

  test('without a known shop site the page itself is the answer', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const { restoreToken } = await createSentMessage(database, {
      storeUrl: null,
      restoreUrl: 'https://shop.example/c/1',
    });
    const response = await routesOf(database).request(`/r/${restoreToken}/go`, { method: 'POST' });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Linen shirt');
  });

  test('an unknown, malformed or other-purpose token is just unknown (I7)', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const { unsubscribeToken, storeId } = await createSentMessage(database);
    const unknown = linkToken(linkSettings.secret, {
      kind: 'restore',
      storeId,
      messageId: '00000000-0000-4000-8000-000000000000',
    });
    for (const token of [unknown, unsubscribeToken, 'short', `${unsubscribeToken}=`, '%00', "'--"]) {
      expect((await routesOf(database).request(`/r/${encodeURIComponent(token)}`)).status, token).toBe(404);
      expect(
        (await routesOf(database).request(`/r/${encodeURIComponent(token)}/go`, { method: 'POST' })).status,
        token,
      ).toBe(404);
    }
  });

  test('the same message of two stores has two links, each to its own cart (I6)', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const one = await createSentMessage(database, {
      lines: [{ productId: 'a', quantity: 1, name: 'Only in store one' }],
    });
    const two = await createSentMessage(database, {
      lines: [{ productId: 'b', quantity: 1, name: 'Only in store two' }],
    });
    expect(linkToken('s', { kind: 'restore', storeId: one.storeId, messageId: 'm' })).not.toBe(
      linkToken('s', { kind: 'restore', storeId: two.storeId, messageId: 'm' }),
    );
    const page = await (await routesOf(database).request(`/r/${one.restoreToken}`)).text();
    expect(page).toContain('Only in store one');
    expect(page).not.toContain('Only in store two');
  });

  test('of somebody who only looked around shows products, no pieces and no sum, and never fills a cart at the shop', async ({
    database: urls,
  }) => {
    const database = openTestDatabase(urls);
    const { restoreToken, storeId } = await createSentMessage(database, { stage: 'browsing' });
    await withStore(database, storeId, (tx) =>
      tx.insert(snippets).values({ storeId, publishableKey: `pk_${storeId}`, enabled: true, restoreCarts: true }),
    );
    const page = await (await routesOf(database).request(`/r/${restoreToken}`)).text();
    for (const shown of ['What you looked at', 'Linen shirt', '$49.99', 'Continue at']) expect(page).toContain(shown);
    for (const hidden of ['Your cart', '×', '$99.98', '$159.47', 'checkout']) expect(page).not.toContain(hidden);
    const gone = await routesOf(database).request(`/r/${restoreToken}/go`, { method: 'POST' });
    expect(gone.headers.get('location')).toBe('https://shop.example');
  });

  test('after 30 days it has expired, and going on does nothing (I7)', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const { storeId, restoreToken, messageId } = await createSentMessage(database, {
      now: issuedAt,
      restoreUrl: 'https://shop.example/c/1',
    });
    expect((await routesOf(database, () => issuedAt + restoreLinkMs - 1).request(`/r/${restoreToken}`)).status).toBe(
      200,
    );
    const late = routesOf(database, () => issuedAt + restoreLinkMs);
    expect((await late.request(`/r/${restoreToken}`)).status).toBe(410);
    expect((await late.request(`/r/${restoreToken}/go`, { method: 'POST' })).status).toBe(410);
    expect(await redeemedAt(database, { storeId, messageId })).toBeNull();
  });

  test('a bought or emptied cart is said to be so', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const bought = await createSentMessage(database, { status: 'purchased' });
    expect(await (await routesOf(database).request(`/r/${bought.restoreToken}`)).text()).toContain(
      'You have bought this cart',
    );
    const emptied = await createSentMessage(database, { lines: [] });
    expect(await (await routesOf(database).request(`/r/${emptied.restoreToken}`)).text()).toContain(
      'This cart is empty',
    );
  });

  test('names from the shop are text, never markup', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const { restoreToken } = await createSentMessage(database, {
      lines: [
        {
          productId: 'x',
          quantity: 1,
          name: '<script>alert(1)</script>',
          imageUrl: 'https://shop.example/"onerror="alert(1)',
        },
      ],
    });
    const page = await (await routesOf(database).request(`/r/${restoreToken}`)).text();
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script');
    expect(page).not.toContain('"onerror="');
  });
});

describe('the way back with a discount code', () => {
  const carry = async (database: Database, { storeId, messageId }: Pick<SentMessage, 'storeId' | 'messageId'>) =>
    withStore(database, storeId, async (tx) => {
      const [offerId, codeId] = [randomUUID(), randomUUID()];
      const code = { kind: 'percent', value: 10, currency: 'EUR', costMinor: 100 } as const;
      await tx.insert(offerCodes).values({
        ...{ storeId, id: codeId, offerId, code: 'K7WQ2-M9TRX', state: 'sent', ...code },
        expiresAt: new Date(Date.now() + 86_400_000),
      });
      await tx.insert(messageOffers).values({ storeId, messageId, offerKey: 'ten', codeId });
    });
  const wayOf = async (database: Database, { restoreToken }: SentMessage) =>
    (await routesOf(database).request(`/r/${restoreToken}/go`, { method: 'POST' })).headers.get('location');

  test('lets the Shopify shop take the code first, and goes on to the cart (I9)', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const message = await createSentMessage(database, { restoreUrl: 'https://shop.example/checkouts/1?key=a' });
    await connect(database, { storeId: message.storeId, siteUrl: 'https://shop.example' });
    await carry(database, message);
    expect(await wayOf(database, message)).toBe(
      'https://shop.example/discount/K7WQ2-M9TRX?redirect=%2Fcheckouts%2F1%3Fkey%3Da',
    );
  });

  test('goes to the cart as ever in a shop that takes no code in an address', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const message = await createSentMessage(database, { restoreUrl: 'https://shop.example/cart/1' });
    await carry(database, message);
    expect(await wayOf(database, message)).toBe('https://shop.example/cart/1');
  });
});
