import { expect } from 'vitest';
import { type Dashboard, looks, test } from './dashboard.ts';

async function makeReport({ page, open }: Dashboard, name: string, change?: () => Promise<void>): Promise<void> {
  await open('/settings/reports');
  await page.getByRole('button', { name: /^(New report|Neuer Bericht)$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('checkbox').first().check();
  await change?.();
  await dialog.getByRole('button', { name: /^(Make the report|Bericht anlegen)$/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(name).waitFor();
}

test('reports look right in both themes and on a phone: none yet, the form, the list and what became of one', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  for (const [index, look] of looks.entries()) {
    const dashboard = await openDashboard({ storeId, look });
    const { page, open, check } = dashboard;
    await open('/settings/reports');
    if (index === 0) await check('reports-none');
    await page.getByRole('button', { name: /^(New report|Neuer Bericht)$/ }).click();
    const what = page.getByLabel(/^(What|Was)$/);
    await what.selectOption('own');
    await page.getByRole('button', { name: /^(Add a number|Zahl hinzufügen)$/ }).click();
    await check('reports-form');
    await page.keyboard.press('Escape');
    await makeReport(dashboard, `Report ${index}`);
    await page
      .getByRole('button', { name: new RegExp(`(Send me one now|Jetzt an mich senden): Report ${index}`) })
      .click();
    await page
      .getByRole('row')
      .filter({ hasText: `Report ${index}` })
      .getByText(/^Test: (Finished|Abgeschlossen)$/)
      .waitFor();
    await check('reports-list');
    // What was said lies behind the next dialog, where nobody reads it.
    const said = page.getByRole('status').getByRole('button', { name: /^(Close|Schließen)$/ });
    while ((await said.count()) > 0) await said.first().click();
    await page.getByRole('button', { name: new RegExp(`^(History of|Verlauf von) Report ${index}`) }).click();
    await page
      .getByRole('dialog')
      .getByText(/^(Sent|Gesendet)$/)
      .waitFor();
    await check('reports-runs');
  }
});

test('a person tests a report of their own numbers, pauses it, changes it and deletes it; an analyst reads mail of it', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  const analyst = await openDashboard({ storeId, role: 'analyst' });
  const { page } = analyst;
  await makeReport(analyst, 'Messages by channel', async () => {
    await page.getByLabel('How often').selectOption('daily');
    await page.getByLabel('At', { exact: true }).fill('07:45');
    await page.getByLabel('What', { exact: true }).selectOption('own');
    await page.getByLabel('Number 1', { exact: true }).selectOption('Messages');
    await page.getByLabel('Number 1 by').selectOption('channel');
  });
  await page.getByText('Each day at 07:45').waitFor();
  expect(await client.get('/v1/reports/scheduled')).toMatchObject({
    items: [{ frequency: 'daily', queries: [{ metric: 'messages', dimensions: ['channel'] }] }],
  });
  await page.getByRole('button', { name: 'Send me one now: Messages by channel' }).click();
  await page.getByText('to your own address').waitFor();
  await page.getByText('Test: Finished').waitFor();
  await page.goto(`${product.url}/outbox`);
  await page
    .getByText(/\[Test\] Daily report/)
    .first()
    .waitFor();

  await analyst.open('/settings/reports');
  const more = page.getByRole('button', { name: 'More about Messages by channel' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  await page.getByText('Paused', { exact: true }).waitFor();
  await more.click();
  await page.getByRole('menuitem', { name: 'Change' }).click();
  await page.waitForURL('**/settings/reports?report=*');
  await page.getByRole('dialog').getByLabel('How often').selectOption('monthly');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('On the first of each month at 07:45').waitFor();
  await more.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No scheduled reports yet').waitFor();

  const support = await openDashboard({ storeId, role: 'support' });
  await support.open('/settings/reports');
  expect(await support.page.getByRole('button', { name: 'New report' }).count()).toBe(0);
});

test('a webhook is told its secret once, and no address of a private network', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open } = await openDashboard({ storeId });
  await open('/settings/reports');
  await page.getByRole('button', { name: 'New report' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('For the warehouse');
  await dialog.getByLabel('How', { exact: true }).selectOption('webhook');
  await dialog.getByLabel('Address of the webhook').fill('https://10.0.0.7/reports');
  await dialog.getByRole('button', { name: 'Make the report' }).click();
  await dialog.getByText('must begin with https:// and be on the public internet').waitFor();
  await dialog.getByLabel('Address of the webhook').fill('https://reports.example/in?source=recoveries');
  await dialog.getByRole('button', { name: 'Make the report' }).click();
  const secret = await page.getByRole('button', { name: /^Copy whsec_/ }).getAttribute('title');
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByText('reports.example').waitFor();
  expect(await page.content()).not.toContain(secret);
});
