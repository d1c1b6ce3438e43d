import { describe, expect } from 'vitest';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';

describe.skipIf(!chromiumPath)('the brand for all stores in the dashboard (Chromium)', () => {
  test.for(looks)(
    'an admin says it, after a look at what can be read, and sees what stores say themselves: $theme, $locale, $width pixels',
    async (look, { product, shopUrl, openDashboard }) => {
      const { storeId, client } = await product.newStore(shopUrl);
      const storeName = `Looms ${look.theme} ${look.width}`;
      await client.patch('/v1/store', { name: storeName });
      await client.put('/v1/brand', {
        ...{ name: null, colours: null, supportEmail: 'help@loom.example', supportUrl: null, madeWith: null },
      });
      const german = look.locale === 'de';
      const word = (english: string, other: string) => (german ? other : english);
      const { page, open, check } = await openDashboard({ storeId, role: 'admin', look });
      // The tests of other files run on the same installation, which stays as it is.
      const said: unknown[] = [];
      await page.route('**/v1/platform-brand', async (request) => {
        if (request.request().method() !== 'PUT') return request.continue();
        const body = request.request().postDataJSON();
        said.push(body);
        const now = await request.fetch({ method: 'GET', postData: '' });
        const { shown, said: before } = await now.json();
        return request.fulfill({
          response: now,
          json: { said: { ...before, ...body }, shown: { ...shown, name: body.name } },
        });
      });
      await open('/operations/brand');
      await page.getByLabel('Name', { exact: true }).fill('Agency');
      await page.getByLabel(word('Own colours', 'Eigene Farben')).check();
      await page.getByLabel('Links', { exact: true }).fill('#ffff00');
      const save = page.getByRole('button', { name: word('Save', 'Speichern') });
      await page.getByText(word('4.5 are needed', '4,5')).first().waitFor();
      expect(await save.isDisabled()).toBe(true);
      await page.getByRole('button', { name: german ? /nehmen$/ : /^Take #/ }).click();
      await page.getByText(word('Everything can be read.', 'Alles ist lesbar.')).waitFor();
      await save.click();
      await page.getByRole('status').getByRole('button').click();
      expect(said).toMatchObject([{ name: 'Agency', colours: { link: expect.stringMatching(/^#/) } }]);
      const stores = page.getByRole('region', {
        name: word('What stores say themselves', 'Was Shops selbst festlegen'),
      });
      await stores.getByRole('row', { name: `${storeName} ${word('support', 'Hilfe')}` }).waitFor();
      await check('platform-brand');
    },
  );

  test('is not for those who run a store only', async ({ product, shopUrl, openDashboard }) => {
    const { storeId } = await product.newStore(shopUrl);
    const { page, open } = await openDashboard({ storeId, role: 'store_owner' });
    await open('/operations/brand');
    await page.getByText('Your role does not include this').first().waitFor();
  });
});
