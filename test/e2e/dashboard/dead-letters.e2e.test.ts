import { expect } from 'vitest';
import type { createApiClient } from '../../../tools/traffic/api-client.ts';
import { looks, test } from './dashboard.ts';

type Client = ReturnType<typeof createApiClient>;

/** Carts of a shop that counts time in seconds and writes snake case; the last in milliseconds. */
async function sendWrongCarts(client: Client): Promise<void> {
  const seconds = Math.floor(Date.now() / 1_000);
  const cart = (id: string, occurredAt: number) => ({
    id,
    type: 'cart_updated',
    occurredAt,
    who: { email: 'ada@shop.example' },
    cart_id: `cart-${id}`,
    lines: [{ productId: 'lamp-7', quantity: '2' }],
  });
  await client.post('/v1/events', {
    events: [cart('a-1', seconds), cart('a-2', seconds), cart('a-3', seconds), { id: 'x-1', type: 'cart_updated' }],
  });
  // A letter is looked at within seconds of its refusal.
  await expect
    .poll(
      async () => {
        const { items } = (await client.get('/v1/dead-letter-clusters?open=true')) as {
          items: readonly { proposed: number; new: number }[];
        };
        return items.map((one) => [one.proposed, one.new]).sort();
      },
      { timeout: 60_000 },
    )
    .toEqual([
      [0, 1],
      [3, 0],
    ]);
}

test('a cluster reads as what failed and what would mend it, in every look', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  await sendWrongCarts(client);
  for (const look of looks) {
    const isGerman = look.locale === 'de';
    const { page, open, check } = await openDashboard({ storeId, role: 'developer', look });
    await open('/dead-letters');
    const link = page
      .getByRole('link', { name: /occurredAt/ })
      .filter({ hasText: isGerman ? 'Ein Warenkorb' : 'A cart' });
    await link.first().waitFor();
    await check('dead-letters');
    const proposed = page
      .getByRole('listitem')
      .filter({ hasText: isGerman ? 'Reparatur vorgeschlagen' : 'Repair proposed' });
    await proposed.getByRole('link').click();
    await page.getByText(isGerman ? /Passt genau auf 3 von 3/ : /Fits 3 of 3 letters/).waitFor();
    await page.getByText('cart_id → cartId').waitFor();
    expect(await page.locator('main').textContent()).not.toContain('ada@');
    await check('dead-letter-cluster');
  }
});

test('an approval is asked once more, takes every letter of the cluster in, and can be taken back', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  await sendWrongCarts(client);
  const { page, open, check } = await openDashboard({ storeId });
  await open('/dead-letters');
  await page.getByRole('listitem').filter({ hasText: 'Repair proposed' }).getByRole('link').click();
  const approve = page.getByRole('button', { name: 'Approve the repair' });
  await approve.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Mend these 3 letters?' }).waitFor();
  await check('dead-letter-approve');
  await page.keyboard.press('Escape');
  await expect.poll(() => approve.and(page.locator(':focus')).count()).toBe(1);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Approve the repair' }).click();
  await page.getByText(/events? taken in|The repair is approved/).waitFor();
  // The engine's own round may have been quicker with some of them.
  await expect.poll(() => page.getByRole('definition').nth(1).textContent(), { timeout: 60_000 }).toBe('3');
  const { items } = (await client.get('/v1/audit')) as { items: readonly { actorKind: string; action: string }[] };
  expect(items).toContainEqual(expect.objectContaining({ actorKind: 'user', action: 'dead-letters:decide' }));
  await page.getByRole('button', { name: 'Take the repair back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take the repair back' }).click();
  await page.getByText(/Taken back: 0 letters wait again, 3 events stay in force/).waitFor();
  await open('/dead-letters?tab=rules');
  await page.getByRole('cell', { name: 'Taken back' }).waitFor();
  await check('dead-letter-rules');
});

test('what no repair was found for is put aside after a question', async ({ product, shopUrl, openDashboard }) => {
  const { storeId, client } = await product.newStore(shopUrl);
  await sendWrongCarts(client);
  const { page, open, check } = await openDashboard({ storeId });
  await open('/dead-letters');
  await page.getByRole('listitem').filter({ hasText: 'Needs a person' }).getByRole('link').click();
  await page.getByText('No repair was found').waitFor();
  await check('dead-letter-by-hand');
  await page.getByRole('button', { name: 'Put aside', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Put aside', exact: true }).click();
  await page.getByText('1 letter put aside', { exact: true }).waitFor();
  await page.getByText('This letter was put aside for good').waitFor();
});

test('a store without dead letters says so', async ({ product, shopUrl, openDashboard }) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open, check } = await openDashboard({ storeId });
  await open('/dead-letters');
  await page.getByText('Nothing waits for you').waitFor();
  await check('dead-letters-empty');
});
