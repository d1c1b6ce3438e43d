import { createServer, type Server } from 'node:http';
import { type Browser, chromium } from 'playwright-core';
import { test as base, inject } from 'vitest';
import { type ApiClient, createApiClient } from '../../tools/traffic/api-client.ts';
import { openStore } from '../../tools/traffic/open-store.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { findBrowser } from './find-browser.ts';

const found = findBrowser();
/** The browser to look with; tests that need it are skipped, and named at the end, where there is none. */
export const chromiumPath = found?.path;

/** A Chromium without a sandbox, because containers run it as root. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    env: { ...process.env, ...found?.env },
  });
}

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
