import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { z } from 'zod';
import { dayMs, hourMs } from '../../../domain/duration.ts';
import type { StorefrontEvent } from '../../../events/event.ts';
import type { ApiClient } from '../../../tools/traffic/api-client.ts';
import { sendEvents } from '../../../tools/traffic/send-events.ts';
import { looks, test } from './dashboard.ts';
import { leaveCarts } from './left-carts.ts';

const patience = { timeout: 90_000, interval: 200 };
const answer = z.object({ total: z.object({ value: z.number().nullable() }) });

/** Carts of strangers that were left on some of the last 60 days: rugs and lamps, three of them in dollars. */
async function leaveOldCarts(client: ApiClient): Promise<number> {
  const ages = [1, 2, 4, 5, 9, 10, 16, 17, 24, 33, 34, 40, 41, 48, 55];
  const events = ages.map((days, index): StorefrontEvent => {
    const lines = [
      { productId: 'rug', quantity: 1, unitPriceMinor: 14_950, name: 'Tide runner' },
      { productId: 'lamp', quantity: 2, unitPriceMinor: 8_900, name: 'Oak lamp' },
    ];
    return {
      ...{ id: crypto.randomUUID(), occurredAt: new Date(Date.now() - days * dayMs - index * hourMs).toISOString() },
      ...{ type: 'cart_updated', who: { anonymousId: `visitor-${days}` }, cartId: `cart-${days}` },
      ...{
        currency: index % 5 === 0 ? 'USD' : 'EUR',
        lines: index % 3 === 0 ? lines : lines.slice(index % 2, (index % 2) + 1),
      },
    };
  });
  await sendEvents(client, events, { giveUpAfterMs: 0 });
  return ages.length;
}

async function waitForCarts(client: ApiClient, count: number): Promise<void> {
  const [from, to] = [Date.now() - 80 * dayMs, Date.now() + dayMs].map((at) => new Date(at).toISOString().slice(0, 10));
  const body = { metric: 'abandoned_carts', timeRange: { from, to } };
  await vi.waitUntil(
    async () => answer.parse(await client.post('/v1/analytics/query', body)).total.value === count,
    patience,
  );
}

/** Follows a figure to its list, which has to say the same number, and comes back. */
async function follow(page: Page, link: ReturnType<Page['locator']>, count: number): Promise<void> {
  await link.click();
  const words = count === 0 ? 'Nothing' : count === 1 ? '1 row' : `${count} rows`;
  await page.getByText(`${words} behind this number`).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Analytics' }).waitFor();
}

test('a store without carts is told so on every tab', async ({ product, shopUrl, openDashboard }) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open, check } = await openDashboard({ storeId, role: 'analyst' });
  await open('/analytics');
  await page.getByText('Nothing in this period').first().waitFor();
  await check('analytics-empty');
  for (const [tab, text] of [
    ['cohorts', 'No cart was left in these weeks'],
    ['hours', 'Nothing in this period'],
    ['products', 'No products in this period'],
  ] as const) {
    await open(`/analytics?tab=${tab}`);
    await page.getByText(text).first().waitFor();
    await check(`analytics-empty-${tab}`);
  }
});

test('numbers are shown over time, by week, by hour and by product, in both themes and in German on a phone', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  await leaveCarts(client);
  const old = await leaveOldCarts(client);
  await waitForCarts(client, old + 3);
  for (const look of looks) {
    const german = look.locale === 'de';
    const { page, open, check } = await openDashboard({ storeId, look });
    await open('/analytics?period=90d&every=week&by=reason');
    await page.getByRole('row', { name: german ? /Gesamt/ : /Total/ }).waitFor();
    await check('analytics-explore');
    await open('/analytics?period=90d&metric=reachable_share&every=week');
    await page.getByRole('row', { name: german ? /Gesamt/ : /Total/ }).waitFor();
    await check('analytics-rate');
    await open('/analytics?period=90d&metric=abandoned_products_value&by=productId&every=none');
    await page.getByText('Tide runner').first().waitFor();
    await check('analytics-parts');
    await open('/analytics?tab=cohorts&period=90d');
    await page.getByRole('rowheader').first().waitFor();
    await check('analytics-cohorts');
    await open('/analytics?tab=hours&period=90d');
    await page.getByRole('rowheader', { name: '23' }).waitFor();
    await check('analytics-hours');
    await open('/analytics?tab=products&period=90d');
    await page.getByText('Oak lamp').first().waitFor();
    await check('analytics-products');
  }
});

