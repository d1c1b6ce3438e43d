import { describe, expect } from 'vitest';
import { createApiClient } from '../../../tools/traffic/api-client.ts';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';

describe.skipIf(!chromiumPath)('plans and prices in the dashboard (Chromium)', () => {
  test.for(looks)(
    'an admin makes a plan, sees what it means for a store, and gives it from a month on: $theme, $locale, $width pixels',
    async (look, { product, shopUrl, openDashboard }) => {
      const { storeId, client } = await product.newStore(shopUrl);
      const storeName = `Weavers ${look.theme} ${look.width}`;
      await client.patch('/v1/store', { name: storeName });
      const german = look.locale === 'de';
      const word = (english: string, other: string) => (german ? other : english);
      const operator = createApiClient({ url: product.url, key: product.adminKey });
      const plan = `tiny-${look.theme}-${look.width}`;
      const { page, open, check } = await openDashboard({ storeId, role: 'admin', look });
      await open('/operations/plans');
      await check('plans');

      await page.getByRole('button', { name: word('New plan', 'Neuer Tarif') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').fill(plan);
      await dialog.getByLabel(word('Team members', 'Teammitglieder'), { exact: true }).fill('1');
      await dialog.getByText(word('by this month and the one before', 'nach diesem Monat und dem davor')).waitFor();
      await check('plans-new');
      await dialog.getByRole('button', { name: word('Make the plan', 'Tarif anlegen') }).click();
      await dialog.waitFor({ state: 'detached' });

      // What lies below a dialog cannot be judged.
      await page.getByRole('status').getByRole('button').click();
      const stores = page.getByRole('region', { name: word('Stores and their plans', 'Shops und ihre Tarife') });
      const row = stores.getByRole('row', { name: storeName });
      await row.getByRole('button').click();
      await dialog.getByLabel(word('Plan', 'Tarif'), { exact: true }).selectOption(plan);
      await dialog.getByRole('table').waitFor();
      await dialog.getByLabel(word('From', 'Ab'), { exact: true }).selectOption({ index: 1 });
      await check('plans-give');
      await dialog.getByRole('button', { name: word('Give this plan', 'Diesen Tarif geben') }).click();
      await dialog.waitFor({ state: 'detached' });
      await row.getByText(new RegExp(`^${plan} ${word('from', 'ab')} `)).waitFor();
      const given = await operator.get(`/v1/stores/${storeId}/plan`);
      expect(given).toMatchObject({ name: 'unlimited', next: { name: plan, limits: { seats: { included: 1 } } } });
      await check('plans-given');
    },
  );

  test.for(looks.filter((_, index) => index % 3 === 0))(
    'an admin adds prices as a version, line by line: $theme, $locale, $width pixels',
    async (look, { product, shopUrl, openDashboard }) => {
      const { storeId } = await product.newStore(shopUrl);
      const german = look.locale === 'de';
      const word = (english: string, other: string) => (german ? other : english);
      const { page, open, check } = await openDashboard({ storeId, role: 'admin', look });
      await open('/operations/plans');
      await page.getByRole('button', { name: word('New prices', 'Neue Preise') }).click();
      const dialog = page.getByRole('dialog');
      // From the next month on: what other files are billed this month stays as it is.
      const line = dialog.getByRole('group').first();
      const amount = `${1 + looks.indexOf(look)}${german ? ',' : '.'}50`;
      await line.getByLabel(word('Price', 'Preis'), { exact: true }).fill(amount);
      await line.getByLabel(word('For how many', 'Für wie viele')).fill(german ? '1.000' : '1,000');
      await check('prices-new');
      await dialog.getByRole('button', { name: word('Add this version', 'Diese Fassung hinzufügen') }).click();
      await dialog.waitFor({ state: 'detached' });
      const news = page.getByRole('status');
      const version = /\d+$/.exec(await news.getByText(word('Added: ', 'Hinzugefügt: ')).innerText())?.[0];
      await check('prices');
      // What lies below a dialog cannot be judged.
      await news.getByRole('button').click();
      await page.getByRole('button', { name: new RegExp(` ${version}$`) }).click();
      await dialog.getByText(new RegExp(`${amount.replace('.', '\\.')}.* ${word('for', 'für')} 1.000`)).waitFor();
      await check('prices-version');
    },
  );

  test('are not for those who run a store only', async ({ product, shopUrl, openDashboard }) => {
    const { storeId } = await product.newStore(shopUrl);
    const { page, open } = await openDashboard({ storeId, role: 'store_owner' });
    await open('/operations/plans');
    await page.getByText('Your role does not include this').first().waitFor();
  });
});
