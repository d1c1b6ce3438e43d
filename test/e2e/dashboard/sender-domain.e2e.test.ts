import { expect } from 'vitest';
import { looks, test } from './dashboard.ts';

const route = /\/v1\/sender-domain(\?|$)/;
const records = [
  {
    ...{ kind: 'spf', name: 'loom.shop', state: 'bad', findings: ['spf_several'] },
    values: ['v=spf1 include:mailgun.org -all', 'v=spf1 a include:_spf.mail.example ~all'],
    publish: { name: 'loom.shop', value: 'v=spf1 include:mailgun.org a include:_spf.mail.example ~all' },
  },
  {
    ...{ kind: 'dkim', name: 'k1._domainkey.loom.shop', state: 'good', findings: [], publish: null },
    values: [`k=rsa; p=${'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ'.repeat(6)}`],
  },
  {
    ...{ kind: 'dmarc', name: '_dmarc.loom.shop', state: 'bad', findings: ['dmarc_missing'], values: [] },
    publish: { name: '_dmarc.loom.shop', value: 'v=DMARC1; p=none; rua=mailto:dmarc@loom.shop' },
  },
];

test('the records of the sender are shown with what to publish, and the name of an example is told as such', async ({
  product,
  shopUrl,
  openDashboard,
}) => {
  const { storeId } = await product.newStore(shopUrl);
  const plain = await openDashboard({ storeId });
  await plain.open('/deliverability');
  await plain.page.getByText(/is a name for examples/).waitFor();
  for (const look of looks) {
    const { page, open, check } = await openDashboard({ storeId, look });
    const domain = { domain: 'loom.shop', provider: 'mailgun', delivers: true, kind: 'checked', records };
    await page.route(route, (request) => request.fulfill({ json: { ...domain, checkedAt: new Date().toISOString() } }));
    await open('/deliverability');
    await page.getByText('_dmarc.loom.shop').first().waitFor();
    await check('sender-domain');
  }
});

test('the headers of a message that arrived are looked at by the API', async ({ product, shopUrl, openDashboard }) => {
  const { storeId } = await product.newStore(shopUrl);
  const { page, open } = await openDashboard({ storeId, role: 'marketer' });
  await open('/deliverability');
  const paste = async (source: string) => {
    await page.getByLabel('Headers of a message that arrived').fill(source);
    await page.getByRole('button', { name: 'Check the signature' }).click();
  };
  await paste('DKIM-Signature: d=vendor.example; s=k1; h=from\nFrom: hello@loom.shop');
  await page.getByText(/does not belong to/).waitFor();
  await paste(
    [
      'DKIM-Signature: d=loom.shop; s=k1; h=from:list-unsubscribe:list-unsubscribe-post',
      'From: hello@loom.shop',
      'List-Unsubscribe: <https://loom.shop/u>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    ].join('\n'),
  );
  await page.getByText('It is signed by your domain, and the button to unsubscribe with it.').waitFor();
  expect(await page.getByText('Signed by loom.shop, selector k1').count()).toBe(1);
});
