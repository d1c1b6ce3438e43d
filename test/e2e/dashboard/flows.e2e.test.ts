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
    await openFlow(dashboard, id, `?view=${look.width < 900 ? 'canvas' : 'list'}&step=branch-1`);
    await page.getByRole('button', { name: /^1 (waiting now|warten jetzt)$/ }).waitFor();
    await check('flow-other-view');

    await page.getByRole('button', { name: /^1 (waiting now|warten jetzt)$/ }).click();
    await page.getByRole('dialog').locator('tbody tr').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await openFlow(dashboard, id, '?view=list&step=wait-1');
    await page.getByRole('button', { name: /^(Remove the step|Schritt entfernen)$/ }).click();
    await check('flow-removed');
    await page.getByRole('button', { name: /^(Review and publish|Prüfen und veröffentlichen)$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^(1 person is inside|1 Person ist darin)/).waitFor();
    await dialog.getByLabel(/^(They go over|Sie wechseln)/).click();
    await dialog.getByText(/^(People stand at a step|An einem Schritt)/).waitFor();
    await check('flow-publish');
  });
});
