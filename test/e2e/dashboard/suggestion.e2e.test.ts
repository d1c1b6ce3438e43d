import { expect } from 'vitest';
import { z } from 'zod';
import { suggestionExample } from '../../../api/routes/campaigns/suggestion.ts';
import { looks, test } from './dashboard.ts';

const campaigns = z.object({ items: z.array(z.object({ id: z.string() })).min(1) });

test.for(looks)(
  'what a campaign could try looks right, is compared and becomes a draft: $theme, $locale, $width pixels',
  async (look, { product, shopUrl, openDashboard }) => {
    const { storeId, client } = await product.newStore(shopUrl);
    const [campaign] = campaigns.parse(await client.get('/v1/campaigns')).items;
    const id = campaign?.id ?? '';
    const { page, open, check } = await openDashboard({ storeId, look, role: 'marketer' });
    const german = look.locale === 'de';
    await open(`/experiments?campaign=${id}`);
    await page.getByText(german ? /^Zu früh: Erst/ : /^Too early: about/).waitFor();
    await check('suggestion-early');

    // More people than a test lets come by.
    await page.route(/\/v1\/campaigns\/[^/]+\/suggestion$/, (request) => request.fulfill({ json: suggestionExample }));
    await page.reload();
    await page.getByText(german ? /hätten bis dahin von selbst gekauft/ : /would have bought until then/).waitFor();
    await check('suggestion');
    await page
      .getByRole('button', { name: german ? 'An den Warenkörben der letzten zwei Wochen vergleichen' : /^Compare on/ })
      .click();
    await page.getByRole('cell', { name: german ? 'Nachrichten' : 'Messages', exact: true }).waitFor();
    await check('suggestion-compared');

    await page
      .getByRole('button', {
        name: german ? 'Mit der Hälfte der Personen ausprobieren' : 'Try it on half of the people',
      })
      .click();
    await page.waitForURL(/\/campaigns\//);
    const changed = await client.get(`/v1/campaigns/${id}`);
    expect(changed).toMatchObject({ version: 1, draft: { flow: { start: 'first-message-time' } } });
  },
);
