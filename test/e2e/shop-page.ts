import { createServer, type Server } from 'node:http';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from '../../tools/traffic/api-client.ts';
import { anyFreePort } from '../../workers/stack/choose-port.ts';
import { closeLater } from './close-later.ts';
import { watchContract } from './contract.ts';
import { test as base } from './fixtures.ts';
import { openContext } from './open-context.ts';

/** How a path of the shop answers. */
export interface ShopAnswer {
  readonly html?: string;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Content-Security-Policy. */
  readonly policy?: string;
}

export interface ShopRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export type ShopRoutes = (request: ShopRequest) => ShopAnswer | undefined;

/** A page of the shop as a visitor's browser sees it, with everything that went wrong there. */
export interface Visit {
  readonly page: Page;
  /** Uncaught errors and rejections, whoever's they are. */
  readonly errors: readonly string[];
  /** Requests to the engine, as `METHOD /path`. */
  readonly requests: readonly string[];
}

export interface VisitOptions extends BrowserContextOptions {
  /** Runs in the page before everything else. */
  readonly before?: () => void;
}

export interface TaggedShop {
  readonly url: string;
  readonly client: ApiClient;
  readonly storeId: string;
  readonly key: string;
  /** The script element that the API says to paste. */
  readonly tag: string;
  readonly apiOrigin: string;
  /** What the shop answers from now on; other paths are an empty page. */
  serve(routes: ShopRoutes): void;
  visit(options?: VisitOptions): Promise<Visit>;
}

const patience = { timeout: 60_000, interval: 50 };
const snippet = z.object({ tag: z.string(), publishableKey: z.string() });
const carts = z.object({ items: z.array(z.object({ id: z.string() })) });
const cart = z.object({
  externalId: z.string(),
  currency: z.string().nullable(),
  valueMinor: z.number().nullable(),
  stage: z.string(),
  restoreUrl: z.string().nullable(),
  lines: z.array(z.looseObject({ productId: z.string(), quantity: z.number() })),
});
export type ReadCart = z.infer<typeof cart>;

/** A call of the snippet that works before it is there, as the documents show it. */
export function calling(...calls: readonly (readonly unknown[])[]): string {
  const stub =
    'window.cartRecovery=window.cartRecovery||function(){var c=cartRecovery;c.q=c.q||[];c.q[c.q.length]=arguments}';
  const made = calls.map((call) => `cartRecovery(${call.map((value) => JSON.stringify(value)).join(',')})`);
  return `<script>${[stub, ...made].join(';')}</script>`;
}

export const lampCart = {
  currency: 'EUR',
  lines: [{ productId: 'lamp', quantity: 2, price: '89.50', name: 'Oak lamp', url: '/p/lamp' }],
};

/** `openShop`: a store of its own for one test, with a shop on loopback whose pages carry the tag. */
export const test = base
  .extend('shopServer', { scope: 'file' }, async ({}, { onCleanup }) => {
    const state: { routes: ShopRoutes } = { routes: () => undefined };
    const server: Server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { method = '', url = '', headers } = request;
      const answer = state.routes({ method, path: url, headers, body }) ?? {};
      const { html = '', json, policy } = answer;
      for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
      if (policy) response.setHeader('content-security-policy', policy);
      response.setHeader('content-type', json === undefined ? 'text/html; charset=utf-8' : 'application/json');
      const page = `<!doctype html><title>Loom House</title><link rel="icon" href="data:,">${html}`;
      response.end(json === undefined ? page : JSON.stringify(json));
    });
    const port = await anyFreePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    onCleanup(async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A context that Chromium does not let go of would hold its connections.
      server.closeAllConnections();
      await closed;
    });
    return { url: `http://127.0.0.1:${port}`, state };
  })
  .extend('openShop', ({ product, browser, shopServer }) => {
    const { url, state } = shopServer;
    return async (settings: Readonly<Record<string, unknown>> = {}): Promise<TaggedShop> => {
      const { client, storeId } = await product.newStore(url);
      const { tag, publishableKey: key } = snippet.parse(
        await client.patch('/v1/snippet', { consentRequired: false, ...settings }),
      );
      const apiOrigin = new URL(/src="([^"]+)"/.exec(tag)?.[1] ?? '').origin;
      state.routes = () => undefined;
      return {
        url,
        client,
        storeId,
        key,
        tag,
        apiOrigin,
        serve: (routes) => {
          state.routes = routes;
        },
        async visit({ before, ...options } = {}) {
          const context = await openContext(browser, options);
          closeLater(context);
          if (before) await context.addInitScript(before);
          const page = await context.newPage();
          const errors: string[] = [];
          const requests: string[] = [];
          page.on('pageerror', (error) => errors.push(error.message));
          context.on('request', (request) => {
            const { origin, pathname } = new URL(request.url());
            if (origin === apiOrigin) requests.push(`${request.method()} ${pathname}`);
          });
          const contract = watchContract(context, apiOrigin);
          onTestFinished(async () => expect(await contract.problems(), 'contract with the API').toEqual([]));
          return { page, errors, requests };
        },
      };
    };
  });

/** The store's carts, in full. */
export async function readCarts(client: ApiClient): Promise<readonly ReadCart[]> {
  const { items } = carts.parse(await client.get('/v1/carts'));
  return Promise.all(items.map(async ({ id }) => cart.parse(await client.get(`/v1/carts/${id}`))));
}

/** Waits until the store has just this cart. */
export async function untilCart(client: ApiClient, expected: object): Promise<ReadCart> {
  await vi.waitFor(async () => expect(await readCarts(client)).toMatchObject([expected]), patience);
  const [only] = await readCarts(client);
  if (!only) throw new Error('the cart went away');
  return only;
}
