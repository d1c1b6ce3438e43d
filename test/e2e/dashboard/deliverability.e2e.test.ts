import { expect } from 'vitest';
import { looks, test } from './dashboard.ts';
import { leaveCart } from './story.ts';

const route = /\/v1\/suppressions(\?|$)/;
const suppressions = [
  { id: '0f4c2f1e-8d0e-4a53-9a4e-4b2f2a4f9c10', channel: 'email', cause: 'bounce', address: 'a•••@e•••.com' },
  { id: '0f4c2f1e-8d0e-4a53-9a4e-4b2f2a4f9c11', channel: 'sms', cause: 'unsubscribe', address: '+43•••67' },
  { id: '0f4c2f1e-8d0e-4a53-9a4e-4b2f2a4f9c12', channel: 'email', cause: 'privacy_request', address: null },
].map((one) => ({ ...one, at: '2026-11-24T09:12:00.000Z', customerId: null, mayLift: one.cause === 'bounce' }));

test('a store that has sent nothing is told what will be here', async ({ product, shopUrl, openDashboard }) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open, check } = await openDashboard({ storeId, role: 'marketer' });
  await open('/deliverability');
  await page.getByText('No message was sent in this period').waitFor();
  await page.getByText('An address comes here when it bounces for good', { exact: false }).waitFor();
  await check('deliverability-empty');
});

test('messages are counted by channel and provider, each number opens them, and what nobody reports is not judged', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  await leaveCart(client, shopUrl);
  for (const look of looks) {
    const german = look.locale === 'de';
    const { page, open, check } = await openDashboard({ storeId, look });
    await page.route(route, (request) => request.fulfill({ json: { items: suppressions, nextCursor: null } }));
    await open('/deliverability');
    const table = page.getByRole('region', { name: german ? 'Nach Kanal und Anbieter' : 'By channel and provider' });
    await table
      .getByText(/outbox/)
      .first()
      .waitFor();
    await page
      .getByText(german ? 'Niemand meldet es' : 'Nobody tells')
      .first()
      .waitFor();
    await page.getByText('a•••@e•••.com').waitFor();
    await check('deliverability');
  }
  const { page, open } = await openDashboard({ storeId });
  await open('/deliverability');
  const row = page.getByRole('row', { name: /E-mail · outbox/ });
  const sent = row.getByRole('link').first();
  const count = Number(await sent.textContent());
  expect(count).toBeGreaterThan(0);
  await sent.click();
  await page.getByText(count === 1 ? '1 row behind this number' : `${count} rows behind this number`).waitFor();
});

test('only what no customer asked for can be lifted, by those who may, after a question that the keyboard answers', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open } = await openDashboard({ storeId, role: 'support' });
  await page.route(route, (request) => request.fulfill({ json: { items: suppressions, nextCursor: null } }));
  await open('/deliverability');
  const lift = page.getByRole('button', { name: 'Lift a•••@e•••.com' });
  await lift.waitFor();
  expect(await page.getByRole('button', { name: /^Lift / }).count()).toBe(1);
  await lift.focus();
  await page.keyboard.press('Enter');
  await page
    .getByRole('dialog')
    .getByText(/suppressed because of this: Bounced/)
    .waitFor();
  await page.keyboard.press('Escape');
  await expect
    .poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")'))
    .toBe('Lift a•••@e•••.com');
  await lift.click();
  await page.getByRole('button', { name: 'Write to it again' }).click();
  // The list was made up, so the store has no such row: nothing is said to be done that was not.
  await page.getByText(/Nothing was changed/).waitFor();

  const analyst = await openDashboard({ storeId, role: 'analyst' });
  await analyst.page.route(route, (request) => request.fulfill({ json: { items: suppressions, nextCursor: null } }));
  await analyst.open('/deliverability');
  await analyst.page.getByText('a•••@e•••.com').waitFor();
  expect(await analyst.page.getByRole('button', { name: /^Lift / }).count()).toBe(0);
});

test('the filters of the list stand in the address', async ({ product, shopUrl, openDashboard }) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open } = await openDashboard({ storeId });
  await open('/deliverability');
  const asked = page.waitForRequest((request) => request.url().includes('cause=complaint'));
  await page.getByRole('combobox', { name: 'Reason' }).selectOption('complaint');
  await asked;
  await page.waitForURL(/cause=complaint/);
  await page.reload();
  await expect.poll(() => page.getByRole('combobox', { name: 'Reason' }).inputValue()).toBe('complaint');
});

test('a provider that reports nothing after it took a message says so, and one that reports does not', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const alone = { stoodIn: 0, stoodInFor: null, account: null, shared: false };
  const provider = {
    inUse: true,
    configured: true,
    lastAcceptedAt: null,
    attempted: 12,
    failed: 0,
    errorCodes: [],
    ...alone,
  };

  const providers = [
    { ...provider, channel: 'email', provider: 'resend', reports: true },
    { ...provider, channel: 'sms', provider: 'sns', reports: false },
    { ...provider, channel: 'push', provider: 'outbox', reports: false },
  ];
  for (const look of looks) {
    const { page, open, check } = await openDashboard({ storeId, look });
    await page.route(/\/v1\/deliverability$/, (request) => request.fulfill({ json: { providers, emailLimits: [] } }));
    await open('/deliverability');
    const list = page.getByRole('list', { name: look.locale === 'de' ? 'Anbieter' : 'Providers' });
    const text = look.locale === 'de' ? /Ob eine Nachricht ankam/ : /whether it arrived is not known/;
    await list.getByText(text).waitFor();
    expect(await list.getByRole('listitem').filter({ hasText: text }).allTextContents()).toEqual([
      expect.stringContaining('sns'),
    ]);
    await check('deliverability-unobserved');
  }
});

test('a channel that was stopped says why, and goes on after a question by whoever may change the store', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const pause = { channel: 'email', measure: 'complaint_rate', messages: 2_140, counted: 7 } as const;
  const stopped = { items: [{ ...pause, pausedAt: '2026-11-24T09:12:00.000Z' }] };
  for (const look of looks) {
    const { page, open, check } = await openDashboard({ storeId, look });
    await page.route('**/v1/channel-pauses', (request) => request.fulfill({ json: stopped }));
    await open('/deliverability');
    await page.getByRole('alert').waitFor();
    await check('deliverability-stopped');
  }
  const { page, open } = await openDashboard({ storeId });
  await page.route('**/v1/channel-pauses', (request) => request.fulfill({ json: stopped }));
  await open('/deliverability');
  await page.getByRole('button', { name: 'Let E-mail go on' }).click();
  await page
    .getByRole('dialog')
    .or(page.getByRole('alertdialog'))
    .getByRole('button', { name: 'Let E-mail go on' })
    .click();
  // The API knows of no stop: its refusal is shown in words.
  await page.getByText(/not stopped/).waitFor();

  const marketer = await openDashboard({ storeId, role: 'analyst' });
  await marketer.page.route('**/v1/channel-pauses', (request) => request.fulfill({ json: stopped }));
  await marketer.open('/deliverability');
  await marketer.page.getByRole('alert').waitFor();
  expect(await marketer.page.getByRole('button', { name: 'Let E-mail go on' }).count()).toBe(0);
});
