import { expect } from 'vitest';
import { openContext } from '../open-context.ts';
import { looks, test } from './dashboard.ts';

const pages = ['store', 'sending', 'team', 'keys', 'audit', 'privacy', 'look'] as const;

test('every settings page looks right in both themes and on a phone', async ({ product, shopUrl, openDashboard }) => {
  const { storeId } = await product.newStore(shopUrl);
  for (const look of looks) {
    const dashboard = await openDashboard({ storeId, look });
    for (const page of pages) {
      await dashboard.open(`/settings/${page}`);
      await dashboard.check(`settings-${page}`);
    }
  }
});

test('a member who is invited joins, gets another role and loses the pages of the one before; the last owner stays', async ({
  product,
  shopUrl,
  browser,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open } = await openDashboard({ storeId });
  await open('/settings/team');
  await page.getByText('The only owner').waitFor();
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail address').fill('grace@team.example');
  await dialog.getByLabel('Role').selectOption('Developer');
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  const link = await dialog
    .getByRole('button', { name: /^Copy / })
    .getAttribute('title')
    .catch(() => null);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('heading', { name: 'Invitations that wait' }).waitFor();

  const elsewhere = await openContext(browser, { locale: 'en-GB' });
  const grace = await elsewhere.newPage();
  await grace.goto(link ?? '');
  await grace.getByLabel('Your name, as your team sees it').fill('Grace Hopper');
  await grace.getByLabel('Password', { exact: true }).fill('a sentence that only tests know');
  await grace.getByRole('button', { name: 'Join the team' }).click();
  await grace.waitForURL(`**/stores/${storeId}`);
  await grace.goto(grace.url().concat('/settings/keys'));
  await grace.getByRole('button', { name: 'New key' }).click();
  // Nobody hands on more than they hold: neither everything of an owner nor the sending of events.
  await grace.getByLabel(/^Read everything about carts/).waitFor();
  expect(await grace.getByLabel(/^Everything an owner may/).count()).toBe(0);
  expect(await grace.getByLabel(/^Send events/).count()).toBe(0);

  await page.reload();
  await page.getByRole('combobox', { name: 'Role of Grace Hopper' }).selectOption('Analyst');
  await page.getByText('Grace Hopper is Analyst now').waitFor();
  await grace.reload();
  await grace.getByText('Your role does not include this').waitFor();
  expect(await grace.getByRole('link', { name: 'API keys' }).count()).toBe(0);
  await elsewhere.close();

  await open('/settings/audit?subjectKind=membership');
  await page.getByText('Role: Developer → Analyst').waitFor();
  await page.getByRole('main').getByText('Ada Berger').first().waitFor();
});

test('a key is shown once, works until it is revoked, and both stand in the log', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open } = await openDashboard({ storeId });
  await open('/settings/keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Data warehouse');
  await page.getByText('One thing only').click();
  await page.getByLabel(/^Read orders/).check();
  await page.getByRole('button', { name: 'Make the key' }).click();
  const key = await page.getByRole('button', { name: /^Copy crk_/ }).getAttribute('title');
  await page.getByRole('button', { name: 'I have kept it' }).click();
  const read = async (path: string) =>
    (await fetch(`${product.url}${path}`, { headers: { authorization: `Bearer ${key}` } })).status;
  expect([await read('/v1/orders'), await read('/v1/carts')]).toEqual([200, 403]);
  expect(await page.content()).not.toContain(key);

  await page.getByRole('button', { name: 'Revoke the key Data warehouse' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText(/^Revoked /).waitFor();
  expect(await read('/v1/orders')).toBe(401);

  await open('/settings/audit');
  await page.getByRole('combobox', { name: 'About' }).selectOption('API key');
  await page.waitForURL('**/settings/audit?subjectKind=api_key');
  await expect.poll(() => page.getByText('Made or revoked a key').count()).toBe(2);
  await page.getByText('What it may do: orders:read').waitFor();
});

