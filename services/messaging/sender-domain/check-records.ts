import type { DomainSigning } from '../../../channels/email/signing-of.ts';
import type { SenderFinding, SenderRecord } from '../../../domain/sender-domain/findings.ts';
import { isSpf, readSpf, spfLookupsMax, spfToPublish } from '../../../domain/sender-domain/spf-record.ts';
import { domainAndAbove, tagsOf } from '../../../domain/sender-domain/tag-list.ts';
import type { Dns } from './dns.ts';

export interface CheckedSender {
  /** Of the sender's address, in lower case. */
  readonly domain: string;
  readonly signing: DomainSigning;
  /** Names of keys that the operator said, besides those of the provider. */
  readonly selectors: readonly string[];
}

/** Domains above one that are asked as well; names of mail are seldom deeper. */
const levelsMax = 4;

/** The records of a domain, with what is wrong and what to publish. */
export async function checkRecords(dns: Dns, sender: CheckedSender): Promise<readonly SenderRecord[]> {
  const dmarc = await checkDmarc(dns, sender);
  return [await checkSpf(dns, sender), await checkDkim(dns, sender, dmarc.strict), dmarc.record];
}

async function checkSpf(dns: Dns, { domain, signing }: CheckedSender): Promise<SenderRecord> {
  const answer = await dns.texts(domain);
  const record = (values: readonly string[], findings: readonly SenderFinding[], value: string | null = null) =>
    ({
      kind: 'spf',
      name: domain,
      values,
      findings,
      publish: value === null ? null : { name: domain, value },
    }) as const;
  if (answer.kind === 'failed') return record([], ['dns_unavailable']);
  const values = answer.texts.filter(isSpf);
  const include = typeof signing.spf === 'object' ? (signing.spf?.include ?? null) : null;
  const [own] = values;
  if (own === undefined) {
    return signing.spf === 'own_bounce_domain'
      ? record([], [])
      : record([], ['spf_missing'], spfToPublish([], include));
  }
  if (values.length > 1) return record(values, ['spf_several'], spfToPublish(values, include));
  const walk = await followSpf(dns, domain, own);
  const findings: SenderFinding[] = [];
  if (walk.open) findings.push('spf_open');
  if (walk.lookups > spfLookupsMax) findings.push('spf_too_many_lookups');
  if (walk.failed) findings.push('dns_unavailable');
  const without = include !== null && !walk.failed && !walk.seen.has(include);
  if (without) findings.push('spf_without_provider');
  return record(values, findings, without || walk.open ? spfToPublish(values, include) : null);
}

/** Reads what a record includes, as mailboxes do, until they would give up. */
async function followSpf(dns: Dns, domain: string, own: string) {
  const first = readSpf(own);
  const seen = new Set([domain]);
  const waiting = [...first.follows];
  let lookups = first.lookups;
  let failed = false;
  while (waiting.length > 0 && lookups <= spfLookupsMax) {
    const next = waiting.shift();
    if (next === undefined || seen.has(next)) continue;
    seen.add(next);
    const answer = await dns.texts(next);
    if (answer.kind === 'failed') failed = true;
    const text = answer.kind === 'answered' ? answer.texts.find(isSpf) : undefined;
    if (text === undefined) continue;
    const { follows, lookups: more } = readSpf(text);
    lookups += more;
    waiting.push(...follows);
  }
  return { seen, lookups, failed, open: first.open };
}

async function checkDkim(
  dns: Dns,
  { domain, signing, selectors }: CheckedSender,
  strict: boolean,
): Promise<SenderRecord> {
  const names = [...new Set([...selectors, ...signing.dkimSelectors])];
  const record = (name: string, values: readonly string[], findings: readonly SenderFinding[]) =>
    ({ kind: 'dkim', name, values, findings, publish: null }) as const;
  const [firstName = '…'] = names;
  const wanted = `${firstName}._domainkey.${domain}`;
  if (names.length === 0) return record(wanted, [], ['dkim_selector_unknown']);
  let revoked: { readonly name: string; readonly values: readonly string[] } | null = null;
  let failed = false;
  for (const signer of domainAndAbove(domain).slice(0, levelsMax)) {
    for (const selector of names) {
      const name = `${selector}._domainkey.${signer}`;
      const answer = await dns.texts(name);
      if (answer.kind === 'failed') failed = true;
      const values = answer.kind === 'answered' ? answer.texts.filter((text) => tagsOf(text).has('p')) : [];
      if (values.some((text) => tagsOf(text).get('p') !== ''))
        return record(name, values, strict && signer !== domain ? ['dkim_not_aligned'] : []);
      if (values.length > 0) revoked ??= { name, values };
    }
  }
  if (revoked) return record(revoked.name, revoked.values, ['dkim_revoked']);
  return record(wanted, [], [failed ? 'dns_unavailable' : 'dkim_missing']);
}

/** The domain's own record, or that of the next domain above which has one. */
async function checkDmarc(
  dns: Dns,
  { domain }: CheckedSender,
): Promise<{ readonly record: SenderRecord; readonly strict: boolean }> {
  const own = `_dmarc.${domain}`;
  const start = { name: own, value: `v=DMARC1; p=none; rua=mailto:dmarc@${domain}` };
  for (const above of domainAndAbove(domain).slice(0, levelsMax)) {
    const name = `_dmarc.${above}`;
    const answer = await dns.texts(name);
    if (answer.kind === 'failed')
      return {
        record: { kind: 'dmarc', name, values: [], findings: ['dns_unavailable'], publish: null },
        strict: false,
      };
    const values = answer.texts.filter((text) => /^v=DMARC1(?:[ ;]|$)/i.test(text));
    const [value] = values;
    if (value === undefined) continue;
    const tags = tagsOf(value);
    const policy = (above === domain ? undefined : tags.get('sp')) ?? tags.get('p');
    const strict = tags.get('adkim')?.toLowerCase() === 's';
    const record = (findings: readonly SenderFinding[], publish: SenderRecord['publish'] = null): SenderRecord => ({
      ...{ kind: 'dmarc', name, values, findings, publish },
    });
    if (values.length > 1) return { record: record(['dmarc_several'], { name, value }), strict };
    if (policy === undefined) return { record: record(['dmarc_without_policy'], start), strict };
    if (policy.toLowerCase() !== 'none') return { record: record([]), strict };
    const stronger = value.replace(/(;\s*s?p\s*=\s*)none/gi, '$1quarantine');
    return { record: record(['dmarc_only_watches'], { name, value: stronger }), strict };
  }
  return {
    record: { kind: 'dmarc', name: own, values: [], findings: ['dmarc_missing'], publish: start },
    strict: false,
  };
}
