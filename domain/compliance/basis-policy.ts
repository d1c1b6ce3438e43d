/**
 * What one country is known to ask before a shop writes to somebody who did not agree, or of how they agreed. It is data for
 * whoever runs a shop and no legal advice: each entry names where to read it and as of when it was written down, from
 * public summaries and not by a lawyer; nothing of it holds until a store chooses it.
 */
export interface BasisPolicy {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** When buyers may be reminded by e-mail without having agreed; an account or a cart alone never is enough. */
  readonly softOptIn: 'after_order';
  /** A yes that was not confirmed from the mailbox is held to prove too little. */
  readonly doubleOptIn: boolean;
  readonly source: { readonly name: string; readonly url: string };
  /** When the entry was written down, as a calendar day. */
  readonly asOf: string;
}

const asOf = '2026-11-27';
const directive = {
  name: 'Directive 2002/58/EC, Article 13(2)',
  url: 'https://eur-lex.europa.eu/eli/dir/2002/58/oj',
} as const;

const own: readonly BasisPolicy[] = [
  {
    ...{ country: 'DE', softOptIn: 'after_order', doubleOptIn: false, asOf },
    source: {
      name: 'Act against Unfair Competition, section 7(3); a cart without an order is not enough',
      url: 'https://www.it-recht-kanzlei.de/achtung-abmahnung-warenkorb-erinnerung-per-e-mail.html',
    },
  },
  {
    ...{ country: 'IT', softOptIn: 'after_order', doubleOptIn: true, asOf },
    source: {
      name: 'Garante, decision 330/2025, on double opt-in; the soft opt-in is for e-mail only',
      url: 'https://cms.law/it/ita/publication/opt-in-no-double-opt-in',
    },
  },
];

const ofDirective = 'AT BE BG CY CZ DK EE ES FI FR GR HR HU IE LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

/** By country; of others nothing is known here, so nobody there is written to without having agreed. */
export const basisPolicies: readonly BasisPolicy[] = [
  ...own,
  ...ofDirective.map(
    (country): BasisPolicy => ({ country, softOptIn: 'after_order', doubleOptIn: false, source: directive, asOf }),
  ),
].sort((a, b) => (a.country < b.country ? -1 : 1));

/** Where a store can make use of the soft opt-in, or ask for confirmed consents whether or not the preset does. */
export const basisCountries: readonly string[] = basisPolicies.map(({ country }) => country);
