import { describe, expect } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from '../../../tools/traffic/api-client.ts';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';

const campaigns = z.object({ items: z.array(z.object({ id: z.string() })) });
const audit = z.object({ items: z.array(z.object({ change: z.record(z.string(), z.unknown()) })) });
const stats = z.object({ carts: z.object({ open: z.number(), abandoned: z.number() }), orders: z.number() });

async function campaignOf(client: ApiClient): Promise<string> {
  const [first] = campaigns.parse(await client.get('/v1/campaigns')).items;
  if (!first) throw new Error('a new store has a campaign');
  return first.id;
}

describe.skipIf(!chromiumPath)('what a team tries out (Chromium)', () => {
  test.for(looks)('looks right: $theme, $locale, $width pixels', async (look, { product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { page, open, check } = await openDashboard({ storeId, look });
    await open(`/campaigns/${await campaignOf(client)}?tab=test`);
    const begin = page.getByRole('button', { name: /^(Leave a test cart|Test-Warenkorb liegen lassen)$/ });
    await begin.waitFor();
    await check('test-run-none');
    await begin.click();
    // In the sandbox there is a page for each of them.
    await page
      .getByRole('list', { name: /happened|geschah/ })
      .locator('a[href^="/outbox/"]')
      .first()
      .waitFor();
    await check('test-run');
  });

  test('sends the message of a step to whoever asks, and says where it lies', async ({
    product,
    shopUrl,
    openDashboard,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { page, context, account, open, check } = await openDashboard({ storeId, role: 'marketer' });
    await open(`/campaigns/${await campaignOf(client)}`);
    await page.getByRole('button', { name: 'Send a test message' }).click();
    const dialog = page.getByRole('dialog');
    await expect.poll(() => dialog.getByLabel('To the address').inputValue()).toBe(account.email);
    await check('test-message');
    await dialog.getByLabel('To the address').fill('someone@elsewhere.example');
    await dialog.getByRole('button', { name: 'Send now' }).click();
    await dialog.getByText('must be the address of somebody who works in this store').waitFor();
    await dialog.getByLabel('To the address').fill(account.email);
    await page.keyboard.press('Enter');
    await dialog.getByText('It lies in the sandbox inbox').waitFor();
    const [shown] = await Promise.all([
      context.waitForEvent('page'),
      dialog.getByRole('link', { name: 'Look at the message' }).click(),
    ]);
    await shown
      .getByText(/\[Test\]/)
      .first()
      .waitFor();
  });

  test('plays a campaign on whoever asks until they buy, and nothing of it counts', async ({
    product,
    shopUrl,
    openDashboard,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { page, open, check } = await openDashboard({ storeId, role: 'marketer' });
    await open(`/campaigns/${await campaignOf(client)}?tab=test`);
    await page.getByRole('button', { name: 'Leave a test cart' }).click();
    const happened = page.getByRole('list', { name: 'What happened so far, newest first' });
    await happened.locator('a[href^="/outbox/"]').first().waitFor();
    await page.getByRole('button', { name: 'Do not wait' }).click();
    await happened.locator('a[href^="/outbox/"]').nth(1).waitFor();
    await page.getByRole('button', { name: 'Buy, as the shopper would' }).click();
    await page.getByText('The cart was bought after a message of yours.').waitFor();
    await check('test-run-bought');
    expect(stats.parse(await client.get('/v1/stats'))).toEqual({ carts: { open: 0, abandoned: 0 }, orders: 0 });
    const { items } = audit.parse(await client.get('/v1/audit'));
    const told = items.flatMap(({ change }) => (change['testRun'] ? [change['testRun']] : []));
    expect(told.toReversed()).toEqual([{ after: 'sandbox' }, { after: 'skip-wait' }, { after: 'buy' }]);
  });

  test('can be ended, and then nothing more goes out', async ({ product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { page, open } = await openDashboard({ storeId, role: 'marketer' });
    await open(`/campaigns/${await campaignOf(client)}?tab=test`);
    await page.getByRole('button', { name: 'Leave a test cart' }).click();
    await page.getByRole('button', { name: 'End the test' }).click();
    await page.getByText('This test ended').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Do not wait' }).count()).toBe(0);
  });
});
