import { describe } from 'vitest';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';

describe.skipIf(!chromiumPath)('flags and switches in the dashboard (Chromium)', () => {
  test.for(looks)(
    'a store stops a channel with a reason, after a question, and lets it go on: $theme, $locale, $width pixels',
    async (look, { product, shopUrl, openDashboard }) => {
      const { storeId } = await product.newStore(shopUrl);
      const german = look.locale === 'de';
      const { page, open, check } = await openDashboard({ storeId, look });
      await open('/settings/flags');
      const sending = page.getByRole('region', { name: german ? 'Versand' : 'Sending', exact: true });
      const change = sending.getByRole('button', { name: german ? 'Ändern: E-Mails' : 'Change: E-mails', exact: true });
      await change.click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(german ? /Nachrichten dieses Shops warten/ : /Messages of this store will wait/).waitFor();
      await check('flags-ask');
      await dialog.getByLabel(german ? 'Grund' : 'Reason').fill(german ? 'Falsche Preise' : 'Wrong prices');
      await dialog.getByRole('button', { name: german ? 'Versand anhalten' : 'Stop sending' }).click();
      await sending.getByText(german ? /^Von diesem Shop seit/ : /^By this store since/).waitFor();
      await page.getByRole('region', { name: german ? 'Was geändert wurde' : 'What was changed' }).waitFor();
      await check('flags-stopped');

      await change.click();
      await dialog.getByLabel(german ? 'Was von jetzt an gilt' : 'What holds from now on').selectOption('default');
      await dialog.getByLabel(german ? 'Grund' : 'Reason').fill('ok');
      await dialog.getByRole('button', { name: german ? 'Speichern' : 'Save' }).click();
      await sending.getByText(german ? /^Von diesem Shop seit/ : /^By this store since/).waitFor({ state: 'detached' });
    },
  );

  test('a share and hours are said of a flag, and what one page says another one shows', async ({
    product,
    shopUrl,
    openDashboard,
  }) => {
    const { storeId } = await product.newStore(shopUrl);
    const [owner, other] = [await openDashboard({ storeId }), await openDashboard({ storeId })];
    await owner.open('/settings/flags');
    await other.open('/settings/flags');
    const others = (page: typeof owner.page) => page.getByRole('region', { name: 'Everything else', exact: true });
    const dialog = owner.page.getByRole('dialog');
    const say = async (kind: string) => {
      await others(owner.page).getByRole('button', { name: 'Change: Drafts by a model' }).click();
      await dialog.getByLabel('What holds from now on').selectOption(kind);
      await dialog.getByLabel('Reason').fill('a trial');
    };
    await say('percentage');
    await dialog.getByLabel('Share, percent').fill('25');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await others(other.page).getByText('On for 25 %').waitFor();
    // What lies below a dialog cannot be judged.
    await owner.page.getByText('Changed: Drafts by a model').waitFor({ state: 'detached' });
    await say('schedule');
    await dialog.getByLabel('From', { exact: true }).fill('2026-01-01T08:00');
    await dialog.getByLabel('Until', { exact: true }).fill('2199-01-01T08:00');
    await owner.check('flags-schedule');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await others(other.page)
      .getByText(/^Off from/)
      .waitFor();
    await owner.check('flags-by-the-clock');
  });

  test.for(looks)(
    'an admin says it for all stores on Operations: $theme, $locale, $width pixels',
    async (look, { product, shopUrl, openDashboard }) => {
      const { storeId } = await product.newStore(shopUrl);
      const german = look.locale === 'de';
      const { page, open, check } = await openDashboard({ storeId, role: 'admin', look });
      await open('/operations');
      const name = german ? 'Alles andere, für alle Shops' : 'Everything else, for all stores';
      const table = page.getByRole('region', { name, exact: true });
      const what = german ? 'Ändern: Bewertungen anderer Modelle' : 'Change: Scores of other models';
      const dialog = page.getByRole('dialog');
      const say = async (kind: string) => {
        await table.getByRole('button', { name: what }).click();
        await dialog.getByLabel(german ? 'Was von jetzt an gilt' : 'What holds from now on').selectOption(kind);
        await dialog.getByLabel(german ? 'Grund' : 'Reason').fill('a trial');
        await dialog.getByRole('button', { name: german ? 'Speichern' : 'Save' }).click();
      };
      await say('off');
      const said = table.getByText(
        german ? /^Vom Betreiber der Installation seit/ : /^By whoever runs the installation since/,
      );
      await said.waitFor();
      await table.scrollIntoViewIfNeeded();
      await check('operations-flags');
      await say('default');
      await said.waitFor({ state: 'detached' });
    },
  );

  test('who may not switch sees what is switched, and no button', async ({ product, shopUrl, openDashboard }) => {
    const { storeId } = await product.newStore(shopUrl);
    const { page, open } = await openDashboard({ storeId, role: 'analyst' });
    await open('/settings/flags');
    const sending = page.getByRole('region', { name: 'Sending', exact: true });
    await sending.getByText('All messages').waitFor();
    if ((await sending.getByRole('button').count()) > 0) throw new Error('there is a button');
  });
});
