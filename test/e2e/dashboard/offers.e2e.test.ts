import { expect } from 'vitest';
import { type Dashboard, looks, test } from './dashboard.ts';

async function makeOffer({ page, open }: Dashboard, name: string): Promise<void> {
  await open('/offers');
  await page
    .getByRole('button', { name: /^(New offer|Neues Angebot)$/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByLabel(/^(Codes a month|Codes im Monat)$/).fill('500');
  await dialog.getByRole('button', { name: /^(Make the offer|Angebot anlegen)$/ }).click();
  await page.getByRole('heading', { name }).waitFor();
  const said = page.getByRole('status').getByRole('button', { name: /^(Close|Schließen)$/ });
  while ((await said.count()) > 0) await said.first().click();
}

test('offers look right in both themes and on a phone: none yet, the form, the list, an import and the codes', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  for (const [index, look] of looks.entries()) {
    const dashboard = await openDashboard({ storeId, look });
    const { page, open, check } = dashboard;
    await open('/offers');
    if (index === 0) await check('offers-none');
    await page
      .getByRole('button', { name: /^(New offer|Neues Angebot)$/ })
      .first()
      .click();
    await check('offers-form');
    await page.keyboard.press('Escape');
    const name = `Ten percent ${index}`;
    await makeOffer(dashboard, name);
    await page.getByRole('button', { name: new RegExp(`^(Import codes into|Codes importieren in) ${name}`) }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(`SAVE-${index}1\nSAVE-${index}2\nno code`);
    await check('offers-import');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(Import codes|Codes importieren)$/ })
      .click();
    await page.getByText(/^(These lines hold no code:|In diesen Zeilen steht kein Code:)$/).waitFor();
    await check('offers-imported');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(Close|Schließen)$/ })
      .last()
      .click();
    await check('offers-list');
    await page.getByRole('button', { name: new RegExp(`^(Codes of|Codes von) ${name}`) }).click();
    await page.getByRole('cell', { name: `SAVE-${index}1` }).waitFor();
    await check('offers-codes');
  }
});

test('a marketer makes an offer, is told of a field that is wrong, changes it and switches it off', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const dashboard = await openDashboard({ storeId, role: 'marketer' });
  const { page } = dashboard;
  await makeOffer(dashboard, 'Ten percent');
  expect(await page.getByText('Takes 10% off with a code for one order, good for 7 more days.').count()).toBe(1);
  expect(await page.getByText('No code is left: messages go out without one. Import more.').count()).toBe(1);

  await page.getByRole('button', { name: 'Change the offer Ten percent' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Percent', { exact: true }).fill('95');
  await dialog.getByText('This is not a number that can be used here.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await dialog.getByLabel('Percent', { exact: true }).fill('15');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Takes 15% off with a code for one order, good for 7 more days.').waitFor();

  await page.getByRole('button', { name: 'Switch off: Ten percent' }).click();
  await page.getByText('Switched off', { exact: true }).waitFor();
});

test('an analyst sees offers and their codes, and changes nothing', async ({ product, shopUrl, openDashboard }) => {
  const { storeId } = await product.newStore(shopUrl);
  await makeOffer(await openDashboard({ storeId }), 'Ten percent');
  const { page, open } = await openDashboard({ storeId, role: 'analyst' });
  await open('/offers');
  await page.getByRole('heading', { name: 'Ten percent' }).waitFor();
  expect(await page.getByRole('button', { name: /New offer|Import|Change|Switch/ }).count()).toBe(0);
});
