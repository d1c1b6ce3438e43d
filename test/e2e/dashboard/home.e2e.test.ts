import { expect } from 'vitest';
import { looks, test } from './dashboard.ts';
import { buy, leaveCart, leaveUnknownCart } from './story.ts';

test('an open page shows a recovered order without being loaded again, and each number opens its rows', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  await leaveUnknownCart(client);
  const dashboard = await openDashboard({ storeId });
  await dashboard.open('');
  await leaveCart(client, shopUrl);
  const { page } = dashboard;
  await page.getByText('Nothing was recovered in this period yet').waitFor();
  await buy(client);
  await page.getByRole('link', { name: '€299.00' }).first().waitFor();
  await dashboard.check('home');

  await page.getByRole('link', { name: '€299.00' }).first().click();
  await page.getByText('1 row behind this number').waitFor();
  expect(await page.getByRole('row').count()).toBe(2);
  await dashboard.check('numbers');
  await page.goBack();
  await page.getByRole('heading', { name: 'Home' }).waitFor();

  for (const look of looks.slice(1)) {
    const other = await openDashboard({ storeId, look });
    await other.open('');
    await other.page.getByText(/299/).first().waitFor();
    await other.check('home');
  }
});