test('settings are changed field by field, and whoever may only look sees them fixed', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  const { page, open } = await openDashboard({ storeId });
  await open('/settings/store');
  await page.getByLabel('Time zone').fill('Europe/Vienna');
  await page.getByLabel('A cart', { exact: true }).fill('45');
  await page.getByLabel('Unit of: A cart', { exact: true }).selectOption('minutes');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  expect(await client.get('/v1/store')).toMatchObject({ timeZone: 'Europe/Vienna', cartIdleMs: 2_700_000 });
  await page.getByLabel('Time zone').fill('Mars/Olympus');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('must be an IANA time zone').waitFor();
  await open('/settings/audit?subjectKind=store');
  await page.getByText('Time zone: UTC → Europe/Vienna').waitFor();

  const analyst = await openDashboard({ storeId, role: 'analyst' });
  await analyst.open('/settings/store');
  await analyst.page.getByText('Your role may look at these settings').waitFor();
  expect(await analyst.page.getByLabel('Time zone').isDisabled()).toBe(true);
  expect(await analyst.page.getByRole('button', { name: 'Save' }).count()).toBe(0);
});

test('a store gives mails, pages and the dashboard its name, colours and logo, and no colour that cannot be read', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  const { page, open, check } = await openDashboard({ storeId });
  await open('/settings/brand');
  await page.getByLabel('Logo on light ground').setInputFiles({
    ...{ name: 'logo.svg', mimeType: 'image/svg+xml' },
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  });
  await page.getByText('This file is no PNG, JPEG or WebP').waitFor();
  const png = await page.screenshot({ clip: { x: 0, y: 0, width: 300, height: 60 } });
  await page.getByLabel('Logo on light ground').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: png });
  await page.getByRole('img', { name: 'Logo on light ground' }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Loom recoveries');
  await page.getByLabel('Own colours').check();
  await page.getByLabel('Buttons', { exact: true }).fill('#0f766e');
  await page.getByLabel('Links', { exact: true }).fill('#ffff00');
  await page.getByText('Links: 1 to 1 against the background, 4.5 are needed.').waitFor();
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: /^Take #/ }).click();
  await page.getByText('Everything can be read.').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved. Mails and pages follow').waitFor();

  await page.getByRole('region', { name: 'How it will look' }).waitFor();
  await page.getByLabel('Host name').fill('cart.loom.shop');
  await page.getByRole('button', { name: 'Ask for the name' }).click();
  await page.getByText('_domain-challenge.cart.loom.shop').waitFor();
  await page.getByText('Waits for the record').waitFor();
  await check('settings-brand');
  expect(await client.get('/v1/brand/domains')).toMatchObject({ items: [{ domain: 'cart.loom.shop' }] });

  const colleague = await openDashboard({ storeId, role: 'analyst', look: { theme: 'dark' } });
  await colleague.open('/settings/brand');
  await colleague.page.getByRole('navigation', { name: 'Pages' }).getByText('Loom recoveries').waitFor();
  expect(await colleague.page.title()).toBe('Loom recoveries');
  const token = (name: string) =>
    colleague.page.evaluate<string>(`getComputedStyle(document.documentElement).getPropertyValue('${name}')`);
  expect(await token('--accent')).toMatch(/^#[0-9a-f]{6}$/);
  expect(await token('--accent')).not.toBe('#3868e6');
  await colleague.check('settings-brand-colleague');

  const onPhone = await openDashboard({ storeId, look: { theme: 'dark', locale: 'de', width: 390 } });
  await onPhone.open('/settings/brand');
  await onPhone.page.getByText('Alles ist lesbar.').waitFor();
  await onPhone.check('settings-brand');
  await onPhone.page.getByRole('button', { name: 'Aufgeben' }).click();
  await onPhone.page.getByRole('dialog').getByRole('button', { name: 'Aufgeben' }).click();
  await onPhone.page.getByText('Aufgegeben').waitFor();
});
