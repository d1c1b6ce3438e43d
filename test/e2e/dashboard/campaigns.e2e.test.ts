import type { Page } from 'playwright-core';
import { describe, expect, vi } from 'vitest';
import { z } from 'zod';
import type { StorefrontEvent } from '../../../events/event.ts';
import type { ApiClient } from '../../../tools/traffic/api-client.ts';
import { sendEvents } from '../../../tools/traffic/send-events.ts';
import { chromiumPath } from '../launch-browser.ts';
import { type Dashboard, looks, test } from './dashboard.ts';
import { accessibilityProblems } from './look.ts';

const patience = { timeout: 60_000, interval: 200 };
const campaigns = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), version: z.number(), draft: z.unknown() })),
});
const messages = z.object({ items: z.array(z.object({ state: z.string() })) });

async function theCampaign(client: ApiClient) {
  const [campaign] = campaigns.parse(await client.get('/v1/campaigns')).items;
  if (!campaign) throw new Error('a new store has a campaign');
  return campaign;
}

/** A known person who agreed to e-mail alone leaves a cart; ends when the first message about it is sent. */
async function leaveCart(client: ApiClient): Promise<void> {
  const base = () => ({
    id: crypto.randomUUID(),
    occurredAt: new Date().toISOString(),
    who: { customerId: 'customer-1', email: 'greta@shopper.example', phone: '+12025550143' },
  });
  const events: readonly StorefrontEvent[] = [
    { ...base(), type: 'customer_identified', firstName: 'Greta' },
    { ...base(), type: 'consent_updated', channel: 'email', status: 'granted', source: 'checkout' },
    {
      ...{ ...base(), type: 'checkout_started', cartId: 'cart-1', currency: 'EUR' },
      lines: [{ productId: 'rug', quantity: 2, unitPriceMinor: 14_950, name: 'Tide runner' }],
    },
  ];
  await sendEvents(client, events, { giveUpAfterMs: 0 });
  await vi.waitUntil(async () => {
    const { items } = messages.parse(await client.get('/v1/messages'));
    return items.some(({ state }) => state === 'accepted');
  }, patience);
}

const field = (page: Page, label: string | RegExp) => page.getByLabel(label, { exact: typeof label === 'string' });
const frame = (page: Page) => page.frameLocator('iframe');

/** Opens the store's campaign and waits until its message is rendered. */
async function openCampaign({ page, open }: Dashboard, id: string, query = ''): Promise<void> {
  await open(`/campaigns/${id}${query}`);
  await frame(page).locator('a').first().waitFor();
}

