import { createServer, type Server } from 'node:http';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from '../../demo/api-client.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { chromiumPath, test as base } from './fixtures.ts';

const patience = { timeout: 20_000, interval: 50 };
const carts = z.object({
  items: z.array(z.object({ id: z.string(), valueMinor: z.number().nullable(), currency: z.string().nullable() })),
});
const snippet = z.object({ tag: z.string(), publishableKey: z.string() });

/** What a page of the shop holds beside the tag, and how it is served. */
interface ShopPage {
  readonly head?: string;
  readonly body?: string;
  readonly policy?: string;
}

interface Shop {
  readonly url: string;
  /** What the next pages look like. */
  show(page: ShopPage): void;
}

const test = base.extend('shop', { scope: 'file' }, async ({}, { onCleanup }): Promise<Shop> => {
  let shown: ShopPage = {};
  const server: Server = createServer((_, response) => {
    const { head = '', body = '', policy } = shown;
    if (policy) response.setHeader('content-security-policy', policy);
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(`<!doctype html><title>Loom House</title><link rel="icon" href="data:,">${head}<h1>Shop</h1>${body}`);
  });
  const port = await anyFreePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onCleanup(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return {
    url: `http://127.0.0.1:${port}`,
    show: (page) => {
      shown = page;
    },
  };
});

const lamp = {
  currency: 'EUR',
  lines: [{ productId: 'lamp', quantity: 2, price: '89.50', name: 'Oak lamp', url: '/p/lamp' }],
};

async function listCarts(client: ApiClient) {
  return carts.parse(await client.get('/v1/carts')).items;
}

describe.skipIf(!chromiumPath)('the storefront snippet (Chromium)', () => {
  test('brings a cart from a page of the shop into the API', async ({ product, browser, shop }) => {
    const { client } = await product.newStore(shop.url);
    await client.patch('/v1/snippet', { consentRequired: false });
    const { tag } = snippet.parse(await client.get('/v1/snippet'));
    shop.show({
      head: `${tag}<script>window.cartRecovery=function(){(cartRecovery.q=cartRecovery.q||[]).push(arguments)};cartRecovery('cart',${JSON.stringify(lamp)})</script>`,
    });
    const page = await browser.newPage();
    await page.goto(shop.url);
    await vi.waitUntil(async () => (await listCarts(client)).length > 0, patience);
    expect(await listCarts(client)).toMatchObject([{ valueMinor: 17_900, currency: 'EUR' }]);
  });
});
