import { test as base, describe, expect } from 'vitest';
import type { SenderRecordKind } from '../../../domain/sender-domain/findings.ts';
import { openDnsServer, type Zone } from '../../../test/dns-server.ts';
import { openDns } from './dns.ts';
import { createSenderDomains } from './sender-domains.ts';

const test = base.extend('dns', async ({}, { onCleanup }) => {
  const server = await openDnsServer();
  onCleanup(() => server.close());
  const look = async (zone: Zone, options: Looked = {}) => {
    const { from = 'Loom House <hello@loom.shop>', provider = 'mailgun', selectors = [], now = Date.now } = options;
    server.serve(zone);
    const domains = createSenderDomains({ dns: openDns([server.address]), from, selectors, now });
    const { records } = await domains.check(provider);
    return Object.fromEntries(records.map((record) => [record.kind, record])) as Record<
      SenderRecordKind,
      (typeof records)[number]
    >;
  };
  return { ...server, look };
});

interface Looked {
  readonly from?: string;
  readonly provider?: string;
  readonly selectors?: readonly string[];
  readonly now?: () => number;
}

const key = `k=rsa; p=${'A'.repeat(400)}`;
const sound: Zone = {
  'loom.shop': ['some-verification=1', 'v=spf1 include:mailgun.org ~all'],
  'mailgun.org': ['v=spf1 include:_spf.mailgun.org ~all'],
  '_spf.mailgun.org': ['v=spf1 ip4:192.0.2.0/24 ~all'],
  'k1._domainkey.loom.shop': [key],
  '_dmarc.loom.shop': ['v=DMARC1; p=quarantine; rua=mailto:dmarc@loom.shop'],
};

describe('the records of a sender', () => {
  test('are good where SPF names the provider, a key stands and DMARC has a policy', async ({ dns }) => {
    const { spf, dkim, dmarc } = await dns.look(sound);
    expect([spf.state, dkim.state, dmarc.state]).toEqual(['good', 'good', 'good']);
    // A key is longer than one piece of a text.
    expect(dkim).toMatchObject({ name: 'k1._domainkey.loom.shop', values: [key] });
  });

  test('are missing where there are none, and what to publish is said as far as it is known', async ({ dns }) => {
    expect(await dns.look({})).toMatchObject({
      spf: { findings: ['spf_missing'], publish: { name: 'loom.shop', value: 'v=spf1 include:mailgun.org ~all' } },
      dkim: { state: 'bad', findings: ['dkim_missing'], publish: null },
      dmarc: {
        state: 'bad',
        findings: ['dmarc_missing'],
        publish: { name: '_dmarc.loom.shop', value: 'v=DMARC1; p=none; rua=mailto:dmarc@loom.shop' },
      },
    });
  });

  test('say nothing of a question that nobody answered', async ({ dns }) => {
    const { spf, dkim, dmarc } = await dns.look({ ...sound, '_dmarc.loom.shop': 'no_answer' });
    expect([spf.state, dkim.state]).toEqual(['good', 'good']);
    expect(dmarc).toMatchObject({ state: 'warn', findings: ['dns_unavailable'], publish: null });
  });
});

describe('SPF', () => {
  test('with two records becomes one that says what both do', async ({ dns }) => {
    const two = ['v=spf1 include:mailgun.org -all', 'v=spf1 a include:_spf.mail.example ~all'];
    expect((await dns.look({ ...sound, 'loom.shop': two })).spf).toMatchObject({
      findings: ['spf_several'],
      publish: { value: 'v=spf1 include:mailgun.org a include:_spf.mail.example ~all' },
    });
  });

  test.for([
    [9, []],
    [10, ['spf_too_many_lookups']],
  ] as const)(
    'may ask ten questions with those of what it includes: %i more than the provider’s',
    async ([more, findings], { dns }) => {
      const terms = Array.from({ length: more - 1 }, (_, index) => `exists:h${index}.loom.shop`).join(' ');
      const zone = { ...sound, 'loom.shop': [`v=spf1 ${terms} include:mailgun.org ~all`] };
      expect((await dns.look(zone)).spf.findings).toEqual(findings);
    },
  );

  test('that includes itself comes to an end', async ({ dns }) => {
    const zone = { ...sound, '_spf.mailgun.org': ['v=spf1 include:mailgun.org include:loom.shop ~all'] };
    expect((await dns.look(zone)).spf.findings).toEqual([]);
    expect(dns.asked.length).toBeLessThan(20);
  });

  test('without the provider is told, with it put in; by one that takes bounces elsewhere it need not be', async ({
    dns,
  }) => {
    const zone = { ...sound, 'loom.shop': ['v=spf1 mx -all'] };
    expect((await dns.look(zone)).spf).toMatchObject({
      findings: ['spf_without_provider'],
      publish: { value: 'v=spf1 include:mailgun.org mx ~all' },
    });
    const elsewhere = { ...zone, 'resend._domainkey.loom.shop': ['p=AAAA'] };
    expect((await dns.look(elsewhere, { provider: 'resend' })).spf.findings).toEqual([]);
  });

  test('that lets everybody send is none', async ({ dns }) => {
    expect((await dns.look({ ...sound, 'loom.shop': ['v=spf1 include:mailgun.org +all'] })).spf).toMatchObject({
      state: 'bad',
      findings: ['spf_open'],
      publish: { value: 'v=spf1 include:mailgun.org ~all' },
    });
  });
});

