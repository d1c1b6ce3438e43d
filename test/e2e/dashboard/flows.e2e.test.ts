import type { Page } from 'playwright-core';
import { describe, expect, vi } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from '../../../tools/traffic/api-client.ts';
import { sendEvents } from '../../../tools/traffic/send-events.ts';
import { chromiumPath } from '../launch-browser.ts';
import { type Dashboard, looks, test } from './dashboard.ts';

const patience = { timeout: 60_000, interval: 200 };
const dayMs = 86_400_000;
const step = z.looseObject({ id: z.string() });
const flowOf = z.object({ start: z.string(), steps: z.array(step) });
const campaign = z.object({
  id: z.string(),
  version: z.number(),
  flow: flowOf.nullable(),
  draft: z.object({ flow: flowOf.nullable() }).nullable(),
});
const counts = z.object({ counts: z.array(z.object({ stepId: z.string(), figure: z.string(), count: z.number() })) });

const send = (id: string, template: string, next: string) => ({
  ...{ id, kind: 'send', channel: 'email', template, conditions: {}, next },
});
/** A message at once, then a wait in which people stay for the whole test. */
const flow = {
  ...{ messagesMax: 3, start: 'message-1' },
  steps: [
    send('message-1', 'cart-reminder-1', 'wait-1'),
    {
      ...{ id: 'wait-1', kind: 'wait', until: 'event', event: { name: 'message_clicked', key: 'cart' } },
      ...{ withinMs: 20 * dayMs, next: 'branch-1', onTimeout: 'message-2' },
    },
    {
      ...{ id: 'branch-1', kind: 'branch', otherwise: 'end-1' },
      paths: [{ when: { customer: 'new', valueMinorMin: 10_000 }, next: 'message-3' }],
    },
    { ...send('message-3', 'cart-reminder-3', 'end-1'), channel: 'sms', window: { from: '09:00', until: '19:00' } },
    send('message-2', 'cart-reminder-2', 'end-1'),
    { id: 'end-1', kind: 'end' },
  ],
};

async function newFlow(client: ApiClient, program: object = flow): Promise<string> {
  return campaign.parse(await client.post('/v1/campaigns', { name: 'Autumn', flow: program })).id;
}

async function read(client: ApiClient, id: string) {
  return campaign.parse(await client.get(`/v1/campaigns/${id}`));
}

/** Lets the flow run for a cart, until its person waits for a click. */
async function letOneWait(client: ApiClient, id: string): Promise<void> {
  const { items } = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(await client.get('/v1/campaigns'));
  for (const other of items.filter((one) => one.id !== id)) await client.post(`/v1/campaigns/${other.id}/archive`, {});
  await client.post(`/v1/campaigns/${id}/activate`, {});
  const base = () => ({
    id: crypto.randomUUID(),
    occurredAt: new Date().toISOString(),
    who: { customerId: 'customer-1', email: 'greta@shopper.example' },
  });
  await sendEvents(
    client,
    [
      { ...base(), type: 'customer_identified', firstName: 'Greta' },
      { ...base(), type: 'consent_updated', channel: 'email', status: 'granted', source: 'checkout' },
      {
        ...{ ...base(), type: 'checkout_started', cartId: 'cart-1', currency: 'EUR' },
        lines: [{ productId: 'rug', quantity: 2, unitPriceMinor: 14_950, name: 'Tide runner' }],
      },
    ],
    { giveUpAfterMs: 0 },
  );
  await vi.waitUntil(async () => {
    const counted = counts.parse(await client.get(`/v1/campaigns/${id}/steps`)).counts;
    return counted.some(({ stepId, figure }) => stepId === 'wait-1' && figure === 'waiting');
  }, patience);
}

const named = (page: Page, name: string) => page.locator(`[data-step="${name}"]`);

async function openFlow({ page, open }: Dashboard, id: string, query = ''): Promise<void> {
  await open(`/campaigns/${id}${query}`);
  await named(page, '@start').waitFor();
}

