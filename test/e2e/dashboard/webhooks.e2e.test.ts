import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished } from 'vitest';
import { type Dashboard, looks, test } from './dashboard.ts';

/** Nobody answers there. */
const nobody = 'https://hooks.invalid/cart-recovery?source=recoveries';

async function makeEndpoint({ page, open }: Dashboard, url: string, name: string): Promise<string> {
  await open('/settings/webhooks');
  await page.getByRole('button', { name: /^(New endpoint|Neuer Endpunkt)$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^(Address|Adresse)$/).fill(url);
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: /^(Make the endpoint|Endpunkt anlegen)$/ }).click();
  const secret = await page.getByRole('button', { name: /whsec_/ }).getAttribute('title');
  await page.getByRole('button', { name: /^(I have kept it|Ich habe es aufbewahrt)$/ }).click();
  await page.getByText(name, { exact: true }).waitFor();
  return secret ?? '';
}

test('webhooks look right in both themes and on a phone: none yet, the form, the list and the deliveries', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  for (const [index, look] of looks.entries()) {
    const dashboard = await openDashboard({ storeId, look });
    const { page, open, check } = dashboard;
    await open('/settings/webhooks');
    if (index === 0) await check('webhooks-none');
    await page.getByRole('button', { name: /^(New endpoint|Neuer Endpunkt)$/ }).click();
    await check('webhooks-form');
    await page.keyboard.press('Escape');
    await makeEndpoint(dashboard, nobody, `ERP ${index}`);
    await page.getByRole('button', { name: new RegExp(`^(Send a test to|Test senden an) ERP ${index}`) }).click();
    await check('webhooks-list');
    await page.getByText(/^(An example is on its way|Ein Beispiel ist unterwegs)/).waitFor();
    const said = page.getByRole('status').getByRole('button', { name: /^(Close|Schließen)$/ });
    while ((await said.count()) > 0) await said.first().click();
    await page.getByRole('button', { name: new RegExp(`^(Deliveries to|Zustellungen an) ERP ${index}`) }).click();
    await page
      .getByRole('table')
      .getByText(/^(Tried again later|Später noch einmal)$/)
      .last()
      .waitFor();
    await page.getByText(/^(What was sent and answered|Was gesendet und geantwortet wurde)$/).click();
    await check('webhooks-deliveries');
  }
});

test('a developer makes an endpoint, tries it, finds the failure, mends the receiver and sends it again', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const received: { body: string; headers: Record<string, string> }[] = [];
  let status = 500;
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      received.push({ body, headers: request.headers as Record<string, string> });
      response.writeHead(status).end(status === 500 ? 'the table is missing' : '');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => receiver.close(() => resolve())));
  const { storeId, client } = await product.newStore(shopUrl);
  const dashboard = await openDashboard({ storeId, role: 'developer' });
  const { page } = dashboard;
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const secret = await makeEndpoint(dashboard, url, 'ERP');
  expect(await page.content()).not.toContain(secret);

  await page.getByRole('button', { name: 'Send a test to ERP' }).click();
  await page.getByRole('button', { name: 'Deliveries to ERP' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Your system answered with the error 500.').waitFor();
  await dialog.getByText('What was sent and answered').click();
  await dialog.getByText('the table is missing').waitFor();
  status = 204;
  // What broke is tried again after five seconds by itself: either way it arrives.
  await dialog.getByRole('table').getByText('Delivered', { exact: true }).waitFor();
  await dialog.getByRole('button', { name: 'Send again', exact: true }).click();
  await expect.poll(() => received.length).toBeGreaterThanOrEqual(3);
  for (const { body, headers } of received)
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'order.recovered', test: true, storeId });
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  await dialog.getByRole('button', { name: 'Send again what failed' }).click();
  await page.getByText('Nothing failed in the last 7 days.').waitFor();
  await page.keyboard.press('Escape');

  const more = page.getByRole('button', { name: 'More about ERP' });
  await more.click();
  await page.getByRole('menuitem', { name: 'New signing secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'New signing secret' }).click();
  const newer = await page.getByRole('button', { name: /whsec_/ }).getAttribute('title');
  expect(newer).not.toBe(secret);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByText('Two secrets sign until').waitFor();
  await more.click();
  await page.getByRole('menuitem', { name: 'Switch off' }).click();
  await page.getByText('Off', { exact: true }).waitFor();
  expect(await client.get('/v1/webhook-endpoints')).toMatchObject({
    items: [{ status: 'off', offReason: 'by_person' }],
  });
  await more.click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No other system is told yet').waitFor();

  const analyst = await openDashboard({ storeId, role: 'analyst' });
  await analyst.open('/settings/webhooks');
  expect(await analyst.page.getByRole('button', { name: 'New endpoint' }).count()).toBe(0);
});