describe('DKIM', () => {
  test('is looked for under what the operator said, besides what is known of the provider', async ({ dns }) => {
    const zone = { ...sound, 'tok3n._domainkey.loom.shop': [key] };
    expect((await dns.look(zone, { provider: 'ses' })).dkim.findings).toEqual(['dkim_selector_unknown']);
    expect((await dns.look(zone, { provider: 'ses', selectors: ['tok3n'] })).dkim).toMatchObject({
      state: 'good',
      name: 'tok3n._domainkey.loom.shop',
    });
  });

  test('without a key in its record is withdrawn', async ({ dns }) => {
    expect((await dns.look({ ...sound, 'k1._domainkey.loom.shop': ['v=DKIM1; p='] })).dkim.findings).toEqual([
      'dkim_revoked',
    ]);
  });

  test('of a domain above counts, unless DMARC asks for the very domain', async ({ dns }) => {
    const from = 'Loom <hello@mail.loom.shop>';
    expect((await dns.look(sound, { from })).dkim).toMatchObject({ name: 'k1._domainkey.loom.shop', findings: [] });
    const strict = { ...sound, '_dmarc.loom.shop': ['v=DMARC1; p=reject; adkim=s'] };
    expect((await dns.look(strict, { from })).dkim.findings).toEqual(['dkim_not_aligned']);
    expect((await dns.look(strict)).dkim.findings).toEqual([]);
  });
});

describe('DMARC', () => {
  test.for([
    ['two records', ['v=DMARC1; p=reject', 'v=DMARC1; p=none'], 'dmarc_several'],
    ['no policy', ['v=DMARC1; rua=mailto:a@loom.shop'], 'dmarc_without_policy'],
    ['a policy that only watches', ['v=DMARC1; p=none'], 'dmarc_only_watches'],
  ] as const)('with %s is told', async ([, values, finding], { dns }) => {
    expect((await dns.look({ ...sound, '_dmarc.loom.shop': values })).dmarc.findings).toEqual([finding]);
  });

  test('of a domain above holds, by its policy for those below', async ({ dns }) => {
    const from = 'hello@mail.loom.shop';
    const zone = { ...sound, '_dmarc.loom.shop': ['v=DMARC1; p=reject; sp=none'] };
    expect((await dns.look(zone, { from })).dmarc).toMatchObject({
      findings: ['dmarc_only_watches'],
      publish: { name: '_dmarc.loom.shop', value: 'v=DMARC1; p=reject; sp=quarantine' },
    });
  });
});

describe('the look at a sender', () => {
  test('is kept for a while, asked anew by a person, and goes to nobody for a name that is reserved', async ({
    dns,
  }) => {
    dns.serve(sound);
    let nowMs = 0;
    const options = { dns: openDns([dns.address]), selectors: [], now: () => nowMs };
    const domains = createSenderDomains({ ...options, from: 'hello@loom.shop' });
    await domains.check('mailgun');
    const once = dns.asked.length;
    nowMs = 60_000;
    await domains.check('mailgun');
    expect(domains.known('mailgun')).toMatchObject({ domain: 'loom.shop', checkedAtMs: 0 });
    expect(dns.asked).toHaveLength(once);
    expect(await domains.checkAnew('mailgun')).toMatchObject({ checkedAtMs: 60_000 });
    expect(dns.asked).toHaveLength(2 * once);
    const reserved = createSenderDomains({ ...options, from: 'Demo Shop <hello@shop.example>' });
    expect(await reserved.check('mailgun')).toMatchObject({ kind: 'reserved', records: [] });
    expect(dns.asked).toHaveLength(2 * once);
  });

  test('ends in time where nobody answers', async ({ dns }) => {
    let nowMs = 0;
    // Each question takes longer than the whole check may.
    const now = () => (nowMs += 6_000);
    const { spf, dkim, dmarc } = await dns.look(sound, { now });
    expect([spf, dkim, dmarc].flatMap(({ findings }) => findings)).toEqual(Array(3).fill('dns_unavailable'));
    expect(dns.asked).toEqual([]);
  });
});
