import { randomUUID } from 'node:crypto';
import { describe, expect, vi } from 'vitest';
import { dayMs } from '../../../domain/duration.ts';
import type { RunningProduct } from '../fixtures.ts';
import { chromiumPath } from '../launch-browser.ts';
import { test as base, looks } from './dashboard.ts';
import { cartInRecovery, type LeftCarts, leaveCarts, totalOf } from './left-carts.ts';

type Shop = Awaited<ReturnType<RunningProduct['newStore']>> & LeftCarts;

/** One shop with carts of every kind for all looks at it. */
const test = base.extend('shop', { scope: 'file' }, async ({ product }): Promise<Shop> => {
  const store = await product.newStore('https://loom.example');
  return { ...store, ...(await leaveCarts(store.client)) };
});

describe.skipIf(!chromiumPath)('the pages of carts, customers and messages (Chromium)', () => {
  test.for(looks)(
    'look right: $theme, $locale, $width px',
    { timeout: 240_000 },
    async (look, { shop, openDashboard }) => {
      const { page, open, check } = await openDashboard({ storeId: shop.storeId, look });
      const first = async (path: string) => {
        await open(path);
        await page.getByRole('row').nth(1).getByRole('link').first().click();
        await page.waitForURL(/\/(carts|customers|messages)\/[0-9a-f-]{36}/);
        await page.locator('main h2, main h1').first().waitFor();
      };
      await open('/carts');
      await page.getByRole('row').nth(3).waitFor();
      await check('carts');
      await first('/carts');
      await check('carts-panel');
      await open(`/carts/${shop.greta.cartId}`);
      await check('cart-recovered');
      await open(`/carts/${shop.nobody.cartId}`);
      await check('cart-anonymous');
      await open('/customers');
      await page.getByRole('row').nth(2).waitFor();
      await check('customers');
      await first('/customers');
      await check('customers-panel');
      const customerUrl = page.url().replace(/\?.*$/, '');
      await page.goto(customerUrl);
      await page.locator('main h1').first().waitFor();
      await check('customer');
      await open('/messages');
      await page.getByRole('row').nth(1).waitFor();
      await check('messages');
      await first('/messages');
      await check('messages-panel');
      await page.goto(page.url().replace(/\?.*$/, ''));
      await page.locator('main h1').first().waitFor();
      await check('message');
    },
  );

  test('what is written from right to left keeps its order beside our words', async ({ product, openDashboard }) => {
    const { storeId, client } = await product.newStore('https://lamps.example');
    const who = { email: 'dov@kunde.example' };
    const at = { occurredAt: new Date().toISOString(), who };
    const line = {
      productId: 'x',
      variantId: 'לבן',
      quantity: 3,
      unitPriceMinor: 19_900,
      name: 'מנורת לילה (USB-C) 5V',
    };
    await client.post('/v1/events', {
      events: [
        { id: randomUUID(), type: 'customer_identified', ...at, firstName: 'דב' },
        { id: randomUUID(), type: 'cart_updated', ...at, cartId: 'rtl-1', currency: 'ILS', lines: [line] },
      ],
    });
    const { page, open, check } = await openDashboard({ storeId });
    await vi.waitFor(async () => {
      await open('/carts');
      await page.getByRole('row').nth(1).getByRole('link').first().click({ timeout: 1_000 });
    }, 60_000);
    await page.locator('bdi', { hasText: line.name }).waitFor();
    const directionOf = (selector: string) =>
      page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).direction`);
    expect([await directionOf('main'), await directionOf('main td bdi')]).toEqual(['ltr', 'rtl']);
    await check('cart-right-to-left');
  });

  test('a number that names a reason opens as many carts', async ({ shop, openDashboard }) => {
    const { page, open } = await openDashboard({ storeId: shop.storeId });
    const query = 'stage=abandoned&reason=no_consent&period=30d';
    await open(`/carts?${query}`);
    const total = await totalOf(shop.client, '/v1/carts?standing=abandoned&reason=no_consent');
    expect(total).toBe(1);
    await page.getByText(`${total} entry`).waitFor();
    expect(await page.getByRole('row').count()).toBe(1 + Number(total));
  });

  test('why nothing was sent is said in words, with what to do and the way there', async ({ shop, openDashboard }) => {
    const { page, open } = await openDashboard({ storeId: shop.storeId });
    await open(`/carts/${shop.nobody.cartId}`);
    const why = page.locator('section', { has: page.getByRole('heading', { name: 'Why nothing was sent' }) });
    await why.getByText('Nobody knows whose cart it is').waitFor();
    await why.getByText('anonymous', { exact: true }).waitFor();
    await why.getByRole('link', { name: 'Other carts with this reason' }).click();
    await page.waitForURL(/reason=anonymous/);
    await page.getByText('1 entry').waitFor();
  });

  test('the keyboard alone filters, opens a cart beside the list, and comes back to its row', async ({
    shop,
    openDashboard,
  }) => {
    const { page, open } = await openDashboard({ storeId: shop.storeId });
    await open('/carts');
    const row = page.getByRole('row').nth(1).getByRole('link');
    await row.waitFor();
    const name = await row.textContent();
    await row.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: 'The open cart' });
    await panel.getByRole('heading', { name: 'What happened' }).waitFor();
    expect(await page.locator('aside:focus').count()).toBe(1);
    expect(page.url()).toMatch(/\/carts\/[0-9a-f-]{36}\?.*view=panel/);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(await page.locator(':focus').textContent()).toBe(name);
    await page.getByLabel('Where it stands').focus();
    await page.keyboard.type('Recovered');
    await page.keyboard.press('Enter');
    await page.waitForURL(/stage=recovered/);
    await page.getByText('1 entry').waitFor();
  });

  test('an address is found, masked, shown when asked for, and never stands in an address of a page', async ({
    shop,
    openDashboard,
  }) => {
    const { page, open } = await openDashboard({ storeId: shop.storeId, role: 'support' });
    await open('/customers');
    await page.getByRole('searchbox').fill(shop.greta.email);
    await page.keyboard.press('Enter');
    await page.getByText('One customer is known by that').waitFor();
    expect(decodeURIComponent(page.url())).not.toContain(shop.greta.email);
    await page.getByRole('row').nth(1).getByRole('link').click();
    await page.getByText('g•••@s•••.example').first().waitFor();
    await page.getByRole('button', { name: 'Show addresses' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Show' }).click();
    await page.getByText(shop.greta.email).first().waitFor();
  });

  test('a role without the right neither searches by address nor shows one', async ({ shop, openDashboard }) => {
    const { page, open } = await openDashboard({ storeId: shop.storeId, role: 'analyst' });
    await open('/customers');
    await page.getByText('Your role does not see addresses').waitFor();
    await page.getByRole('row').nth(1).getByRole('link').click();
    await page.getByRole('heading', { name: 'Known by' }).waitFor();
    expect(await page.getByRole('button', { name: 'Show addresses' }).count()).toBe(0);
    expect(await page.content()).not.toContain(shop.greta.email);
  });

  test('a message is shown as it went out, and holds nothing that acts for its reader', async ({
    shop,
    openDashboard,
  }) => {
    const { page, open } = await openDashboard({ storeId: shop.storeId });
    await open('/messages');
    await page.getByRole('row').nth(1).getByRole('link').click();
    const frame = page.frameLocator('iframe[title="The e-mail as it was sent"]');
    await frame.getByText('Tide runner').first().waitFor();
    expect(await frame.locator('body').innerHTML()).not.toMatch(/\/[ru]\/[\w-]{43}/);
    await page.getByRole('button', { name: 'Text' }).click();
    await page.getByText('Hello G•••').waitFor();
  });

  test('a recovery is paused from its cart’s page, which says so by itself, and resumed', async ({
    product,
    openDashboard,
  }) => {
    const { storeId, client } = await product.newStore('https://commands.example');
    const cartId = await cartInRecovery(client, { name: 'ida', stepDelayMs: 30 * dayMs });
    const { page, open } = await openDashboard({ storeId, role: 'marketer' });
    await open(`/carts/${cartId}`);
    await page.getByText(/Waits for step \d of \d \(E-mail\)/).waitFor();
    await page.getByText('Ends at once when the shopper buys').waitFor();
    const command = async (name: string) => {
      await page.getByRole('button', { name: 'Actions' }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    await command('Pause recovery');
    await page.getByText('The recovery is paused: nothing goes out.').waitFor();
    await command('Resume recovery');
    await page.getByText(/Waits for step|Sends step/).waitFor();
    await command('Stop recovery');
    await page.getByRole('dialog').getByRole('button', { name: 'Stop recovery' }).click();
    await page.getByText('The recovery is over: stopped.').waitFor();
  });

  test('a cart is put into quarantine after a question, and released', async ({ shop, openDashboard }) => {
    const { page, open } = await openDashboard({ storeId: shop.storeId });
    await open(`/carts/${shop.nobody.cartId}`);
    await page.getByRole('button', { name: 'Actions' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Put into quarantine' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Put into quarantine' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Put into quarantine' }).click();
    await page.getByText('The cart is in quarantine').waitFor();
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Release from quarantine' }).click();
    await page.getByText('The cart is in quarantine').waitFor({ state: 'detached' });
  });

  test('a shop without carts is told how to get some', async ({ product, openDashboard }) => {
    const { storeId } = await product.newStore('https://empty.example');
    const { page, open, check } = await openDashboard({ storeId });
    await open('/carts');
    await page.getByText('No carts yet').waitFor();
    await check('carts-empty');
  });
});
