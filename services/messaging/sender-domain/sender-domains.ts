import { signingOf } from '../../../channels/email/signing-of.ts';
import { minuteMs, secondMs } from '../../../domain/duration.ts';
import { type SenderRecord, type SenderRecordState, stateOfRecord } from '../../../domain/sender-domain/findings.ts';
import { checkRecords } from './check-records.ts';
import type { Dns } from './dns.ts';

export interface SenderDomain {
  readonly domain: string;
  readonly provider: string;
  /** `reserved`: no mailbox can be asked about such a name, and none takes mail from it. */
  readonly kind: 'checked' | 'reserved';
  readonly records: readonly (SenderRecord & { readonly state: SenderRecordState })[];
  /** Epoch milliseconds. */
  readonly checkedAtMs: number;
}

export interface SenderDomains {
  /** The domain that e-mails of a provider come from, as DNS has it or had it some minutes ago; `own`: a store's in its place. */
  check(provider: string, own?: string | null): Promise<SenderDomain>;
  /** What is known of it without waiting; null: nothing yet, and it is asked for. */
  known(provider: string, own?: string | null): SenderDomain | null;
  /** Asks anew, unless somebody just did. */
  checkAnew(provider: string, own?: string | null): Promise<SenderDomain>;
}

export interface SenderDomainOptions {
  readonly dns: Dns;
  /** `Name <address>`. */
  readonly from: string;
  /** Names of keys, besides those that are known of the provider. */
  readonly selectors: readonly string[];
  readonly now: () => number;
}

/** How long an answer is good, and how soon somebody may ask anew. */
const keptMs = 10 * minuteMs;
const askedAnewMs = 10 * secondMs;
/** Questions of one check that begin later count as not answered. */
const checkMs = 5 * secondMs;

/** Looks after the records of the installation's sender and of those of stores. What was asked is kept by provider and domain. */
export function createSenderDomains({ dns, from, selectors, now }: SenderDomainOptions): SenderDomains {
  const kept = new Map<string, { readonly atMs: number; readonly answer: Promise<SenderDomain> }>();
  const told = new Map<string, SenderDomain>();
  const ownDomain = domainOf(from);
  const sender = (provider: string, own: string | null | undefined) => {
    const domain = own ?? ownDomain;
    return { provider, domain, key: `${provider}/${domain}` };
  };
  const ask = (asked: ReturnType<typeof sender>, goodMs: number): Promise<SenderDomain> => {
    const { key } = asked;
    const last = kept.get(key);
    if (last && now() - last.atMs < goodMs) return last.answer;
    const answer = look(asked);
    forgetOldest(kept);
    forgetOldest(told);
    kept.set(key, { atMs: now(), answer });
    answer.then(
      (found) => told.set(key, found),
      // Whoever waits for it hears of it; the next one asks anew.
      () => kept.delete(key),
    );
    return answer;
  };
  const look = async ({ provider, domain }: ReturnType<typeof sender>): Promise<SenderDomain> => {
    const checkedAtMs = now();
    if (isReserved(domain)) return { domain, provider, kind: 'reserved', records: [], checkedAtMs };
    const records = await checkRecords(within(dns, now, checkedAtMs + checkMs), {
      domain,
      signing: signingOf(provider),
      selectors,
    });
    const judged = records.map((record) => ({ ...record, state: stateOfRecord(record) }));
    return { domain, provider, kind: 'checked', records: judged, checkedAtMs };
  };
  return {
    check: (provider, own) => ask(sender(provider, own), keptMs),
    known(provider, own) {
      const asked = sender(provider, own);
      ask(asked, keptMs).catch(() => null);
      return told.get(asked.key) ?? null;
    },
    checkAnew: (provider, own) => ask(sender(provider, own), askedAnewMs),
  };
}

/** Each is asked again in milliseconds. */
const keptMax = 5_000;

function forgetOldest(kept: Map<string, unknown>): void {
  const [oldest] = kept.keys();
  if (kept.size >= keptMax && oldest !== undefined) kept.delete(oldest);
}

function within(dns: Dns, now: () => number, untilMs: number): Dns {
  return { texts: async (name) => (now() < untilMs ? dns.texts(name) : { kind: 'failed' }) };
}

function domainOf(from: string): string {
  const address = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
  return address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase();
}

/** Names that RFC 2606 and RFC 6762 keep out of DNS. */
function isReserved(domain: string): boolean {
  return (
    !domain.includes('.') || /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost|local)$/.test(domain)
  );
}