test('each figure opens as many rows as it says, whatever it is broken down by', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  await leaveCarts(client);
  const old = await leaveOldCarts(client);
  await waitForCarts(client, old + 3);
  const { page, open } = await openDashboard({ storeId });
  await open('/analytics?period=90d&every=none&by=reason');
  const table = page.getByRole('region', { name: 'Abandoned carts' });
  const anonymous = table.getByRole('row', { name: /Nobody knows/ }).getByRole('link');
  await follow(page, anonymous, Number(await anonymous.textContent()));
  await follow(page, table.getByRole('row', { name: /Total/ }).getByRole('link'), old + 3);
  await open('/analytics?period=90d&every=month');
  const months = table.getByRole('row').getByRole('link');
  await months.first().waitFor();
  const counts = (await months.allTextContents()).map(Number);
  expect(counts.slice(0, -1).reduce((sum, count) => sum + count, 0)).toBe(counts.at(-1));
  for (const [index, count] of counts.entries()) await follow(page, months.nth(index), count);

  await open('/analytics?tab=hours&period=90d');
  const cells = page.getByRole('table').getByRole('link');
  await cells.first().waitFor();
  expect(await cells.last().textContent()).toBe(String(old + 3));
  await follow(page, cells.first(), Number(await cells.first().textContent()));

  await open('/analytics?tab=products&period=90d');
  const left = page.getByRole('region', { name: 'In abandoned carts' });
  const lamp = left
    .getByRole('row', { name: /Oak lamp/ })
    .getByRole('link')
    .first();
  await expect.poll(() => lamp.textContent(), patience).toMatch(/^\d+$/);
  await follow(page, lamp, Number(await lamp.textContent()));
  await page.getByRole('link', { name: '3 in USD' }).first().click();
  await left.getByText('$', { exact: false }).first().waitFor();

  await open('/analytics?tab=cohorts&period=90d');
  const share = page.getByRole('row').nth(5).getByRole('link').nth(1);
  expect(await share.textContent()).toMatch(/%$/);
});

test('more points than can be told apart are refused with a way out, and the address keeps the question', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  await leaveOldCarts(client);
  const { page, open } = await openDashboard({ storeId });
  await open('/analytics?period=90d&every=hour');
  await page.getByText('More points than can be told apart').first().waitFor();
  await page.getByRole('button', { name: 'Choose the steps for me' }).first().click();
  await page.getByRole('row', { name: /Total/ }).waitFor();
  await page.getByLabel('What').selectOption('messages');
  await page.getByLabel('By', { exact: true }).selectOption('channel');
  await vi.waitUntil(() => page.url().includes('metric=messages') && page.url().includes('by=channel'));
  const address = page.url();
  const again = await openDashboard({ storeId });
  await again.open(address.slice(address.indexOf('/analytics')));
  await again.page.getByRole('heading', { name: 'Messages' }).waitFor();
  expect(await again.page.getByLabel('By', { exact: true }).inputValue()).toBe('channel');
  await again.check('analytics-no-messages');
});

test('a view is kept, opened, renamed and deleted by the keyboard, and those who only read see no button', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open, check } = await openDashboard({ storeId, role: 'analyst' });
  await open('/analytics?metric=recovered_revenue&by=channel&every=week&period=90d');
  const save = page.getByRole('button', { name: 'Save this view' });
  await save.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await check('analytics-save-view');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate<string>('document.activeElement.textContent')).toBe('Save this view');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Name' }).fill('Channels');
  await page.keyboard.press('Enter');
  const views = page.getByLabel('Saved views');
  await views.waitFor();
  await vi.waitUntil(() => page.url().includes('view='));

  await open('/analytics');
  await views.selectOption({ label: 'Channels' });
  await vi.waitUntil(() => page.url().includes('metric=recovered_revenue'));
  expect(new URL(page.url()).searchParams.get('period')).toBe('90d');
  await page.getByRole('button', { name: 'Change the view Channels' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('By channel');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Change the view By channel' }).waitFor();

  const reader = await openDashboard({ storeId, role: 'support' });
  await reader.open('/analytics');
  await reader.page.getByLabel('Saved views').selectOption({ label: 'By channel' });
  await vi.waitUntil(() => reader.page.url().includes('by=channel'));
  expect(await reader.page.getByRole('button', { name: 'Save this view' }).count()).toBe(0);

  await page.getByRole('button', { name: 'Change the view By channel' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await views.waitFor({ state: 'detached' });
});
