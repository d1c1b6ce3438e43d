/** The records by which mailboxes tell whether an e-mail is from whom it says. */
export const senderRecordKinds = ['spf', 'dkim', 'dmarc'] as const;
export type SenderRecordKind = (typeof senderRecordKinds)[number];

/**
 * What can be wrong with them. `bad`: mailboxes refuse or hide messages for it. Part of the public API: add, never rename.
 */
export const senderFindings = {
  /** The question was not answered, so nothing is said of the record. */
  dns_unavailable: 'warn',
  spf_missing: 'warn',
  /** Two records count as none. */
  spf_several: 'bad',
  /** More than ten questions to DNS: mailboxes give up. */
  spf_too_many_lookups: 'bad',
  /** It lets everybody send. */
  spf_open: 'bad',
  /** The provider is not in it, which is fine where it takes bounces at a domain of its own. */
  spf_without_provider: 'warn',
  /** Nobody said under which selector the provider signs. */
  dkim_selector_unknown: 'warn',
  dkim_missing: 'bad',
  /** There is a record without a key: signatures with it are void. */
  dkim_revoked: 'bad',
  /** Signed by a domain above, and DMARC asks for the very domain. */
  dkim_not_aligned: 'bad',
  dmarc_missing: 'bad',
  dmarc_several: 'bad',
  dmarc_without_policy: 'bad',
  /** `p=none`: what others send in this name is delivered. */
  dmarc_only_watches: 'warn',
} as const satisfies Readonly<Record<string, 'bad' | 'warn'>>;
export type SenderFinding = keyof typeof senderFindings;

export interface SenderRecord {
  readonly kind: SenderRecordKind;
  /** Where it stands, or should. */
  readonly name: string;
  /** As they were found. */
  readonly values: readonly string[];
  readonly findings: readonly SenderFinding[];
  /** What to publish there instead; null: nothing, or only the provider knows it. */
  readonly publish: { readonly name: string; readonly value: string } | null;
}

export type SenderRecordState = 'good' | 'warn' | 'bad';

export function stateOfRecord({ findings }: Pick<SenderRecord, 'findings'>): SenderRecordState {
  if (findings.some((finding) => senderFindings[finding] === 'bad')) return 'bad';
  return findings.length > 0 ? 'warn' : 'good';
}
