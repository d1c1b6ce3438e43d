import { describe, expect } from 'vitest';
import { z } from 'zod';
import { splitExample } from '../../../api/routes/experiments/split-schemas.ts';
import type { ApiClient } from '../../../tools/traffic/api-client.ts';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';

const send = (id: string, template: string) => ({
  ...{ id, kind: 'send', channel: 'email', template, conditions: {}, next: 'end-1' },
});
const flow = {
  ...{ messagesMax: 1, start: 'split-1' },
  steps: [
    {
      ...{ id: 'split-1', kind: 'split', by: 'person' },
      arms: [
        { id: 'a', share: 1, next: 'message-1' },
        { id: 'b', share: 1, next: 'message-2' },
      ],
    },
    send('message-1', 'cart-reminder-1'),
    send('message-2', 'cart-reminder-2'),
    { id: 'end-1', kind: 'end' },
  ],
};
const campaigns = z.object({ items: z.array(z.object({ id: z.string() })) });

async function activeFlow(client: ApiClient, program: object = flow): Promise<string> {
  const { id } = z
    .object({ id: z.string() })
    .parse(await client.post('/v1/campaigns', { name: 'Autumn', flow: program }));
  for (const other of campaigns.parse(await client.get('/v1/campaigns')).items)
    if (other.id !== id) await client.post(`/v1/campaigns/${other.id}/archive`, {});
  await client.post(`/v1/campaigns/${id}/activate`, {});
  return id;
}

describe.skipIf(!chromiumPath)('splits in the dashboard (Chromium)', () => {
  test.for(looks)('look right: $theme, $locale, $width pixels', async (look, { product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const [split, ...others] = flow.steps;
    const id = await activeFlow(client, { ...flow, steps: [{ ...split, allocation: 'learning' }, ...others] });
    const { page, open, check } = await openDashboard({ storeId, look });
    const german = look.locale === 'de';
    await open(`/campaigns/${id}?view=list&step=split-1`);
    await page
      .getByLabel(german ? 'Mindestanteil eines Weges, in Prozent' : 'Least share of a way, in percent')
      .waitFor();
    await check('split-editor');

    await open(`/experiments?campaign=${id}`);
    const section = page.getByRole('region', { name: german ? 'Aufteilungen nach Zufall' : 'Splits by chance' });
    await section.getByText(german ? 'Noch zu früh für ein Urteil' : 'Too early to say').waitFor();
    await check('splits-early');
    // As many people as no test lets come by.
    await page.route(/\/v1\/splits(\?|$)/, (request) =>
      request.fulfill({
        json: {
          items: [
            { ...splitExample, campaignId: id },
            {
              ...{ ...splitExample, campaignId: id, splitId: 'split-2', allocation: 'fixed', floorPercent: null },
              ...{ verdict: 'undecided', best: null, winner: null, missing: { plannedLift: 0.2, people: 3_400 } },
            },
          ],
        },
      }),
    );
    await page.reload();
    await section.getByRole('button', { name: german ? 'Widersprechen' : 'Object' }).waitFor();
    await check('splits');
  });

  test('learn as somebody sets them by keyboard, within their bounds', async ({ product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const id = await activeFlow(client);
    const { page, open } = await openDashboard({ storeId, role: 'marketer' });
    await open(`/campaigns/${id}?view=list&step=split-1`);
    await page.getByLabel('Shares of the ways').selectOption('learning');
    await page.getByLabel('A way is better when').selectOption('revenue');
    const floor = page.getByLabel('Least share of a way, in percent');
    await floor.fill('26');
    expect(await floor.getAttribute('aria-invalid')).toBe('true');
    await floor.fill('10');
    await page.keyboard.press('Control+s');
    await page
      .getByText(/^Draft saved/)
      .first()
      .waitFor();
    expect(await client.get(`/v1/campaigns/${id}`)).toMatchObject({
      draft: { flow: { steps: expect.arrayContaining([expect.objectContaining(learning)]) } },
    });
  });

  test('show a winner to whoever only reads, without the ways to decide', async ({
    product,
    shopUrl,
    openDashboard,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const id = await activeFlow(client);
    const { page, open } = await openDashboard({ storeId, role: 'analyst' });
    await page.route(/\/v1\/splits(\?|$)/, (request) =>
      request.fulfill({ json: { items: [{ ...splitExample, campaignId: id }] } }),
    );
    await open(`/experiments?campaign=${id}`);
    await page.getByText(/it takes all new people, unless you object/).waitFor();
    expect(await page.getByRole('button', { name: 'Object' }).count()).toBe(0);
  });
});

const learning = { kind: 'split', allocation: 'learning', goal: 'revenue', floorPercent: 10 };
