import { describe, expect, vi } from 'vitest';
import { inboundDomain, signedMailRequest } from '../../signed-mail.ts';
import { chromiumPath } from '../launch-browser.ts';
import { looks, test } from './dashboard.ts';
import { leaveCarts } from './left-carts.ts';

const mailOf = (from: string, text: string) =>
  `From: ${from}\r\nTo: reply@${inboundDomain}\r\nSubject: Re: Ihr Warenkorb\r\nMessage-ID: <${Math.random()}@home.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n\r\n> Ihr Warenkorb wartet\r\n`;

describe.skipIf(!chromiumPath)('what people write back (Chromium)', () => {
  test('is taken in, shown with what followed, and read only by whom the audit log then names', {
    timeout: 240_000,
  }, async ({ product, openDashboard }) => {
    const { storeId, client } = await product.newStore('https://loom.example');
    const { greta } = await leaveCarts(client);
    for (const look of looks) {
      const { open, page, check } = await openDashboard({ storeId, look });
      await open('/settings/replies');
      await page.locator('select[name=replyHandling]').selectOption('engine');
      await check('replies-none');
    }
    const { page, open } = await openDashboard({ storeId });
    await open('/settings/replies');
    await page.getByLabel('Answers go to').selectOption('engine');
    await page.getByLabel('Forward answers to').fill('help@loom.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();

    const { headers, body } = signedMailRequest(mailOf(greta.email, 'Bitte abmelden! 🙏'));
    const taken = await fetch(`${product.url}/v1/inbound/email`, {
      ...{ method: 'POST', headers: headers as Record<string, string>, body: Buffer.from(body) },
    });
    expect([taken.status, await taken.json()]).toEqual([200, { status: 'kept' }]);
    await vi.waitFor(async () => {
      await page.reload();
      await page.getByText('Wants no more messages').waitFor({ timeout: 10_000 });
    }, 90_000);
    expect(await page.getByLabel('Forward answers to').inputValue()).toBe('help@loom.example');
    expect(await page.content()).not.toContain('Bitte abmelden');

    await page.getByRole('button', { name: /^Read the answer of/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Read', exact: true }).click();
    await page.getByRole('dialog').getByText('Bitte abmelden! 🙏', { exact: true }).waitFor();
    expect(await page.getByRole('dialog').textContent()).not.toContain('Warenkorb wartet');
    await page.getByRole('button', { name: 'Close' }).last().click();
    await open('/settings/audit');
    await page
      .getByText(/help@loom\.example/)
      .count()
      .then((shown) => expect(shown).toBe(0));
    await open('/settings/replies');
    await page.getByRole('link', { name: 'Customer', exact: true }).click();
    await page.waitForURL(/\/customers\/[0-9a-f-]{36}/);
    await page.getByRole('heading', { name: 'Answers', exact: true, level: 2 }).waitFor();
    await page.getByText('Wants no more messages').waitFor();
    for (const look of looks) {
      const dashboard = await openDashboard({ storeId, look });
      await dashboard.open('/settings/replies');
      await dashboard.check('replies');
      await dashboard.open(new URL(page.url()).pathname.replace(`/stores/${storeId}`, ''));
      await dashboard.check('replies-customer');
    }
    await openDashboard({ storeId, role: 'analyst' }).then(async (analyst) => {
      await analyst.open('/settings/replies');
      await analyst.page.getByText('Wants no more messages').waitFor();
      expect(await analyst.page.getByRole('button', { name: /^Read the answer/ }).count()).toBe(0);
    });
  });
});
