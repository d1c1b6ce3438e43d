import { expect, vi } from 'vitest';
import { openContext } from '../open-context.ts';
import { newAccount } from './accounts.ts';
import { looks, test } from './dashboard.ts';
import { accessibilityProblems, sidewaysScroll } from './look.ts';

const picturesFolder = process.env['DASHBOARD_PICTURES'];
const newPassword = 'another sentence that only tests know';

/** The link in the newest mail of a store that the outbox keeps. */
async function linkInOutbox(url: string, storeId: string): Promise<string> {
  return vi.waitUntil(
    async () => {
      const list = await (await fetch(`${url}/outbox`)).text();
      const [, path] = new RegExp(`href="(/outbox/${storeId}/[^"]+)"`).exec(list) ?? [];
      if (path === undefined) return null;
      const mail = await (await fetch(`${url}${path}`)).text();
      return /https?:[^\s"<]+\/reset-password#[\w-]+/.exec(mail)?.[0];
    },
    { timeout: 60_000, interval: 100 },
  );
}

test('somebody who forgot their password asks for a link, sets a new one and signs in, in every look', async ({
  product,
  shopUrl,
  browser,
}) => {
  const url = product.url.replace('127.0.0.1', 'localhost');
  for (const { theme, locale, width } of looks) {
    const german = locale === 'de';
    const { storeId } = await product.newStore(shopUrl);
    const context = await openContext(browser, {
      viewport: { width, height: 900 },
      colorScheme: theme,
      locale: german ? 'de-AT' : 'en-GB',
    });
    const { email } = await newAccount(context, { url, adminKey: product.adminKey, storeId, role: 'marketer' });
    const page = await context.newPage();
    const look = async (name: string) => {
      if (picturesFolder) await page.screenshot({ path: `${picturesFolder}/${name}-${theme}-${locale}-${width}.png` });
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
    };
    await context.clearCookies();
    await page.goto(`${url}/sign-in`);
    const forgotten = german ? 'Passwort vergessen?' : 'Forgotten your password?';
    await page.getByRole('link', { name: forgotten }).click();
    // The page of the sign-in has such a field too.
    await page.getByRole('heading', { name: forgotten }).waitFor();
    await page.getByLabel(german ? 'E-Mail-Adresse' : 'E-mail address').fill(email);
    await look('reset-ask');
    await page.keyboard.press('Enter');
    await page
      .getByRole('heading', { name: german ? 'Sehen Sie in Ihren Posteingang' : 'Look into your inbox' })
      .waitFor();
    await look('reset-asked');

    const link = await linkInOutbox(product.url, storeId);
    const opened = link.replace('127.0.0.1', 'localhost');
    expect(opened.startsWith(`${url}/reset-password#`)).toBe(true);
    // As from a mail: not from the page that asked.
    await page.goto('about:blank');
    await page.goto(opened);
    const field = page.getByLabel(german ? 'Neues Passwort' : 'New password', { exact: true });
    await field.fill(newPassword);
    await look('reset-set');
    await page.keyboard.press('Enter');
    await page
      .getByRole('heading', { name: german ? 'Ihr neues Passwort gilt' : 'Your new password is set' })
      .waitFor();
    await look('reset-done');
    await page.getByRole('link', { name: german ? 'Anmelden' : 'Sign in' }).click();
    await page.waitForURL('**/sign-in*');
    await page.waitForLoadState('networkidle');
    await page.getByLabel(german ? 'E-Mail-Adresse' : 'E-mail address').fill(email);
    await page.getByLabel(german ? 'Passwort' : 'Password', { exact: true }).fill(newPassword);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/stores/${storeId}`);

    await page.goto(opened);
    // Whoever has signed in sees their own language.
    await page.getByText(/This link was used|Dieser Link wurde benutzt/).waitFor();
    await look('reset-gone');
    await page.getByRole('link', { name: /Ask for a new link|Neuen Link anfordern/ }).click();
    await page.getByRole('button', { name: /Send the link|Link senden/ }).waitFor();
    await context.close();
  }
});
