import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, Page } from 'playwright-core';
import { describe, expect, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { createDemoPages } from '../../demo/pages.ts';
import { openShop } from '../../demo/shop/open-shop.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { closeLater } from './close-later.ts';
import { type RunningProduct, test } from './fixtures.ts';
import { chromiumPath } from './launch-browser.ts';
import { openContext } from './open-context.ts';

const patience = { timeout: 60_000, interval: 100 };
const carts = z.object({ items: z.array(z.object({ status: z.string(), stage: z.string(), lineCount: z.number() })) });

/** The demo shop on a port of its own, for a store of its own. */
async function openDemoShop(product: RunningProduct) {
  const port = await anyFreePort();
  const url = `http://127.0.0.1:${port}`;
  const { client, storeId } = await product.newStore(url);
  const pages = createDemoPages();
  pages.openShopWith(await openShop(client, url));
  const server = serve({ fetch: new Hono().route('/demo', pages.routes).fetch, hostname: '127.0.0.1', port });
  onTestFinished(() => void server.close());
  return { shopUrl: `${url}/demo/shop`, client, storeId };
}

async function openPage(browser: Browser): Promise<{ page: Page; complaints: string[] }> {
  const context = await openContext(browser);
  closeLater(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return { page, complaints };
}

/** Two rugs in the cart, and the checkout's form in sight. */
async function goToCheckout(page: Page, shopUrl: string): Promise<void> {
  await page.goto(`${shopUrl}/p/rug-clay`);
  await page.getByLabel('Quantity').fill('2');
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByRole('link', { name: 'To the checkout' }).click();
  await page.getByLabel('E-mail', { exact: true }).fill('ada@shopper.example');
}

describe.skipIf(!chromiumPath)('the demo shop (Chromium)', () => {
  test('reminds a person who fills in an address, ticks the box and leaves without a button, and its link brings the cart back in another browser', async ({
    product,
    browser,
  }) => {
    const { shopUrl, storeId } = await openDemoShop(product);
    const { page, complaints } = await openPage(browser);
    await goToCheckout(page, shopUrl);
    await page.getByLabel(/Remind me/).check();
    await vi.waitUntil(async () => {
      await page.goto(`${product.url}/outbox`);
      return (await page.locator(`a[href^="/outbox/${storeId}/"]`).count()) > 0;
    }, patience);
    await page.locator(`a[href^="/outbox/${storeId}/"]`).last().click();
    const link = page.frameLocator('iframe').locator('a[href*="/r/"]').first();
    const other = await openPage(browser);
    await other.page.goto((await link.getAttribute('href')) ?? '');
    await other.page.getByRole('button', { name: /continue/i }).click();
    await other.page.getByText('Your cart is back').waitFor();
    expect(await other.page.getByRole('listitem').innerText()).toMatch(/Clay rug[\s\S]*2 × €289\.00[\s\S]*€578\.00/);
    expect([...complaints, ...other.complaints]).toEqual([]);
  });

  test('tells who somebody is without a tick as neither a yes nor a no', async ({ product, browser }) => {
    const { shopUrl, client } = await openDemoShop(product);
    const { page } = await openPage(browser);
    await goToCheckout(page, shopUrl);
    await page.getByLabel('E-mail', { exact: true }).blur();
    await page.getByText('will not write to you').waitFor();
    const people = z.object({ items: z.array(z.object({ id: z.string() })) });
    await vi.waitFor(async () => {
      const { items } = people.parse(await client.get('/v1/customers?email=ada%40shopper.example'));
      expect(JSON.stringify(await client.get(`/v1/customers/${items[0]?.id}`))).not.toMatch(/granted|denied/);
    }, patience);
  });

  test('takes an order, and the cart counts as bought', async ({ product, browser }) => {
    const { shopUrl, client } = await openDemoShop(product);
    const { page, complaints } = await openPage(browser);
    await goToCheckout(page, shopUrl);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('will not write to you').waitFor();
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await vi.waitFor(
      async () =>
        expect(carts.parse(await client.get('/v1/carts')).items).toMatchObject([
          { status: 'purchased', stage: 'cart', lineCount: 0 },
        ]),
      patience,
    );
    await page.reload({ waitUntil: 'networkidle' });
    expect(carts.parse(await client.get('/v1/carts')).items).toMatchObject([{ status: 'purchased' }]);
    expect(complaints).toEqual([]);
  });
});
