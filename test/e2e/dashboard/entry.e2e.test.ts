import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openContext } from '../open-context.ts';
import { looks, test } from './dashboard.ts';
import { accessibilityProblems, sidewaysScroll } from './look.ts';

interface Installation {
  readonly url: string;
  readonly adminKey: string;
}

const urlOf = ({ url }: Installation) => url.replace('127.0.0.1', 'localhost');

async function asOperator(context: BrowserContext, product: Installation, path: string, data: object, storeId = '') {
  const headers = { authorization: `Bearer ${product.adminKey}`, ...(storeId && { 'x-store-id': storeId }) };
  const answer = await context.request.post(`${urlOf(product)}${path}`, { data, headers });
  return answer.json() as Promise<{ readonly url?: string; readonly delivery?: { readonly url?: string } }>;
}

async function invite(page: Page, product: Installation, storeId: string, email: string): Promise<string> {
  const invitation = { email, role: 'marketer' };
  const { delivery } = await asOperator(page.context(), product, '/v1/invitations', invitation, storeId);
  return delivery?.url ?? '';
}

/** Of pages that nobody is signed in on; the browser itself reports the refused question for who that is. */
async function looksRight(page: Page): Promise<void> {
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
}

test('the printed link makes the first account, once, and without it the page says where it comes from', async ({
  product,
  shopUrl,
  browser,
}) => {
  const url = urlOf(product);
  // Whoever finds no store is asked for one first.
  await product.newStore(shopUrl);
  const context = await openContext(browser, { locale: 'en-GB' });
  const page = await context.newPage();
  const newLink = async () => (await asOperator(context, product, '/v1/account-links', {})).url ?? '';
  await page.goto(`${url}/set-up`);
  await page.getByText('This page needs the link').waitFor();
  const email = `${crypto.randomUUID()}@team.example`;
  const fill = async () => {
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Your name, as your team sees it').fill('Ada Berger');
    await page.getByLabel('Password', { exact: true }).fill('a sentence that only tests know');
    await page.getByRole('button', { name: 'Set up and sign in' }).click();
  };
  let link = await newLink();
  await page.goto(link);
  await page.getByRole('heading', { name: 'Set up your account' }).waitFor();
  await looksRight(page);
  const account = page.getByRole('button', { name: 'Account: Ada Berger' });
  const isOver = page.getByText('This link was used or has expired');
  for (let attempt = 1; attempt <= 10; attempt++) {
    await fill();
    await account.or(isOver).first().waitFor();
    if (await account.isVisible()) break;
    // Only the newest link for an admin is good, and tests of other files ask for theirs.
    link = await newLink();
    await page.goto(link);
    await page.reload();
  }
  expect(new URL(page.url()).hash).toBe('');

  await context.clearCookies();
  await page.goto(link);
  await page.reload();
  await fill();
  await isOver.waitFor();
  await context.close();
});

test('an invitation waits for its button, brings its person in, and is good once', async ({
  product,
  shopUrl,
  browser,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  for (const { theme, locale, width } of looks) {
    const context = await openContext(browser, {
      viewport: { width, height: 900 },
      colorScheme: theme,
      locale: locale === 'de' ? 'de-AT' : 'en-GB',
    });
    const page = await context.newPage();
    const link = await invite(page, product, storeId, `${crypto.randomUUID()}@team.example`);
    await page.goto(link);
    await page.getByText('Loom House').waitFor();
    await looksRight(page);
    if (locale === 'en' && theme === 'light') {
      await page.getByLabel('Your name, as your team sees it').fill('Grace Hopper');
      await page.getByLabel('Password', { exact: true }).fill('a sentence that only tests know');
      await page.getByRole('button', { name: 'Join the team' }).click();
      await page.waitForURL(`**/stores/${storeId}`);
      await context.clearCookies();
      await page.goto(link);
      await page.getByText('This invitation was taken, withdrawn or has expired').waitFor();
    }
    await context.close();
  }
});

test('somebody who is signed in as another person is told so, and the invitation stays good', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, account } = await openDashboard({ storeId });
  const invited = `${crypto.randomUUID()}@team.example`;
  await page.goto(await invite(page, product, storeId, invited));
  await page.getByText(`You are signed in as ${account.email}`).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Join the team' }).waitFor();
  expect(await page.getByLabel('E-mail address').inputValue()).toBe(invited);
});

test('the page for signing in shows the brand of the name that it was opened under', async ({ product, browser }) => {
  const context = await openContext(browser, { locale: 'en-GB' });
  const page = await context.newPage();
  const palette = (primary: string) => ({
    ...{ page: '#ffffff', background: '#ffffff', text: '#000000', quiet: '#333333', line: '#cccccc', soft: '#eeeeee' },
    ...{ link: '#0f766e', primary, onPrimary: '#ffffff' },
  });
  const json = {
    ...{ name: 'Looms', ownColours: true, palettes: { light: palette('#0f766e'), dark: palette('#14b8a6') } },
    ...{ logo: null, supportEmail: null, supportUrl: null, madeWith: null },
  };
  // No test can point a name of a store's own here: what such a name is told stands in for it.
  await page.route('**/v1/brand/shown', (route) => route.fulfill({ json }));
  await page.goto(`${urlOf(product)}/sign-in`);
  await page.getByText('Looms').waitFor();
  expect(await page.title()).toBe('Looms');
  expect(await page.locator('body').innerText()).not.toMatch(/cart.?recovery/i);
  await looksRight(page);
  await context.close();
});
