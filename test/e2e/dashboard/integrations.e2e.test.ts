import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { looks, test } from './dashboard.ts';

const secret = 'shpss_0123456789abcdef';

async function deliver(url: string, topic: string, body: object): Promise<number> {
  const text = JSON.stringify(body);
  const { status } = await fetch(url, {
    method: 'POST',
    body: text,
    headers: {
      'x-shopify-topic': topic,
      'x-shopify-webhook-id': crypto.randomUUID(),
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(text).digest('base64'),
    },
  });
  return status;
}

const checkout = () => ({
  id: 1,
  token: crypto.randomUUID(),
  email: 'ada@shop.example',
  updated_at: new Date().toISOString(),
  currency: 'EUR',
  line_items: [{ variant_id: 8, quantity: 2, price: '12.50', title: 'Lamp' }],
});

test('a store is connected step by step, and its first event is seen without loading the page again', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open, check } = await openDashboard({ storeId });
  await open('/integrations');
  await check('integrations-empty');
  await page.getByRole('button', { name: 'Connect a store' }).click();
  await page.getByRole('button', { name: /^Shopify/ }).click();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('Paste the secret').waitFor();
  await page.getByLabel('Signing secret').fill(secret);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('Waiting for the first event').waitFor();
  await check('integrations-connected');
  const address = await page.getByRole('button', { name: /\/v1\/webhooks\// }).getAttribute('title');
  const path = new URL(address ?? '').pathname;
  expect(await deliver(`${product.url}${path}`, 'checkouts/create', checkout())).toBe(200);
  await page.getByText('We saw your first event').waitFor();
  await page.getByRole('link', { name: 'To the integration' }).click();
  await page.getByRole('heading', { name: /Shopify/, level: 1 }).waitFor();
});

test('a delivery says what became of it, shows no person to a developer, and is worked on once more', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  const { integration } = (await client.post('/v1/integrations', { platform: 'shopify', secret })) as {
    integration: { id: string; webhookUrl: string };
  };
  const door = `${product.url}${new URL(integration.webhookUrl).pathname}`;
  await deliver(door, 'checkouts/create', checkout());
  await deliver(door, 'checkouts/create', { ...checkout(), line_items: 'none', note: 'for Ada Berger' });
  await deliver(door, 'galaxies/collide', {});
  for (const look of looks) {
    const isGerman = look.locale === 'de';
    const { page, open, check } = await openDashboard({ storeId, role: 'developer', look });
    await open(`/integrations/${integration.id}`);
    await page.getByText(isGerman ? 'Dieses Thema wird hier nicht gebraucht' : 'This topic is not used here').waitFor();
    await check('integration');
    const refused = page.getByRole('row').filter({ hasText: isGerman ? 'Nicht verstanden' : 'Not understood' });
    await refused.getByRole('button').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('xxx@xxxx.xxxxxxx').waitFor();
    expect(await dialog.textContent()).not.toMatch(/ada|Berger/);
    await check('delivery');
    await dialog.getByRole('button', { name: isGerman ? 'Erneut bearbeiten' : 'Work on it once more' }).click();
    await page.getByText(isGerman ? 'Wird bearbeitet' : 'Is being worked on').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await open('/integrations');
    await page.getByRole('link', { name: 'Shopify' }).waitFor();
    await check('integrations');
  }
});

test('a new secret is put in place while the old one stays good, by keyboard', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  const { integration } = (await client.post('/v1/integrations', { platform: 'shopify', secret })) as {
    integration: { id: string; webhookUrl: string };
  };
  const { page, open } = await openDashboard({ storeId });
  await open(`/integrations/${integration.id}`);
  const opener = page.getByRole('button', { name: 'Replace the secret' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(() => opener.and(page.locator(':focus')).count()).toBe(1);
  await page.keyboard.press('Enter');
  await page.getByLabel('New secret of the platform').fill('shpss_another_0123456789');
  await page.keyboard.press('Enter');
  await page.getByText('Enter this secret at Shopify now').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByText('Two secrets are good').waitFor();
  const door = `${product.url}${new URL(integration.webhookUrl).pathname}`;
  expect(await deliver(door, 'checkouts/create', checkout())).toBe(200);
});

test('the snippet is set up, and a page of the shop says what is missing on it', async ({ product, openDashboard }) => {
  const server = createServer((_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "script-src 'self'" })
      .end('<h1>Lamps</h1>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { storeId } = await product.newStore(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  for (const look of looks) {
    const isGerman = look.locale === 'de';
    const { page, open, check } = await openDashboard({ storeId, look });
    await open('/integrations?tab=snippet');
    await page.getByRole('button', { name: isGerman ? 'Seite prüfen' : 'Check the page' }).click();
    await page.getByText(isGerman ? 'Die Zeile steht nicht auf der Seite' : 'The tag is not on the page').waitFor();
    await page.getByText(isGerman ? /hält das Skript fern/ : /keeps the script away/).waitFor();
    await check('snippet');
    await open('/integrations?tab=events');
    await check('events');
  }
  const { page, open } = await openDashboard({ storeId, role: 'marketer' });
  await open('/integrations?tab=snippet');
  expect(await page.getByRole('checkbox', { name: 'Switched on' }).isDisabled()).toBe(true);
});

test('the kill switch is one click and a save away', async ({ product, shopUrl, openDashboard }) => {
  const { storeId, client } = await product.newStore(shopUrl);
  const { page, open } = await openDashboard({ storeId });
  await open('/integrations?tab=snippet');
  await page.getByLabel('Switched on').uncheck();
  await page.getByLabel('Allowed origins').fill('https://checkout.shop.example');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The snippet is switched off').waitFor();
  expect(await client.get('/v1/snippet')).toMatchObject({
    enabled: false,
    allowedOrigins: ['https://checkout.shop.example'],
  });
});
