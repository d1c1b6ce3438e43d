import { expect } from 'vitest';
import { openDns } from '../../../services/messaging/sender-domain/dns.ts';
import { createSenderDomains } from '../../../services/messaging/sender-domain/sender-domains.ts';
import { test as base } from '../../../test/api-fixture.ts';
import { openDnsServer } from '../../../test/dns-server.ts';

/** The API with a sender whose zone has an SPF record and nothing else. */
const test = base.extend('scene', async ({ api }, { onCleanup }) => {
  const dns = await openDnsServer({ 'loom.shop': ['v=spf1 include:mailgun.org ~all'] });
  onCleanup(() => dns.close());
  const senderDomains = createSenderDomains({
    ...{ dns: openDns([dns.address]), from: 'Loom <hello@loom.shop>', selectors: ['k1'], now: Date.now },
  });
  // A provider that reaches people; nothing is sent in these tests.
  const providers = { choose: () => undefined, named: () => undefined };
  return {
    api,
    dns,
    real: api.appWith({ senderDomains, providers }),
    sandbox: api.appWith({ senderDomains }),
    store: await api.newStore(),
  };
});

test('the domain of the sender is told with its records, and asked for anew', async ({ scene }) => {
  const { dns, real, store } = scene;
  const look = async (query = '') => (await real.call(`/v1/sender-domain${query}`, { key: store.key })).json;
  expect(await look()).toMatchObject({
    ...{ domain: 'loom.shop', delivers: true, kind: 'checked' },
    records: [
      { kind: 'spf', state: 'good' },
      { kind: 'dkim', state: 'bad' },
      { kind: 'dmarc', state: 'bad', publish: { name: '_dmarc.loom.shop' } },
    ],
  });
  const before = dns.asked.length;
  await look();
  expect(dns.asked).toHaveLength(before);
  expect((await real.call('/v1/sender-domain?anew=perhaps', { key: store.key })).status).toBe(400);
});

test('a domain that mailboxes refuse is an alert once it is known, and none where no e-mail leaves', async ({
  scene,
}) => {
  const { real, sandbox, store } = scene;
  const alerts = async ({ call }: Pick<typeof real, 'call'>) =>
    (await call('/v1/alerts', { key: store.key })).json.items.filter(
      ({ kind }: { readonly kind: string }) => kind === 'sender_domain',
    );
  await real.call('/v1/sender-domain', { key: store.key });
  expect(await alerts(real)).toEqual([
    { kind: 'sender_domain', since: null, domain: 'loom.shop', records: ['dkim', 'dmarc'] },
  ]);
  expect(await alerts(sandbox)).toEqual([]);
  expect((await sandbox.call('/v1/sender-domain', { key: store.key })).json.delivers).toBe(false);
});

test('of a store with a domain of its own that one is looked at, and told where mailboxes refuse it', async ({
  scene,
}) => {
  const { api, dns, store } = scene;
  const brands = { ...api.brands, mailDomainOf: (storeId: string) => (storeId === store.id ? 'mail.rugs.shop' : null) };
  const senderDomains = createSenderDomains({
    ...{ dns: openDns([dns.address]), from: 'Loom <hello@loom.shop>', selectors: ['k1'], now: Date.now },
  });
  const { call } = api.appWith({
    senderDomains,
    brands,
    providers: { choose: () => undefined, named: () => undefined },
  });
  const other = await api.newStore();
  const domainOf = async (key: string) => (await call('/v1/sender-domain', { key })).json.domain;
  expect([await domainOf(store.key), await domainOf(other.key)]).toEqual(['mail.rugs.shop', 'loom.shop']);
  const { json } = await call('/v1/alerts', { key: store.key });
  expect(json.items).toContainEqual(expect.objectContaining({ kind: 'sender_domain', domain: 'mail.rugs.shop' }));
});

test('the source of a message is looked at, and one that is too long or none is refused', async ({ scene }) => {
  const { real, store } = scene;
  const check = (body: unknown) => real.call('/v1/sender-domain/signatures', { method: 'POST', key: store.key, body });
  const source = 'DKIM-Signature: d=loom.shop; s=k1; h=from\nFrom: hello@loom.shop';
  expect((await check({ source })).json).toEqual({
    signatures: [{ domain: 'loom.shop', selector: 'k1', aligned: true, signsUnsubscribe: false }],
    findings: ['unsubscribe_missing'],
  });
  expect((await check({ source: 'x'.repeat(200_001) })).status).toBe(422);
  expect((await check({})).status).toBe(422);
});
