import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from '../../../tools/traffic/api-client.ts';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';
import { leaveCarts } from './left-carts.ts';

const campaigns = z.object({ items: z.array(z.object({ id: z.string() })).min(1) });

async function campaignOf(client: ApiClient): Promise<string> {
  return campaigns.parse(await client.get('/v1/campaigns')).items[0]?.id ?? '';
}

const isDone = (page: Page) => page.getByText(/^3 (carts were looked at|Warenkörbe durchgerechnet)\./).waitFor();
const rowOf = (page: Page, text: string | RegExp) => page.getByRole('row').filter({ hasText: text });

describe.skipIf(!chromiumPath)('a dry run in the dashboard (Chromium)', () => {
  test.for(looks)('looks right: $theme, $locale, $width pixels', async (look, { product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { greta } = await leaveCarts(client);
    const id = await campaignOf(client);
    const { page, open, check } = await openDashboard({ storeId, look });
    await open(`/campaigns/${id}?period=7d&dry=period`);
    await isDone(page);
    await check('dry-run');
    await open(`/campaigns/${id}?period=7d&explain=${greta.cartId}`);
    await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    await check('dry-run-explain');
  });

  test('says who gets what and who not and why, explains a cart, and runs anew while a step changes', async ({
    product,
    shopUrl,
    openDashboard,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { greta } = await leaveCarts(client);
    const id = await campaignOf(client);
    const { page, open } = await openDashboard({ storeId, role: 'marketer' });
    await open(`/campaigns/${id}?period=7d`);
    await page.getByLabel('Carts left', { exact: true }).selectOption('period');
    await page.getByRole('button', { name: 'Run it' }).click();
    await isDone(page);
    await rowOf(page, 'Goes out').first().waitFor();
    await rowOf(page, 'Nobody knows whose cart it is').waitFor();
    await rowOf(page, 'Has not agreed to messages').waitFor();

    await rowOf(page, 'Goes out').first().locator('summary').click();
    await page
      .getByRole('button', { name: /^Explain the cart of/ })
      .first()
      .click();
    await page
      .getByRole('dialog')
      .getByText(/goes out by E-mail/i)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');

    await page.getByText('For every cart: narrow down').click();
    await page.getByLabel(/^Cart worth at least/).fill('90000');
    await rowOf(page, 'touch-1').filter({ hasText: 'does not meet the conditions' }).waitFor();

    page.on('dialog', (dialog) => void dialog.accept());
    await open(`/carts/${greta.cartId}`);
    await page.getByRole('link', { name: 'What would the campaign do?' }).click();
    await page
      .getByRole('dialog')
      .getByText(/goes out by E-mail/i)
      .first()
      .waitFor();
    expect(new URL(page.url()).searchParams.get('explain')).toBe(greta.cartId);
  });
});
