import { expect } from 'vitest';
import { looks, test } from './dashboard.ts';
import { leaveCart } from './story.ts';

test('from a message to the prediction before it, made once more, and on to a feature and what would change without it', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId, client } = await product.newStore(shopUrl);
  const { messageId } = await leaveCart(client, shopUrl);
  for (const look of looks) {
    const german = look.locale === 'de';
    const isNarrow = look.width < 900;
    const { page, open, check } = await openDashboard({ storeId, look, role: 'analyst' });
    await open('/models?tab=lineage');
    await page
      .getByText(german ? 'Warum gingen diese Nachrichten hinaus?' : 'Why did these messages go out?')
      .waitFor();
    await page.locator('main ul a[href*="message"]').first().waitFor();
    await check('lineage-begin');
    await open(`/models?tab=lineage&about=message:${messageId}`);
    await page.getByRole('heading', { name: german ? /^Nachricht: / : /^Message: / }).waitFor();
    await check('lineage-message');
    const prediction = page
      .getByRole(isNarrow ? 'link' : 'button', { name: german ? /^Vorhersage/ : /^Prediction/ })
      .last();
    await prediction.click();
    await page.getByRole('heading', { name: german ? 'Noch einmal berechnet' : 'Computed again' }).waitFor();
    // Of its features, its chance and its decisions.
    await expect.poll(() => page.getByText(german ? 'gleich' : 'the same', { exact: true }).count()).toBe(3);
    const again = page.waitForResponse(/\/v1\/lineage\/predictions\//);
    await page.getByRole('button', { name: german ? 'Noch einmal berechnen' : 'Compute again' }).click();
    expect((await again).status()).toBe(200);
    await check('lineage-prediction');
    await page
      .getByRole('link', { name: german ? 'Wochenende' : 'Weekend' })
      .last()
      .click();
    await page.getByRole('button', { name: german ? 'Ohne es bewerten' : 'Score without it' }).click();
    await page.getByRole('region', { name: german ? /^Was würde sich ohne/ : /^What would change without/ }).waitFor();
    // Of what the frame of the picture cuts off axe believes that it lies over the card below.
    if (!isNarrow) await page.getByRole('radio', { name: german ? 'Liste' : 'List' }).check();
    await check('lineage-feature');
  }
});

test('the picture is walked by arrow keys, and its list says the same', async ({ product, shopUrl, openDashboard }) => {
  const { storeId, client } = await product.newStore(shopUrl);
  const { cartId } = await leaveCart(client, shopUrl);
  const { page, open } = await openDashboard({ storeId, role: 'analyst' });
  await open(`/carts/${cartId}`);
  await page.getByRole('link', { name: 'Where it came from' }).first().click();
  const cart = page.locator(`[data-thing="cart:${cartId}"]`);
  await cart.focus();
  await page.keyboard.press('ArrowRight');
  expect(await page.evaluate('document.activeElement.dataset.thing')).toMatch(/^prediction:/);
  await page.getByRole('radio', { name: 'List' }).check();
  await page.getByRole('heading', { name: 'What it led to' }).waitFor();
  await page.getByRole('link', { name: 'Prediction', exact: true }).waitFor();
  await page.getByRole('link', { name: 'Message', exact: true }).waitFor();
});

test('what is no id is refused in the form, and what is gone says so', async ({ product, shopUrl, openDashboard }) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open, check } = await openDashboard({ storeId, role: 'analyst' });
  await open('/models?tab=lineage');
  await page.getByRole('textbox', { name: 'Its id' }).fill('cart-1');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByText('This is no id of this engine.').waitFor();
  await check('lineage-refused');
});
