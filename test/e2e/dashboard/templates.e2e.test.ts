import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from '../../../tools/traffic/api-client.ts';
import { chromiumPath } from '../launch-browser.ts';
import { type Dashboard, looks, test } from './dashboard.ts';

const copied = z.object({ content: z.object({ variants: z.array(z.record(z.string(), z.unknown())) }) });

/** A template of the store in two languages, published. */
async function newTemplate(client: ApiClient): Promise<void> {
  const { content } = copied.parse(await client.get('/v1/templates/cart-reminder-1'));
  const [english] = content.variants;
  const arabic = { ...english, locale: 'ar' };
  await client.post('/v1/templates', { name: 'own-spring', content: { variants: [english, arabic] } });
  await client.post('/v1/templates/own-spring/publish', { version: 1 });
}

const code = (page: Page) => page.getByRole('textbox', { name: /MJML/ });
const frame = (page: Page) => page.frameLocator('iframe');

async function openTemplate({ page, open }: Dashboard, query = ''): Promise<void> {
  await open(`/templates/own-spring${query}`);
  await code(page).waitFor();
  await frame(page).locator('a').first().waitFor();
}

describe.skipIf(!chromiumPath)('templates in the dashboard (Chromium)', () => {
  test.for(looks)('look right: $theme, $locale, $width pixels', async (look, { product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const dashboard = await openDashboard({ storeId, look });
    const { page, open, check } = dashboard;
    await open('/templates');
    await check('templates-none');
    await newTemplate(client);
    await open('/templates');
    await page.getByRole('link', { name: 'own-spring' }).waitFor();
    await check('templates');
    await openTemplate(dashboard);
    await check('template');
    await page.getByLabel(/Dark colours|Dunkle Farben/).check();
    await code(page).click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('{{ customer.firstnam }}');
    await page.getByText('did you mean customer.firstName?').first().waitFor();
    await check('template-wrong');
    await page.getByLabel(/^(View|Ansicht)$/).selectOption('text');
    await page.getByRole('link', { name: 'SMS' }).click();
    await check('template-sms');
  });

  test('a copy of a built-in one is written in another language, saved and published', async ({
    product,
    shopUrl,
    openDashboard,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { page, open } = await openDashboard({ storeId });
    await open('/templates');
    await page.getByRole('button', { name: 'New template' }).click();
    await page.getByLabel('Name').fill('summer');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: /own-summer/ }).waitFor();
    await page.getByLabel('Subject').fill('Summer at {{ store.name }}');
    await page.getByRole('button', { name: 'Add a language' }).click();
    await page.getByRole('textbox', { name: 'Language' }).fill('de');
    await page.getByRole('dialog').getByRole('button', { name: 'Add a language' }).click();
    await page.getByLabel('Subject').fill('Sommer bei {{ store.name }}');
    await page
      .getByText(/^Sommer bei /)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Version 2 is published.').waitFor();
    const saved = z
      .object({
        publishedVersion: z.number(),
        content: z.object({ variants: z.array(z.object({ locale: z.string() })) }),
      })
      .parse(await client.get('/v1/templates/own-summer'));
    expect(saved.publishedVersion).toBe(2);
    expect(saved.content.variants.map(({ locale }) => locale)).toEqual(['en', 'de']);
  });

  test('whoever only looks reads the words and may not change them', async ({ product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    await newTemplate(client);
    const dashboard = await openDashboard({ storeId, role: 'analyst' });
    await openTemplate(dashboard);
    const { page } = dashboard;
    expect(await page.getByRole('button', { name: /Publish|Save|Delete/ }).count()).toBe(0);
    expect(await page.getByLabel('Subject').getAttribute('readonly')).not.toBeNull();
  });
});
