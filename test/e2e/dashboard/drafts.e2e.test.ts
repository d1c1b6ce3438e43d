import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from '../../../tools/traffic/api-client.ts';
import { type ModelReply, startModelServer } from '../../model-server.ts';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';

const copied = z.object({ content: z.object({ variants: z.array(z.record(z.string(), z.unknown())) }) });
const campaigns = z.object({ items: z.array(z.object({ id: z.string() })) });
const texts = {
  subject: 'Your lamp is still here',
  preheader: 'We kept everything for you',
  headline: 'Still thinking about it?',
  body: 'Your cart is saved.\nCome back whenever you like.',
  button: 'Go to your cart',
  sms: 'Your cart is saved. Go on here:',
  push_title: 'Your cart is saved',
  push_body: 'Come back whenever you like.',
};
const sketch = {
  messages: [
    { waitMinutes: 60, channel: 'email', template: 'cart-reminder-1', onlyIf: 'always' },
    { waitMinutes: 1_440, channel: 'email', template: 'cart-reminder-2', onlyIf: 'not_clicked' },
  ],
  cartValueMin: null,
};

async function ownTemplate(client: ApiClient): Promise<void> {
  const { content } = copied.parse(await client.get('/v1/templates/cart-reminder-1'));
  await client.post('/v1/templates', { name: 'own-spring', content });
}

/** A model of the store's own, set up in the page as a person does it. */
async function setUpModel(page: Page, reply: () => ModelReply): Promise<void> {
  const server = await startModelServer(reply);
  await page.getByLabel(/Which model writes|Welches Modell schreibt/).selectOption('own');
  await page.getByLabel(/^(Address|Adresse)$/).fill(`${server.url}/v1`);
  await page.getByLabel(/Name of the model|Name des Modells/).fill('small-model');
  await page.getByLabel(/^(Key|Schlüssel)$/).fill('a key');
  await page.getByLabel(/Words never to say|Wörter, die nie fallen/).fill('cheap\nlast chance');
  await page.getByRole('button', { name: /^(Save|Speichern)$/ }).click();
  await page.getByText(/A key is kept|Ein Schlüssel ist hinterlegt/).waitFor();
}

describe.skipIf(!chromiumPath)('drafts in the dashboard (Chromium)', () => {
  test.for(looks)('look right: $theme, $locale, $width pixels', async (look, { product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    await ownTemplate(client);
    const { page, open, check } = await openDashboard({ storeId, look });
    let content: object = { ok: true };

    await open('/templates/own-spring');
    await page.getByRole('button', { name: /Draft texts|Texte entwerfen/ }).click();
    await page.getByRole('link', { name: /Set one up|Einrichten/ }).waitFor();
    await check('drafts-not-ready');
    await page.getByRole('link', { name: /Set one up|Einrichten/ }).click();
    await page.getByText(/This installation has no model|Diese Installation hat kein Modell/).waitFor();
    await check('drafts-settings-none');
    await setUpModel(page, () => ({ content }));
    await page.getByRole('button', { name: /Try the saved model|Gespeichertes Modell ausprobieren/ }).click();
    await page.getByText(/answers as it should|antwortet wie verlangt/).waitFor();
    await page.getByText(/^(Lengths|Längen)$/).click();
    await check('drafts-settings');

    await open('/templates/own-spring');
    await page.getByRole('button', { name: /Draft texts|Texte entwerfen/ }).click();
    content = { ...texts, sms: 'So CHEAP: 50 % off with SAVE50' };
    await page.getByRole('button', { name: /Ask for a draft|Entwurf anfordern/ }).click();
    await page.getByText(/of the model can be used|des Modells ist brauchbar/).waitFor();
    await check('drafts-unusable');
    content = texts;
    await page.getByRole('button', { name: /Ask again|Noch einmal fragen/ }).click();
    await page.getByText(/wrote the newest version|hat die neueste Version geschrieben/).waitFor();
    await page.frameLocator('iframe').locator('a').first().waitFor();
    await check('drafts-unapproved');

    const [campaign] = campaigns.parse(await client.get('/v1/campaigns')).items;
    await open(`/campaigns/${campaign?.id}`);
    content = sketch;
    await page.getByRole('button', { name: /From a sentence|Aus einem Satz/ }).click();
    await page.getByLabel(/What should the campaign do|Was soll die Kampagne tun/).fill('Two e-mails');
    await page.getByRole('button', { name: /^(Draft it|Entwerfen)$/ }).click();
    await page.getByText(/No cart was left yesterday|Gestern blieb kein Warenkorb/).waitFor();
    await check('drafts-flow');
  });

  test('what a model wrote is sent only after a person approved and published it', async ({
    product,
    shopUrl,
    openDashboard,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    await ownTemplate(client);
    const { page, open } = await openDashboard({ storeId });
    await open('/settings/drafts');
    await setUpModel(page, () => ({ content: texts }));
    await open('/templates/own-spring');
    await page.getByRole('button', { name: 'Draft texts' }).click();
    await page.getByRole('button', { name: 'Ask for a draft' }).click();
    await page.getByText(/wrote the newest version/).waitFor();
    const publish = page.getByRole('button', { name: 'Publish', exact: true });
    expect(await publish.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Saved as version 3').waitFor();
    await publish.click();
    await page.getByText('Version 3 is published.').waitFor();
    expect(await client.get('/v1/templates/own-spring')).toMatchObject({ publishedVersion: 3, draftedBy: null });
  });

  test('a flow from a sentence stands in the editor unsaved, and is saved when a person saves it', async ({
    product,
    shopUrl,
    openDashboard,
  }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const { page, open } = await openDashboard({ storeId });
    await open('/settings/drafts');
    let content: object = { messages: [] };
    await setUpModel(page, () => ({ content }));
    const [campaign] = campaigns.parse(await client.get('/v1/campaigns')).items;
    const path = `/v1/campaigns/${campaign?.id}`;
    await open(`/campaigns/${campaign?.id}`);
    await page.getByRole('button', { name: 'From a sentence' }).click();
    await page.getByLabel('What should the campaign do?').fill('Two e-mails, the second one if nobody clicked');
    await page.getByRole('button', { name: 'Draft it' }).click();
    await page.getByText('None of the 3 answers of the model can be used').waitFor();
    content = sketch;
    await page.getByRole('button', { name: 'Ask again' }).click();
    await page.getByRole('button', { name: 'Open in the editor' }).click();
    await page.getByText('The draft is in the editor, unsaved.').waitFor();
    expect(await client.get(path)).toMatchObject({ draft: null, flow: null });
    await page.getByRole('button', { name: 'Save draft' }).click();
    await expect.poll(() => client.get(path)).toMatchObject({ draft: { flow: { start: 'wait-1' } } });
  });
});