describe.skipIf(!chromiumPath)('campaigns in the dashboard (Chromium)', () => {
  test.for(looks)('look right: $theme, $locale, $width pixels', async (look, { product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { id } = await theCampaign(client);
    await leaveCart(client);
    const dashboard = await openDashboard({ storeId, look });
    const { page, open, check } = dashboard;
    await open('/campaigns');
    await page.getByRole('link', { name: 'Cart reminder' }).waitFor();
    await check('campaigns');

    await openCampaign(dashboard, id);
    await check('campaign');

    await page.getByRole('button', { name: /^1 (sent|verschickt)$/ }).click();
    await page.getByRole('dialog').locator('tbody tr').first().waitFor();
    await check('campaign-entries');
    await page.keyboard.press('Escape');

    const wait = field(page, /^(Wait|Wartezeit)$/);
    await wait.fill('soon');
    // Under the bar that stays, contrast cannot be told.
    await page.evaluate('scrollTo(0, 0)');
    await check('campaign-problem');
    await wait.fill('2 h');
    await page.getByRole('button', { name: /^(Review and publish|Prüfen und veröffentlichen)$/ }).click();
    await page.getByRole('dialog').locator('table').first().waitFor();
    await check('campaign-publish');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(Publish|Veröffentlichen)$/ })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.getByRole('link', { name: /^2 (versions|Versionen)$/ }).click();
    await page.getByRole('heading', { name: 'Version 2' }).waitFor();
    await check('campaign-versions');
  });

  test('are edited, previewed and published by keyboard alone', async ({ product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { id } = await theCampaign(client);
    const dashboard = await openDashboard({ storeId, role: 'marketer' });
    const { page } = dashboard;
    await openCampaign(dashboard, id);
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    /** Goes on with Tab until the control is reached; a control that no Tab reaches fails the test. */
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let steps = 0; steps < 120; steps++) {
        await press('Tab');
        const reached = await page.evaluate(
          `(document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim()`,
        );
        if (name.test(String(reached))) return;
      }
      throw new Error(`no Tab reaches ${name}`);
    };

    await page.locator('main').focus();
    await tabTo(/^After 1 day.*SMS/);
    await press('Enter');
    await page.locator('p', { hasText: 'Loom House' }).first().waitFor();
    await tabTo(/^Wait$/);
    await press('Control+a');
    await page.keyboard.type('36 h');
    await tabTo(/^Channel$/);
    await press('ArrowUp');
    await frame(page).getByText('Linen shirt').waitFor();
    await press('Control+s');
    await page.getByText(/Draft saved/).waitFor();
    await page.locator('main').focus();
    await tabTo(/^Review and publish$/);
    await press('Enter');
    await page.getByRole('dialog').getByRole('heading', { name: 'What will change' }).waitFor();
    await tabTo(/^Publish$/);
    await press('Enter');
    await page.getByText('Version 2 is published', { exact: true }).waitFor();
    expect(await theCampaign(client)).toMatchObject({ version: 2, draft: null });
  });

  test('begin as a draft by which nothing goes out, and one is active at a time', async ({
    product,
    shopUrl,
    openDashboard,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { page, open, check } = await openDashboard({ storeId, role: 'marketer' });
    await open('/campaigns');
    await page.getByRole('button', { name: 'New campaign' }).click();
    await check('campaign-new');
    await field(page, 'Name of the campaign').fill('Winter');
    await page.getByRole('button', { name: 'Create the draft' }).click();
    await page.getByText('Not active yet: nothing goes out before you activate it.').waitFor();
    await page.getByRole('button', { name: 'Add a step' }).click();
    await page.getByRole('heading', { name: 'Step step-4' }).waitFor();
    expect(await page.evaluate('document.activeElement?.labels?.[0]?.textContent')).toBe('When');
    await page.getByRole('button', { name: 'Remove the step' }).click();

    await page.getByRole('button', { name: 'Activate' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Activate' }).click();
    await dialog.getByText(/Another campaign is active/).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    const { items } = campaigns.parse(await client.get('/v1/campaigns'));
    expect(items.map(({ name }) => name)).toEqual(['Winter', 'Cart reminder']);
  });

  test('show the carts behind a number, as many as it says', async ({ product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { id } = await theCampaign(client);
    await leaveCart(client);
    const dashboard = await openDashboard({ storeId });
    const { page } = dashboard;
    await openCampaign(dashboard, id);
    await page.getByRole('button', { name: '1 sent' }).click();
    const rows = page.getByRole('dialog').locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(1);
    const kept = page.url();
    expect(kept).toContain('figure=sent');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('1 sent');
    await page.goto(kept);
    await rows.first().waitFor();
  });

  test('hold back on every way out while something is unsaved', async ({ product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { id } = await theCampaign(client);
    const dashboard = await openDashboard({ storeId });
    const { page } = dashboard;
    await openCampaign(dashboard, id);
    await field(page, 'Name of the campaign').fill('Kept');
    const leave = () => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Home' }).click();

    await leave();
    await page.getByRole('button', { name: 'Stay' }).click();
    expect(await field(page, 'Name of the campaign').inputValue()).toBe('Kept');

    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.evaluate('location.reload()').catch(() => {});
    await vi.waitUntil(() => asked.length > 0, patience);
    expect(asked).toEqual(['beforeunload']);

    await page.getByRole('link', { name: '1 version' }).click();
    await page.getByRole('link', { name: 'Steps' }).click();
    expect(await field(page, 'Name of the campaign').inputValue()).toBe('Kept');

    await leave();
    await page.getByRole('button', { name: 'Save and leave' }).click();
    await page.waitForURL((url) => !url.pathname.includes('campaigns'));
    expect((await theCampaign(client)).draft).toMatchObject({ name: 'Kept' });
  });

  test('that two edit at once show what differs, and lose nothing', async ({ product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { id } = await theCampaign(client);
    const dashboard = await openDashboard({ storeId });
    const first = dashboard.page;
    await openCampaign(dashboard, id);
    const second = await dashboard.context.newPage();
    await second.goto(first.url());
    await field(second, 'Wait').fill('5 h');
    await second.getByRole('button', { name: 'Save draft' }).click();
    await second
      .getByText(/Draft saved/)
      .first()
      .waitFor();

    await field(first, 'Wait').fill('7 h');
    await first.getByRole('button', { name: 'Save draft' }).click();
    const dialog = first.getByRole('dialog');
    await dialog.getByText('5 h').waitFor();
    await dialog.getByText('7 h').waitFor();
    expect(await accessibilityProblems(first)).toEqual([]);
    await dialog.getByRole('button', { name: 'Go on editing' }).click();
    expect(await field(first, 'Wait').inputValue()).toBe('7 h');

    await first.getByRole('button', { name: 'Save draft' }).click();
    await dialog.getByRole('button', { name: 'Save mine over it' }).click();
    await first
      .getByText(/Draft saved/)
      .first()
      .waitFor();
    const { draft } = await theCampaign(client);
    expect(draft).toMatchObject({ rules: [{ delayMs: 7 * 3_600_000 }, {}, {}, {}, {}] });
  });

  test('take numbers as a German keyboard writes them', async ({ product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { id } = await theCampaign(client);
    const dashboard = await openDashboard({ storeId, look: { locale: 'de' } });
    const { page } = dashboard;
    await openCampaign(dashboard, id);
    await page.getByText('Für jeden Warenkorb: einschränken').click();
    await field(page, /^Warenwert mindestens/).fill('1.234,50');
    await field(page, 'Wartezeit').fill('1,5 Std');
    await page.getByRole('button', { name: 'Entwurf speichern' }).click();
    await page
      .getByText(/Entwurf gespeichert/)
      .first()
      .waitFor();
    const { draft } = await theCampaign(client);
    expect(draft).toMatchObject({
      rules: [{ delayMs: 5_400_000, conditions: { valueMinorMin: 123_450 } }, {}, {}, {}, {}],
    });
    await field(page, /^Warenwert mindestens/).fill('9.99');
    await page.getByText(/Schreiben Sie einen Betrag/).waitFor();
    expect(await page.getByRole('button', { name: 'Entwurf speichern' }).isDisabled()).toBe(true);
  });

  test('are looked at, and not changed, by those who may not', async ({ product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { id } = await theCampaign(client);
    const dashboard = await openDashboard({ storeId, role: 'analyst' });
    await openCampaign(dashboard, id);
    const { page } = dashboard;
    expect(await page.getByRole('button', { name: 'Save draft' }).count()).toBe(0);
    expect(await field(page, 'Wait').isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Add a step' }).count()).toBe(0);
  });
});
