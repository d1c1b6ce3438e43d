import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { startAnswering } from '../demo/answer-messages.ts';
import { startSimulation } from '../demo/simulate.ts';
import { launchBrowser } from '../test/e2e/launch-browser.ts';
import { anyFreePort } from '../workers/stack/choose-port.ts';
import { newAdminKey, startProduct } from './product/start-product.ts';
import { createApiClient } from './traffic/api-client.ts';
import { shop } from './traffic/catalogue.ts';
import { openStore } from './traffic/open-store.ts';
import { createSeededRandom } from './traffic/seeded-random.ts';

/**
 * Makes the pictures of the documents from the running product: `npm run pictures`. Shoppers of the demo play for
 * one and a half minutes in a store whose hour is two seconds, and each page is then looked at in the light and in the dark.
 */
const folder = join(import.meta.dirname, '..', 'docs', 'pictures');
const playMs = 90_000;
const timeScale = 1_800;
const shoppersPerMinute = 300;
const viewport = { width: 1280, height: 880 };
const patienceMs = 60_000;
const seed = 7;
const firstCampaign = z.object({ items: z.array(z.object({ id: z.string() })) });
const wonCarts = z.object({ items: z.array(z.object({ id: z.string() })) });

interface Shown {
  readonly url: string;
  readonly storeId: string;
  readonly campaignId: string;
  readonly cartId: string;
}

/** Each picture with its page, and what has to be there before it is taken. */
const pictures: readonly {
  readonly name: string;
  readonly path: (shown: Shown) => string;
  readonly ready: (page: Page) => Promise<unknown>;
}[] = [
  {
    name: 'dashboard-home',
    path: () => '?period=today',
    ready: (page) => page.getByText('Live', { exact: true }).waitFor(),
  },
  {
    name: 'dashboard-cart',
    path: ({ cartId }) => `/carts/${cartId}`,
    ready: (page) => page.getByText('Where it stands').waitFor(),
  },
  {
    name: 'dashboard-campaign',
    path: ({ campaignId }) => `/campaigns/${campaignId}`,
    ready: (page) => page.frameLocator('iframe').locator('a').first().waitFor(),
  },
  {
    name: 'dashboard-test-run',
    path: ({ campaignId }) => `/campaigns/${campaignId}?tab=test`,
    ready: async (page) => {
      await page.getByRole('button', { name: 'Leave a test cart' }).click();
      await page.locator('ol a[href^="/outbox/"]').first().waitFor();
    },
  },
];

const dataDir = mkdtempSync(join(tmpdir(), 'cart-pictures-'));
const adminKey = newAdminKey();
const product = await startProduct({ dataDir, port: await anyFreePort(), adminKey, env: { SWEEP_INTERVAL_MS: '200' } });
try {
  const shown = await play(product.url);
  const browser = await launchBrowser();
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' });
      context.setDefaultTimeout(patienceMs);
      const page = await context.newPage();
      await signIn(page, shown.url);
      mkdirSync(folder, { recursive: true });
      for (const { name, path, ready } of pictures) {
        await page.goto(`${shown.url}/stores/${shown.storeId}${path(shown)}`);
        await ready(page);
        await page.locator('main [class*="skeleton"]').first().waitFor({ state: 'detached' });
        await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
        process.stdout.write(`docs/pictures/${name}-${colorScheme}.png\n`);
      }
      await context.close();
    }
  } finally {
    await browser.close();
  }
} finally {
  await product.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Fills a store as a shop's day would, and names what is worth a look. */
async function play(address: string): Promise<Shown> {
  const url = address.replace('127.0.0.1', 'localhost');
  const demoUrl = `${url}/demo`;
  const { storeId, apiKey } = await openStore({
    ...{ url, adminKey, name: shop.name, shopUrl: demoUrl, timeScale },
    settings: { locale: shop.locale, timeZone: shop.timeZone, senderName: shop.senderName },
  });
  const client = createApiClient({ url, key: apiKey });
  const random = createSeededRandom(seed);
  const onFailure = (error: unknown) => process.stderr.write(`a shopper gave up: ${String(error)}\n`);
  const simulation = startSimulation({
    ...{ client, random, run: 'p', timeScale, shoppersPerMinute, demoUrl, onFailure },
  });
  const answering = startAnswering({ url, storeId, timeScale, random, onReturn: simulation.comeBack });
  await delay(playMs);
  await Promise.all([simulation.stop(), answering.stop()]);
  const [campaign] = firstCampaign.parse(await client.get('/v1/campaigns?limit=1')).items;
  const [cart] = wonCarts.parse(await client.get('/v1/carts?standing=recovered&limit=1')).items;
  if (!campaign || !cart) throw new Error('no cart was won back in this time: there is nothing to show');
  return { url, storeId, campaignId: campaign.id, cartId: cart.id };
}

async function signIn(page: Page, url: string): Promise<void> {
  const answer = await page.request.post(`${url}/v1/account-links`, {
    headers: { authorization: `Bearer ${adminKey}` },
    data: {},
  });
  const { url: link } = z.object({ url: z.string() }).parse(await answer.json());
  const token = link.slice(link.indexOf('#') + 1);
  const person = { name: 'Ada Berger', email: `${token.slice(0, 8).toLowerCase()}@team.example`, locale: 'en' };
  await page.request.post(`${url}/v1/auth/set-up`, {
    data: { token, password: 'only for the pictures of a day', ...person },
    headers: { origin: url },
  });
}
