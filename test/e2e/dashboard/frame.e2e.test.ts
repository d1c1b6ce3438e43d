import { expect } from 'vitest';
import { looks, test } from './dashboard.ts';

test('shows the page of the store that the address names, in both themes and on a phone', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  for (const look of looks) {
    const dashboard = await openDashboard({ storeId, look });
    await dashboard.open('');
    await dashboard.check('home-empty');
  }
});

test('leads to sign-in and back to the same address', async ({ product, browser, shopUrl, openDashboard }) => {
  const { storeId } = await product.newStore(shopUrl);
  const { account, page } = await openDashboard({ storeId });
  const url = product.url.replace('127.0.0.1', 'localhost');
  await page.context().clearCookies();
  await page.goto(`${url}/stores/${storeId}?period=7d`);
  await page.getByLabel('E-mail address').fill(account.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/stores/${storeId}?period=7d`);
  await page.getByRole('button', { name: 'Period: Last 7 days' }).waitFor();
});

test('a part of a build that is gone is never a page', async ({ product }) => {
  const answer = await fetch(`${product.url}/assets/index-gone.js`);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store']);
  const index = await fetch(`${product.url}/stores/x`, { headers: { accept: 'text/html' } });
  expect([index.status, index.headers.get('cache-control')]).toEqual([200, 'no-cache']);
});
