import { expect } from 'vitest';
import { looks, test } from './dashboard.ts';

test('quiet hours are switched on, kept, and written down; the rules of countries name their sources', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  for (const look of looks) {
    const { open, page, check } = await openDashboard({ storeId, look });
    await open('/settings/sending');
    await page.locator('input[name=quiet]').check();
    await page.locator('input[name="softOptIn.DE"]').check();
    await check('sending');
  }
  const { page, open } = await openDashboard({ storeId });
  await open('/settings/sending');
  await page.getByLabel('Send nothing during these hours').check();
  await page.getByLabel('From', { exact: true }).fill('22:30');
  await page.getByLabel('Until', { exact: true }).fill('22:30');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/whole day/).waitFor();
  await page.getByLabel('Until', { exact: true }).fill('07:00');
  await page.getByLabel('E-mail', { exact: true }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved').waitFor();
  await page.reload();
  await page.getByLabel('From', { exact: true }).waitFor();
  expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('22:30');
  expect(await page.getByLabel('E-mail', { exact: true }).isChecked()).toBe(true);
  expect(await page.getByRole('link', { name: /Consumer Protection Act/ }).getAttribute('href')).toContain('ecfr.gov');
  await page.getByLabel('Remind buyers by e-mail in Germany').check();
  await page.getByLabel(/Since when does your checkout/).fill('2026-01-31');
  await page.getByLabel('Count only a confirmed yes to e-mail in Italy').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved').last().waitFor();
  await page.reload();
  await page.getByLabel(/Since when does your checkout/).waitFor();
  expect(await page.getByLabel('Remind buyers by e-mail in Germany').isChecked()).toBe(true);
  expect(await page.getByLabel('Count only a confirmed yes to e-mail in Italy').isChecked()).toBe(true);
  await open('/settings/audit');
  await page
    .getByText(/22:30-07:00/)
    .first()
    .waitFor();
});
