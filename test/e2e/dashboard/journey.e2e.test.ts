import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, vi } from 'vitest';
import { z } from 'zod';
import { closeLater } from '../close-later.ts';
import { test } from '../fixtures.ts';
import { chromiumPath } from '../launch-browser.ts';
import { openContext } from '../open-context.ts';
import { install, makeAccount, patience, picturesFolder, startWay } from './installation.ts';
import { accessibilityProblems } from './look.ts';

const orders = z.object({ items: z.array(z.object({ externalId: z.string(), recoveryId: z.string().nullable() })) });

/** What was ordered in the shop for people, as the dashboard reads it. */
async function orderOfPerson(home: Page): Promise<{ readonly recoveryId: string | null } | undefined> {
  const storeId = /stores\/([^/?]+)/.exec(home.url())?.[1] ?? '';
  const answer = await home.request.get(`${new URL(home.url()).origin}/v1/orders?limit=100`, {
    headers: { 'x-store-id': storeId },
  });
  const { items } = orders.parse(await answer.json());
  return items.find(({ externalId }) => externalId.startsWith('demo-'));
}

describe.skipIf(!chromiumPath)('somebody who starts this for the first time (Chromium)', () => {
  test('comes from the printed link to a recovered cart by what the screen says', async ({ browser }) => {
    const { link } = await install({ DEMO: 'true' });
    const context = await openContext(browser, { viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
    closeLater(context);
    context.setDefaultTimeout(patience.timeout);
    const home = await context.newPage();
    const seen = startWay('journey');
    await makeAccount(home, link);
    const demoShop = home.getByRole('link', { name: 'Leave a cart in the demo shop' });
    await demoShop.waitFor();
    await seen(home, 'account made, Home says what to do');
    const homeUrl = home.url();

    await home.getByRole('link', { name: 'Campaigns' }).first().click();
    await home.getByRole('link', { name: 'Cart reminder' }).click();
    await home.getByLabel('Wait', { exact: true }).fill('20 min');
    await home.getByRole('button', { name: 'Review and publish' }).click();
    await home.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await home.getByText('Version 2 is published').waitFor();
    await seen(home, 'a campaign changed and published');

    await home.goto(homeUrl);
    const [shop] = await Promise.all([context.waitForEvent('page'), demoShop.click()]);
    await shop
      .getByRole('link', { name: /Clay rug/ })
      .first()
      .click();
    await shop.getByRole('button', { name: 'Add to cart' }).click();
    await shop.getByRole('link', { name: 'To the checkout' }).click();
    await shop.getByLabel('E-mail', { exact: true }).fill('newcomer@shopper.example');
    await shop.getByLabel(/Remind me/).check();
    await shop.getByText('Place the order, or leave this page').waitFor();
    await seen(shop, 'a cart left in the demo shop');
    await shop.close();

    const [inbox] = await Promise.all([
      context.waitForEvent('page'),
      home.getByRole('link', { name: 'Open the sandbox inbox' }).click(),
    ]);
    const mine = inbox.locator('a', { hasText: 'newcomer@shopper.example' }).first();
    await vi.waitUntil(async () => {
      await inbox.reload();
      return (await mine.count()) > 0;
    }, patience);
    await seen(inbox, 'the reminder in the sandbox inbox');
    await mine.click();
    const button = inbox.frameLocator('iframe').locator('a[href*="/r/"]').first();
    await button.waitFor();
    await seen(inbox, 'the reminder itself');
    await inbox.goto((await button.getAttribute('href')) ?? '');
    await inbox.getByRole('button', { name: /continue/i }).click();
    // The cart is put back first, and the page may change its address for that.
    await inbox.waitForLoadState('networkidle');
    await inbox.getByRole('link', { name: 'To the checkout' }).click();
    await inbox.getByLabel('E-mail', { exact: true }).fill('newcomer@shopper.example');
    await inbox.getByRole('button', { name: 'Continue' }).click();
    // Looked for from here on: the demo's other customers push it out of the newest changes.
    const told = home
      .getByText(/^An order was won back/)
      .first()
      .waitFor();
    await inbox.getByRole('button', { name: 'Place the order' }).click();
    await inbox.getByRole('heading', { name: 'Thank you' }).waitFor();
    await seen(inbox, 'the order placed');

    // Home stood open all the while.
    await vi.waitUntil(async () => /Recovered orders\s*[1-9]/.test(await home.locator('main').innerText()), patience);
    await vi.waitUntil(async () => (await orderOfPerson(home))?.recoveryId, patience);
    await told;
    await seen(home, 'the recovered cart on Home', { judged: false });
    expect(home.url()).toBe(homeUrl);
  });

  test('who may make stores makes the first one, and others are told whom to ask', async ({ browser }) => {
    const { link } = await install({});
    const context = await openContext(browser, { viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
    closeLater(context);
    context.setDefaultTimeout(patience.timeout);
    const page = await context.newPage();
    await makeAccount(page, link);
    await page.getByRole('heading', { name: 'Make your first store' }).waitFor();
    if (picturesFolder) await page.screenshot({ path: join(picturesFolder, 'first-store.png'), fullPage: true });
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel('Name of the shop').fill('Lamp Shop');
    await page.getByLabel('Address of the shop').fill('lamps.example');
    await page.getByRole('button', { name: 'Make the store' }).click();
    await page.getByText('Lamp Shop is there').waitFor();
    if (picturesFolder) await page.screenshot({ path: join(picturesFolder, 'first-store-made.png'), fullPage: true });
    await page.getByRole('button', { name: 'Go on to the set-up' }).click();
    await page.getByRole('heading', { name: 'Set up', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Send a test message' }).waitFor();
    if (picturesFolder) await page.screenshot({ path: join(picturesFolder, 'set-up-after.png'), fullPage: true });
  });
});
