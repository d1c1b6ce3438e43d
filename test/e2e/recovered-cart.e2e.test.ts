import type { Browser, Page } from 'playwright-core';
import { describe, expect, vi } from 'vitest';
import { z } from 'zod';
import type { StorefrontEvent } from '../../events/event.ts';
import type { ApiClient } from '../../tools/traffic/api-client.ts';
import { sendEvents } from '../../tools/traffic/send-events.ts';
import { test } from './fixtures.ts';
import { chromiumPath } from './launch-browser.ts';

const patience = { timeout: 60_000, interval: 100 };
const recoveries = z.object({
  items: z.array(z.object({ stage: z.string(), outcome: z.string().nullable(), reason: z.string().nullable() })),
});
const messages = z.object({ items: z.array(z.object({ channel: z.string(), state: z.string() })) });

/** A known person who agreed to e-mail and SMS begins a checkout and leaves. */
async function leaveCart(client: ApiClient, shopUrl: string): Promise<void> {
  const base = () => ({
    id: crypto.randomUUID(),
    occurredAt: new Date().toISOString(),
    who: { customerId: 'customer-1', email: 'greta@shopper.example', phone: '+12025550143' },
  });
  const consent = (channel: 'email' | 'sms'): StorefrontEvent => ({
    ...base(),
    type: 'consent_updated',
    channel,
    status: 'granted',
    source: 'checkout',
  });
  const lines = [{ productId: 'rug', quantity: 2, unitPriceMinor: 14_950, name: 'Tide runner' }];
  const answers = await sendEvents(
    client,
    [
      { ...base(), type: 'customer_identified', firstName: 'Greta' },
      consent('email'),
      consent('sms'),
      {
        ...base(),
        type: 'checkout_started',
        cartId: 'cart-1',
        lines,
        currency: 'EUR',
        restoreUrl: `${shopUrl}/cart/cart-1`,
      },
    ],
    { giveUpAfterMs: 0 },
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(4).fill('accepted'));
}

/** The first message of the store, opened from the outbox as a person would. */
async function openFirstMessage(browser: Browser, url: string, storeId: string): Promise<Page> {
  const page = await browser.newPage();
  await vi.waitUntil(async () => {
    await page.goto(`${url}/outbox`);
    return (await page.locator(`a[href^="/outbox/${storeId}/"]`).count()) > 0;
  }, patience);
  await page.locator(`a[href^="/outbox/${storeId}/"]`).last().click();
  return page;
}

async function linkInEmail(page: Page, kind: 'r' | 'u'): Promise<string> {
  const link = page.frameLocator('iframe').locator(`a[href*="/${kind}/"]`).first();
  return (await link.getAttribute('href')) ?? '';
}

async function theRecovery(client: ApiClient) {
  return recoveries.parse(await client.get('/v1/recoveries')).items[0];
}

describe.skipIf(!chromiumPath)('a cart that was left behind (Chromium)', () => {
  test('is shown in an e-mail whose link opens it and leads back to the shop', async ({
    product,
    browser,
    shopUrl,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    await leaveCart(client, shopUrl);

    const page = await openFirstMessage(browser, product.url, storeId);
    const email = page.frameLocator('iframe');
    await email.getByText('Tide runner').first().waitFor();
    expect(await email.locator('body').innerText()).toContain('€299.00');

    await page.goto(await linkInEmail(page, 'r'));
    expect(await page.locator('main, body').first().innerText()).toMatch(/Tide runner[\s\S]*€299\.00/);
    await page.getByRole('button', { name: /continue/i }).click();
    expect(page.url()).toBe(`${shopUrl}/cart/cart-1`);
    await page.close();
  });

  test('is left alone as soon as its person unsubscribes', async ({ product, browser, shopUrl }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    await leaveCart(client, shopUrl);

    const page = await openFirstMessage(browser, product.url, storeId);
    await page.goto(await linkInEmail(page, 'u'));
    await page.getByRole('button', { name: /everything/i }).click();
    await page.getByRole('heading', { name: /unsubscribed/i }).waitFor();

    await vi.waitUntil(async () => (await theRecovery(client))?.stage === 'ended', patience);
    expect(await theRecovery(client)).toMatchObject({ outcome: 'stopped', reason: 'unsubscribed' });
    expect(messages.parse(await client.get('/v1/messages')).items).toHaveLength(1);
    await page.close();
  });
});

test('a purchase ends the recovery before its next message', async ({ product, shopUrl }) => {
  const { client } = await product.newStore(shopUrl);
  await leaveCart(client, shopUrl);
  await vi.waitUntil(
    async () => messages.parse(await client.get('/v1/messages')).items.some(({ state }) => state === 'accepted'),
    patience,
  );

  const purchase: StorefrontEvent = {
    id: crypto.randomUUID(),
    type: 'order_placed',
    occurredAt: new Date().toISOString(),
    who: { email: 'greta@shopper.example' },
    orderId: 'order-1',
    totalMinor: 29_900,
    currency: 'EUR',
  };
  await sendEvents(client, [purchase], { giveUpAfterMs: 0 });

  await vi.waitUntil(async () => (await theRecovery(client))?.stage === 'ended', patience);
  expect(await theRecovery(client)).toMatchObject({ outcome: 'purchased' });
  expect(messages.parse(await client.get('/v1/messages')).items).toHaveLength(1);
});
