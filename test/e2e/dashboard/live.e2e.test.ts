import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { StorefrontEvent } from '../../../events/event.ts';
import type { ApiClient } from '../../../tools/traffic/api-client.ts';
import { sendEvents } from '../../../tools/traffic/send-events.ts';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';
import { accessibilityProblems, sidewaysScroll } from './look.ts';

const picturesFolder = process.env['DASHBOARD_PICTURES'];
const names = {
  en: { feed: 'Happening now', pause: 'Pause', resume: 'Go on', newer: /newer change/, behind: /As of/ },
  de: { feed: 'Gerade eben', pause: 'Anhalten', resume: 'Weiter', newer: /neuere Änderung/, behind: /Stand/ },
} as const;

function order(cartId: string, totalMinor: number): StorefrontEvent {
  const id = crypto.randomUUID();
  return {
    ...{ id, type: 'order_placed', orderId: `order-${id}`, cartId, occurredAt: new Date().toISOString() },
    ...{ who: { email: 'greta@shopper.example' }, currency: 'EUR', totalMinor },
    lines: [{ productId: 'rug', quantity: 1, unitPriceMinor: totalMinor, name: 'Tide runner' }],
  };
}

async function buy(client: ApiClient, totalMinor: number): Promise<void> {
  const answers = await sendEvents(client, [order(crypto.randomUUID(), totalMinor)], { giveUpAfterMs: 0 });
  expect(answers.map(({ status }) => status)).toEqual(['accepted']);
}

/** A person who agreed to e-mail begins a checkout and leaves. */
async function leaveCart(client: ApiClient): Promise<void> {
  const base = () => ({
    ...{ id: crypto.randomUUID(), occurredAt: new Date().toISOString() },
    who: { customerId: 'customer-1', email: 'greta@shopper.example' },
  });
  await sendEvents(
    client,
    [
      { ...base(), type: 'consent_updated', channel: 'email', status: 'granted', source: 'checkout' },
      {
        ...base(),
        ...{ type: 'checkout_started', cartId: 'cart-1', currency: 'EUR' },
        lines: [{ productId: 'rug', quantity: 2, unitPriceMinor: 14_950, name: 'Tide runner' }],
      },
    ],
    { giveUpAfterMs: 0 },
  );
}

async function photograph(feed: Locator, name: string): Promise<void> {
  if (picturesFolder) await feed.screenshot({ path: join(picturesFolder, `${name}.png`) });
}

const feedOf = (page: Page, name: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name }) });

describe.skipIf(!chromiumPath)('the live feed of Home (Chromium)', () => {
  test('shows a recovery, its message and an order as they happen, without a reload', async ({
    product,
    openDashboard,
    shopUrl,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { page, open } = await openDashboard({ storeId });
    await open('');
    const feed = feedOf(page, names.en.feed);
    await feed.getByText('Live', { exact: true }).waitFor();
    await leaveCart(client);
    await feed.getByText('A recovery starts').waitFor();
    await feed.getByText('A message was sent (E-mail)').waitFor();
    await buy(client, 24_900);
    await feed.getByText(/An order was .*, €249\.00/).waitFor();
    expect(await feed.getByText('A cart changed').count()).toBe(0);
  });

  test('can be held, says how much is newer, and goes on', async ({ product, openDashboard, shopUrl }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { page, open } = await openDashboard({ storeId });
    await open('');
    const feed = feedOf(page, names.en.feed);
    await feed.getByText('Live', { exact: true }).waitFor();
    await buy(client, 1_000);
    await feed.getByText('€10.00').waitFor();
    await feed.getByRole('button', { name: names.en.pause }).press('Enter');
    await buy(client, 2_000);
    await feed.getByRole('button', { name: names.en.newer }).waitFor();
    expect(await feed.getByText('€20.00').count()).toBe(0);
    await photograph(feed, 'live-paused');
    await feed.getByRole('button', { name: names.en.resume }).press('Enter');
    await feed.getByText('€20.00').waitFor();
  });

  test('says from when it is while the connection is lost, and has nothing missing afterwards', async ({
    product,
    openDashboard,
    shopUrl,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { page, open } = await openDashboard({ storeId });
    // A WebSocket that is cut as by a lost network, which the browser itself does not do to open ones.
    const cut: (() => Promise<void>)[] = [];
    let reachable = true;
    await page.routeWebSocket(/\/v1\/live/, (socket) => {
      if (!reachable) return socket.close();
      socket.connectToServer();
      cut.push(() => socket.close());
    });
    await open('');
    const feed = feedOf(page, names.en.feed);
    await feed.getByText('Live', { exact: true }).waitFor();
    reachable = false;
    for (const close of cut) await close();
    await feed.getByText(names.en.behind).waitFor();
    await photograph(feed, 'live-behind');
    await buy(client, 3_300);
    reachable = true;
    await feed.getByText('€33.00').waitFor();
    await feed.getByText('Live', { exact: true }).waitFor();
  });

  for (const look of looks)
    test(`is readable in ${look.theme}, ${look.locale}, ${look.width} pixels wide`, async ({
      product,
      openDashboard,
      shopUrl,
    }) => {
      const { storeId, client } = await product.newStore(shopUrl);
      const { page, open } = await openDashboard({ storeId, look });
      await open('');
      const feed = feedOf(page, names[look.locale].feed);
      await feed.getByText('Live', { exact: true }).waitFor();
      await leaveCart(client);
      await buy(client, 24_900);
      await feed.getByText('249').waitFor();
      await photograph(feed, `live-${look.theme}-${look.locale}-${look.width}`);
      await page.evaluate('scrollTo(0, 0)');
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    });
});