describe.skipIf(!chromiumPath)('flows in the dashboard (Chromium)', () => {
  test.for(looks)('look right: $theme, $locale, $width pixels', async (look, { product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const id = await newFlow(client);
    await letOneWait(client, id);
    const dashboard = await openDashboard({ storeId, look });
    const { page, check } = dashboard;
    await openFlow(dashboard, id, '?step=message-1');
    await page.frameLocator('iframe').locator('a').first().waitFor();
    await check('flow');
    await openFlow(dashboard, id, '?view=list&step=branch-1');
    await page.getByRole('button', { name: /^1 (waiting now|warten jetzt)$/ }).waitFor();
    await check('flow-list');

    await page.getByRole('button', { name: /^1 (waiting now|warten jetzt)$/ }).click();
    await page.getByRole('dialog').locator('tbody tr').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await openFlow(dashboard, id, '?view=list&step=wait-1');
    await page.getByRole('button', { name: /^(Remove the step|Schritt entfernen)$/ }).click();
    await page.keyboard.press('Control+s');
    await page
      .getByText(/^(Draft saved|Entwurf gespeichert)/)
      .first()
      .waitFor();
    // Without what was said of the removal: it would lie over the dialog.
    await openFlow(dashboard, id, '?view=list');
    await check('flow-removed');
    await page.getByRole('button', { name: /^(Review and publish|Prüfen und veröffentlichen)$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^(1 person is inside|1 Person ist darin)/).waitFor();
    await dialog.getByRole('radio', { name: /They go over|Sie wechseln/ }).check();
    await dialog.getByText(/^(People stand at a step|An einem Schritt)/).waitFor();
    // A line that the edge of the dialog cuts cannot be judged.
    await page.evaluate("document.querySelector('[role=dialog]').scrollTo(0, 0)");
    await check('flow-publish');
  });

  test('are walked, changed, undone and published by keyboard alone', async ({ product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const id = await newFlow(client);
    const dashboard = await openDashboard({ storeId, role: 'marketer' });
    const { page } = dashboard;
    await openFlow(dashboard, id, '?view=canvas');
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = () => page.evaluate("document.activeElement?.getAttribute('data-step')");
    await named(page, 'message-1').focus();
    await press('ArrowDown');
    expect(await focused()).toBe('wait-1');
    await press('ArrowUp', 'ArrowUp');
    expect(await focused()).toBe('@start');

    // From a step to its fields, and back.
    await press('ArrowDown', 'ArrowDown', 'Enter');
    await page.getByRole('heading', { name: /^Wait until the person clicks/ }).waitFor();
    await vi.waitUntil(() => page.evaluate("document.activeElement?.labels?.[0]?.textContent === 'Until the person'"));
    await press('Tab', 'Control+a');
    await page.keyboard.type('3 days');
    await press('Escape');
    expect(await focused()).toBe('wait-1');

    await named(page, 'message-2').focus();
    await press('Delete');
    await named(page, 'message-2').waitFor({ state: 'detached' });
    await press('Control+z');
    await named(page, 'message-2').waitFor();

    // A step into a way, by the button after the step that was reached.
    await named(page, 'message-1').focus();
    const add = page.getByRole('button', { name: /^Add a step after message-1/ });
    await add.focus();
    await press('Enter');
    await page.getByRole('menuitem', { name: 'Wait a while' }).waitFor();
    await press('Enter');
    await named(page, 'wait-2').waitFor();
    await press('Control+s');
    await page
      .getByText(/Draft saved/)
      .first()
      .waitFor();
    const { draft } = await read(client, id);
    expect(draft?.flow?.steps.map((one) => one.id)).toEqual([
      ...['message-1', 'wait-2', 'wait-1', 'branch-1', 'message-3', 'message-2', 'end-1'],
    ]);
    expect(draft?.flow?.steps.find((one) => one.id === 'wait-1')).toMatchObject({ withinMs: 3 * dayMs });

    await page.getByRole('button', { name: 'Review and publish' }).focus();
    await press('Enter');
    await page.getByText('Nobody is inside at the moment: the new version is for whoever comes.').waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).focus();
    await press('Enter');
    await page.getByText('Version 2 is published', { exact: true }).waitFor();
    expect(await read(client, id)).toMatchObject({ version: 2, draft: null });
  });

  test('say before they are published what becomes of those inside, and hold back until it is said', async ({
    product,
    shopUrl,
    openDashboard,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const id = await newFlow(client);
    await letOneWait(client, id);
    const dashboard = await openDashboard({ storeId, role: 'marketer' });
    const { page } = dashboard;
    await openFlow(dashboard, id, '?view=list&step=wait-1');
    await page.getByRole('button', { name: 'Remove the step' }).click();
    await page.getByText(/^1 step went with it/).waitFor();
    await page.getByRole('button', { name: 'Review and publish' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /They go over/ }).check();
    await dialog.getByText(/People stand at a step that is gone/).waitFor();
    const publish = dialog.getByRole('button', { name: 'Publish', exact: true });
    expect(await publish.isDisabled()).toBe(true);
    await dialog.getByLabel('What becomes of those at wait-1').selectOption('to/end-1');
    await dialog.getByText(/Due at once: 1, at 60 a minute/).waitFor();
    await publish.click();
    await dialog.waitFor({ state: 'detached' });
    await vi.waitUntil(async () => {
      const counted = counts.parse(await client.get(`/v1/campaigns/${id}/steps`)).counts;
      return counted.every(({ figure }) => figure !== 'waiting');
    }, patience);
  });

  test('begin with a sensible start, and tell at the step what is wrong', async ({
    product,
    shopUrl,
    openDashboard,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { page, open, check } = await openDashboard({ storeId, role: 'marketer' });
    await open('/campaigns');
    await page.getByRole('button', { name: 'New campaign' }).click();
    await page.getByLabel('Name of the campaign').fill('Winter');
    await page.getByRole('radio', { name: /^Flow:/ }).check();
    await check('flow-new');
    await page.getByRole('button', { name: 'Create the draft' }).click();
    await named(page, 'wait-1').waitFor();
    await page.getByRole('radio', { name: 'List' }).check();
    await named(page, 'wait-1').click();
    const wait = page.getByLabel('Wait', { exact: true });
    await wait.fill('soon');
    await page.getByText('Write a length of time up to 30 days, as 2 h 30 min.').waitFor();
    expect(await page.getByRole('button', { name: 'Save draft' }).isDisabled()).toBe(true);
    await wait.fill('2 h');
    await named(page, 'message-2').click();
    const from = page.getByLabel('From', { exact: true });
    await from.fill('20:00');
    const said = named(page, 'message-2').getByText('The window begins when it ends.');
    await said.waitFor();
    await from.fill('09:00');
    await said.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page
      .getByText(/Draft saved/)
      .first()
      .waitFor();
    const { items } = z.object({ items: z.array(campaign) }).parse(await client.get('/v1/campaigns'));
    expect(items[0]?.draft?.flow?.steps[0]).toMatchObject({ ms: 7_200_000 });
  });

  test('are made of simple steps, which is said and can be left', async ({ product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { items } = z.object({ items: z.array(campaign) }).parse(await client.get('/v1/campaigns'));
    const id = items[0]?.id ?? '';
    const dashboard = await openDashboard({ storeId, role: 'marketer' });
    const { page, open, check } = dashboard;
    await open(`/campaigns/${id}`);
    await page.getByRole('button', { name: 'Edit as a flow' }).click();
    await page.getByText(/Simple steps make up for it/).waitFor();
    await check('flow-convert');
    await page.getByRole('button', { name: 'Make a flow' }).click();
    await named(page, 'end-1').waitFor();
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page
      .getByText(/Draft saved/)
      .first()
      .waitFor();
    const kinds = (await read(client, id)).draft?.flow?.steps.map(({ kind }) => kind);
    expect([kinds?.includes('wait'), kinds?.includes('send'), kinds?.at(-1)]).toEqual([true, true, 'end']);
  });

  test('are looked at, and not changed, by those who may not', async ({ product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const id = await newFlow(client);
    const dashboard = await openDashboard({ storeId, role: 'analyst' });
    const { page } = dashboard;
    await openFlow(dashboard, id, '?view=list&step=wait-1');
    await page.getByRole('heading', { name: /^Wait until the person clicks/ }).waitFor();
    for (const name of [/^Add a step/, /^Remove/, /^Undo/, /^Save/])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    expect(await page.getByLabel('At most', { exact: true }).isDisabled()).toBe(true);
  });
});
