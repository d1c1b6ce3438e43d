import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { eq } from 'drizzle-orm';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished } from 'vitest';
import { createPublicRoutes } from '../../api/routes/public/index.ts';
import { consents } from '../../db/postgres/schema/index.ts';
import { type Database, withStore } from '../../db/postgres/tenancy.ts';
import { nothingSaid } from '../../domain/brand/brand.ts';
import { type Brands, brandsOf, plainBrands } from '../../services/state/brands/brands.ts';
import { test } from '../fixtures.ts';
import { createSentMessage, openTestDatabase, twoLines } from '../sent-message.ts';
import { silentLog } from '../silent-log.ts';
import { closeLater } from './close-later.ts';
import { accessibilityProblems } from './dashboard/look.ts';
import { chromiumPath, launchBrowser } from './launch-browser.ts';
import { openContext } from './open-context.ts';

const pictures = process.env['DASHBOARD_PICTURES'];

/** The pages as a shopper meets them: real Chromium, real forms, real content policy. */
describe.skipIf(!chromiumPath)('pages for shoppers (Chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  /** A page without scripts, and everything that the browser refused or complained of. */
  async function openPage(options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
    const context = await openContext(browser, { javaScriptEnabled: false, ...options });
    closeLater(context);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    return { page, complaints };
  }

  async function listen(database: Database, brands: Brands = plainBrands): Promise<string> {
    const routes = createPublicRoutes({
      database,
      ...{ operations: database, brands },
      eventLog: silentLog,
      now: Date.now,
      showSandbox: false,
      reportError: (error) => {
        throw error;
      },
    });
    return new Promise((resolve) => {
      const server = serve({ fetch: routes.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
        resolve(`http://127.0.0.1:${port}`),
      );
      onTestFinished(() => void server.close());
    });
  }

  async function startShop(): Promise<string> {
    const shop = createServer((request, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(
          `<link rel="icon" href="data:,"><title>Shop</title>${request.url} referrer=${request.headers.referer ?? 'none'}`,
        ),
    );
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void shop.close());
    return `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  }

  test('the button leads to the cart at the shop, without scripts and without giving the link away', async ({
    database: urls,
  }) => {
    const database = openTestDatabase(urls);
    const [base, shop] = [await listen(database), await startShop()];
    const { restoreToken } = await createSentMessage(database, {
      lines: twoLines.map(({ imageUrl: _, ...line }) => line),
      storeUrl: shop,
      restoreUrl: `${shop}/cart/1`,
    });
    const { page, complaints } = await openPage();
    await page.goto(`${base}/r/${restoreToken}`);
    expect(await page.getByRole('listitem').count()).toBe(2);
    await page.getByRole('button', { name: 'Continue to checkout' }).click();
    await page.waitForURL(`${shop}/cart/1`);
    expect(await page.content()).toContain('/cart/1 referrer=none');
    expect(complaints).toEqual([]);
  });

  test('a person unsubscribes with the keyboard alone', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const base = await listen(database);
    const { unsubscribeToken, storeId } = await createSentMessage(database);
    const { page } = await openPage();
    await page.goto(`${base}/u/${unsubscribeToken}`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'You are unsubscribed' }).waitFor();
    const rows = await withStore(database, storeId, (tx) =>
      tx.select().from(consents).where(eq(consents.status, 'denied')),
    );
    expect(rows.map(({ channel }) => channel)).toEqual(['email']);
  });

  test('pages of a brand can be read in both themes, on a phone too', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const lines = twoLines.map(({ imageUrl: _, ...line }) => line);
    const { storeId, restoreToken, unsubscribeToken } = await createSentMessage(database, { lines });
    const colours = { primary: '#b45309', background: '#fffbeb', text: '#292524', link: '#92400e' };
    const said = {
      ...nothingSaid,
      ...{ name: 'Looms', colours, supportUrl: 'https://shop.example/help', madeWith: true },
    };
    const base = await listen(database, brandsOf({ brands: [{ storeId, said }], domains: [] }));
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await openPage({ viewport: { width: 390, height: 700 }, colorScheme, javaScriptEnabled: true });
      for (const path of [`/r/${restoreToken}`, `/u/${unsubscribeToken}`]) {
        await page.goto(base + path);
        await page.getByText('Made with Cart recovery').waitFor();
        if (pictures) await page.screenshot({ path: join(pictures, `brand-${path.slice(1, 2)}-${colorScheme}.png`) });
        expect(await accessibilityProblems(page), `${path} ${colorScheme}`).toEqual([]);
      }
    }
  });

  test('nothing is cut off on a small phone, light or dark', async ({ database: urls }) => {
    const database = openTestDatabase(urls);
    const base = await listen(database);
    const lines = [
      { productId: 'x', quantity: 3, unitPriceMinor: 123_456_789, name: `Averylongname${'withoutanybreak'.repeat(6)}` },
    ];
    const { restoreToken, unsubscribeToken } = await createSentMessage(database, { lines });
    for (const colorScheme of ['light', 'dark'] as const) {
      // Scripts only for measuring: the page's own policy still forbids its own.
      const { page } = await openPage({ viewport: { width: 320, height: 600 }, colorScheme, javaScriptEnabled: true });
      for (const path of [`/r/${restoreToken}`, `/u/${unsubscribeToken}`, '/r/unknown']) {
        await page.goto(base + path);
        const { content, visible } = (await page.evaluate(
          '({ content: document.documentElement.scrollWidth, visible: document.documentElement.clientWidth })',
        )) as { content: number; visible: number };
        expect(content, path).toBeLessThanOrEqual(visible);
      }
    }
  });
});
