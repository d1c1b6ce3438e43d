import { expect } from 'vitest';
import { looks, test } from './dashboard.ts';

const route = /\/v1\/senders$/;
const well = {
  ...{ state: 'ok', trouble: null, code: null, since: null, until: null, gapMs: 0, health: 100 },
  ...{ standsIn: null, domains: [], list: 'unknown', listAt: null, listed: 0, stoodIn: 0, stores: 3 },
};
const stopped = {
  ...{ state: 'stopped', trouble: 'day_quota', code: 'daily_quota_exceeded' },
  ...{ since: '2026-11-27T12:10:00.000Z', until: '2026-11-28T00:00:00.000Z' },
};
const senders = [
  { ...well, ...stopped, channel: 'email', provider: 'resend' },
  {
    ...{ ...well, channel: 'email', provider: 'sendgrid', standsIn: 1, domains: ['shop.example'], stores: 0 },
    ...{ list: 'imported', listed: 214, stoodIn: 38 },
  },
  { ...well, channel: 'email', provider: 'ses', standsIn: 2, stores: 0 },
  { ...well, channel: 'sms', provider: 'twilio', state: 'slow', gapMs: 400, health: 85 },
];

test('the operator sees each account of the running product', async ({ product, shopUrl, openDashboard }) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open } = await openDashboard({ storeId, role: 'admin' });
  await open('/operations');
  const table = page.getByRole('region', { name: 'Accounts of providers', exact: true });
  await table.getByText('E-mail · outbox').waitFor();
  expect(await table.getByRole('button').count()).toBe(0);
});

test('an account that is stopped says why and until when, and is let go on by the keyboard after a question', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  for (const look of looks) {
    const german = look.locale === 'de';
    const { page, open, check } = await openDashboard({ storeId, role: 'admin', look });
    await page.route(route, (request) => request.fulfill({ json: { items: senders } }));
    await open('/operations');
    const name = german ? 'Konten bei Anbietern' : 'Accounts of providers';
    const table = page.getByRole('region', { name, exact: true });
    await table
      .getByText(german ? 'Das Kontingent des Tages ist aufgebraucht.' : 'The quota of the day is used up.')
      .waitFor();
    await table.getByText(german ? /Noch nicht: Übernehmen Sie/ : /Not yet: import its list/).waitFor();
    await table.scrollIntoViewIfNeeded();
    await check('operations-senders');
  }
  const { page, open } = await openDashboard({ storeId, role: 'admin' });
  await page.route(route, (request) => request.fulfill({ json: { items: senders } }));
  await open('/operations');
  await page.getByRole('button', { name: 'Send again through E-mail · resend' }).focus();
  await page.keyboard.press('Enter');
  await page
    .getByRole('dialog')
    .getByText(/written down who did it/)
    .waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  // The state was made up, and the product has no such account: what it refuses is said.
  await page.getByText(/No account of this name/).waitFor();
});

test('a store sees what its account does: stopped, stood in for, and a number that others share', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const provider = {
    ...{ inUse: true, configured: true, reports: true, lastAcceptedAt: null, attempted: 12, failed: 0, errorCodes: [] },
    ...{ stoodIn: 0, stoodInFor: null, shared: false },
  };
  const account = { state: 'ok', trouble: null, code: null, since: null, until: null, gapMs: 0, health: 100 };
  const providers = [
    { ...provider, channel: 'email', provider: 'resend', account: { ...account, ...stopped } },
    { ...provider, channel: 'email', provider: 'sendgrid', inUse: false, account, stoodIn: 38, stoodInFor: 'resend' },
    {
      ...provider,
      channel: 'sms',
      provider: 'twilio',
      account: { ...account, state: 'slow', gapMs: 400 },
      shared: true,
    },
  ];
  for (const look of looks) {
    const german = look.locale === 'de';
    const { page, open, check } = await openDashboard({ storeId, look });
    await page.route(/\/v1\/deliverability$/, (request) => request.fulfill({ json: { providers, emailLimits: [] } }));
    await open('/deliverability');
    const list = page.getByRole('list', { name: german ? 'Anbieter' : 'Providers' });
    await list.getByText(german ? /Nachrichten warten bis/ : /Messages wait until/).waitFor();
    await list.getByText(german ? /38 Nachrichten von resend/ : /38 messages in place of resend/).waitFor();
    await list.getByText(german ? /mit STOP antwortet/ : /answers STOP to one of them/).waitFor();
    await check('deliverability-senders');
  }
});

test('a domain whose e-mail is stopped at every store says why, and is let go on after a question', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const pause = { domain: 'shop.example', measure: 'complaint_rate', messages: 1_400, counted: 5 };
  const items = [{ ...pause, pausedAt: '2026-11-27T12:10:00.000Z' }];
  for (const look of looks) {
    const german = look.locale === 'de';
    const { page, open, check } = await openDashboard({ storeId, role: 'admin', look });
    await page.route(/\/v1\/domain-pauses$/, (request) => request.fulfill({ json: { items } }));
    await open('/operations');
    const table = page.getByRole('region', { name: german ? 'Angehaltene Domains' : 'Stopped domains', exact: true });
    await table.getByText(german ? /von 1\.?400 wurden als Spam gemeldet/ : /of 1,400 were marked as spam/).waitFor();
    await table.scrollIntoViewIfNeeded();
    await check('operations-domains');
    if (german) continue;
    await table.getByRole('button', { name: 'Send again from shop.example' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
    // It was made up: what the product refuses is said.
    await page.getByText(/is not stopped/).waitFor();
  }
});
