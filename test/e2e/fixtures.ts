import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { test as base, inject } from 'vitest';
import { type ApiClient, createApiClient } from '../../tools/traffic/api-client.ts';
import { openStore } from '../../tools/traffic/open-store.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { launchBrowser } from './launch-browser.ts';

export interface RunningProduct {
  readonly url: string;
  readonly adminKey: string;
  /** A store of its own for one test, whose hour lasts a second. */
  newStore(shopUrl: string): Promise<{ readonly storeId: string; readonly client: ApiClient }>;
}

/**
 * `test` on the real product: `product` is the whole of it as a process with its embedded servers, once for all files;
 * `browser` is Chromium; `shopUrl` is a page that stands for the shop's own cart.
 */
export const test = base
  .extend('product', { scope: 'file' }, (): RunningProduct => {
    const { url, adminKey } = inject('product');
    return {
      url,
      adminKey,
      async newStore(shopUrl) {
        const { storeId, apiKey } = await openStore({
          url,
          adminKey,
          name: 'Loom House',
          timeScale: 3_600,
          shopUrl,
        });
        return { storeId, client: createApiClient({ url, key: apiKey }) };
      },
    };
  })
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }): Promise<Browser> => {
    const browser = await launchBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('shopUrl', { scope: 'file' }, async ({}, { onCleanup }): Promise<string> => {
    const server: Server = createServer((request, response) => {
      response.setHeader('content-type', 'text/html').end(`<title>Loom House</title><h1>Cart at ${request.url}</h1>`);
    });
    const port = await anyFreePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    onCleanup(() => new Promise<void>((resolve) => server.close(() => resolve())));
    return `http://127.0.0.1:${port}`;
  });
