import type { Channel } from '../channel.ts';

/**
 * On what a message to a person rests. `consent`: they agreed to be written to on the channel. `soft_opt_in`: they bought
 * before, could object when their address was taken and did not; by e-mail only. Part of the public API: add, never rename.
 */
export const contactBases = ['consent', 'soft_opt_in'] as const;
export type ContactBasis = (typeof contactBases)[number];

/** What a store says of its buyers: where it makes use of the soft opt-in, and since when it offers them to object. */
export interface SoftOptIn {
  /** ISO 3166-1 alpha-2, of `basisCountries`. */
  readonly countries: readonly string[];
  /** A calendar day, which begins at midnight UTC: orders from before then were placed without the offer. */
  readonly objectionOfferedSince: string;
}

export interface BasisRules {
  /** Null: nobody is written to without having agreed. */
  readonly softOptIn: SoftOptIn | null;
  /** Where a yes to e-mail counts only when it was confirmed from the mailbox. */
  readonly doubleOptInCountries: readonly string[];
}

/** What is known of a person on one channel. Times in epoch milliseconds; null: never. */
export interface BasisFacts {
  readonly channel: Channel;
  /** Of their address at the shop; no clock and no number stands for it. */
  readonly country: string | null;
  /** `unasked`: a shop's record said no of somebody who had never agreed. Null: nothing was ever said. */
  readonly standing: 'granted' | 'denied' | 'unasked' | null;
  /** The newest refusal, by themselves or by a record of the shop. */
  readonly refusedAt: number | null;
  /** The newest yes that was confirmed from the mailbox. */
  readonly confirmedAt: number | null;
  /** When the newest order that stands was placed; an account and a cart are no order. */
  readonly orderedAt: number | null;
}

/** On what a message may rest; null: on nothing, so it must not be sent. `contact_basis` of the database says the same. */
export function contactBasis(facts: BasisFacts, rules: BasisRules): ContactBasis | null {
  const { channel, country, standing } = facts;
  if (standing === 'denied' || standing === 'unasked') return null;
  if (standing === 'granted' && (!mustConfirm(facts, rules) || isConfirmed(facts))) return 'consent';
  const { softOptIn } = rules;
  if (channel !== 'email' || country === null || !softOptIn?.countries.includes(country)) return null;
  const offered = facts.orderedAt !== null && facts.orderedAt >= Date.parse(softOptIn.objectionOfferedSince);
  return offered ? 'soft_opt_in' : null;
}

function mustConfirm({ channel, country }: BasisFacts, { doubleOptInCountries }: BasisRules): boolean {
  return channel === 'email' && country !== null && doubleOptInCountries.includes(country);
}

function isConfirmed({ confirmedAt, refusedAt }: BasisFacts): boolean {
  return confirmedAt !== null && (refusedAt === null || confirmedAt > refusedAt);
}
