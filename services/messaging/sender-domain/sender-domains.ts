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
  /** The domain that e-mails of a provider come from, as DNS has it or had it some minutes ago. */
  check(provider: string): Promise<SenderDomain>;
  /** What is known of it without waiting; null: nothing yet, and it is asked for. */
  known(provider: string): SenderDomain | null;
  /** Asks anew, unless somebody just did. */
  checkAnew(provider: string): Promise<SenderDomain>;
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

/** Looks after the records of the installation's sender. What was asked is kept by provider: there are a handful. */
export function createSenderDomains({ dns, from, selectors, now }: SenderDomainOptions): SenderDomains {
  const kept = new Map<string, { readonly atMs: number; readonly answer: Promise<SenderDomain> }>();
  const told = new Map<string, SenderDomain>();
  const domain = domainOf(from);
  const ask = (provider: string, goodMs: number): Promise<SenderDomain> => {
    const last = kept.get(provider);
    if (last && now() - last.atMs < goodMs) return last.answer;
    const answer = look(provider);
    kept.set(provider, { atMs: now(), answer });
    answer.then(
      (found) => told.set(provider, found),
      // Whoever waits for it hears of it; the next one asks anew.
      () => kept.delete(provider),
    );
    return answer;
  };
  const look = async (provider: string): Promise<SenderDomain> => {
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
    check: (provider) => ask(provider, keptMs),
    known(provider) {
      ask(provider, keptMs).catch(() => null);
      return told.get(provider) ?? null;
    },
    checkAnew: (provider) => ask(provider, askedAnewMs),
  };
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
