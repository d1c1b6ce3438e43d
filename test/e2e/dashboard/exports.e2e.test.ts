import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { expect } from 'vitest';
import { looks, test } from './dashboard.ts';
import { leaveCarts } from './left-carts.ts';

test('the rows behind a number are saved as a file that Excel takes, and only when it is whole', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  await leaveCarts(client);
  const dashboard = await openDashboard({ storeId });
  const { page } = dashboard;
  await dashboard.open('');
  const curve = page.getByRole('button', { name: 'Export Recovered revenue by day' });
  await curve.click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem').first().click();
  const days: Record<string, string>[] = parse(await readFile(await (await saved).path()), {
    bom: true,
    columns: true,
  });
  const figure = await page.getByRole('link', { name: /^€/ }).first().textContent();
  expect(figure).toBe(`€${days.reduce((sum, { value }) => sum + Number(value), 0).toFixed(2)}`);

  await dashboard.open('/numbers?metric=abandoned_value');
  const menu = page.getByRole('button', { name: 'Export Abandoned value' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem').first().waitFor();
  expect(await page.getByRole('menuitem').allTextContents()).toEqual([
    'CSV (comma, decimal point)',
    'CSV for European Excel (semicolon)',
    'JSON',
    'Parquet (for data tools)',
  ]);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const rows: Record<string, string>[] = parse(await readFile(await download.path()), { bom: true, columns: true });
  expect(download.suggestedFilename()).toMatch(new RegExp(`^abandoned_value-rows-.*-${rows.length}\\.csv$`));
  expect(rows.map(({ value, currency }) => [value, currency]).toSorted()).toEqual([
    ...[
      ['420.00', 'EUR'],
      ['477.00', 'EUR'],
      ['90.00', 'EUR'],
    ],
  ]);
  await page.getByText(`${rows.length} rows saved as`).waitFor();
  await dashboard.check('export-saved');

  // The file breaks off after its first bytes: nothing may be saved.
  let filesAfter = 0;
  page.on('download', () => {
    filesAfter += 1;
  });
  await page.route('**/v1/analytics/export', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: body.subarray(0, body.length / 2) });
  });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Parquet' }).click();
  await page.getByText('The export broke off before its end').waitFor();
  await dashboard.check('export-broken');
  expect(filesAfter).toBe(0);
  await page.unroute('**/v1/analytics/export');
  const again = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Try again' }).click();
  const table = await parquetReadObjects({ file: Uint8Array.from(await readFile(await (await again).path())).buffer });
  expect(table.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));

  for (const look of looks.slice(1)) {
    const other = await openDashboard({ storeId, look });
    await other.open('/numbers?metric=abandoned_value');
    const name = look.locale === 'de' ? /exportieren$/ : /^Export /;
    await other.page.getByRole('button', { name }).click();
    const first = other.page.getByRole('menuitem').first();
    await first.waitFor();
    const file = other.page.waitForEvent('download');
    await first.click();
    const text = await readFile(await (await file).path(), 'utf8');
    expect(text.includes(look.locale === 'de' ? ';477,00' : ',477.00')).toBe(true);
    await other.check('export-saved');
  }
});

test('an export that runs says how far it is, and ends when it is cancelled', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  await leaveCarts(client);
  for (const look of looks) {
    const dashboard = await openDashboard({ storeId, look });
    const { page } = dashboard;
    await dashboard.open('/numbers?metric=abandoned_carts');
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    await page.route('**/v1/analytics/export', async () => {
      await ended;
    });
    await page.getByRole('button', { name: look.locale === 'de' ? /exportieren$/ : /^Export / }).click();
    await page.getByRole('menuitem').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('progressbar').waitFor();
    await page.locator('button:focus', { hasText: look.locale === 'de' ? 'Abbrechen' : 'Cancel' }).waitFor();
    await dashboard.check('export-running');
    await page.keyboard.press('Enter');
    await page.locator('button:focus', { hasText: look.locale === 'de' ? 'Exportieren' : 'Export' }).waitFor();
    resolve();
  }
});
